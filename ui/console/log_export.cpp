// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_export.h"

#include <QSaveFile>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr LineNumber kPiece = 16'384;
constexpr qsizetype kBuffer = 1024 * 1024;

void appendLine(QByteArray &out, const StoredLine &line)
{
    out += QByteArray::number(static_cast<double>(line.at.count()) / 1e9, 'f', 3).rightJustified(8);
    out += "  ";
    out += line.source.toUtf8().leftJustified(8);
    out += "  ";
    out += line.text;
    out += '\n';
}

} // namespace

quint64 writeLines(const LogSelection &lines, const std::function<bool(QByteArrayView)> &sink,
                   const std::stop_token &stop)
{
    LogMatcher matcher(lines.filter);
    const LineNumber last = lines.store->extent().end;
    const LineNumber end = lines.to >= last ? last : lines.to + 1;
    quint64 count = 0;
    QByteArray buffer;
    std::vector<LineNumber> found;
    for (LineNumber from = lines.from; from < end; from += kPiece) {
        found.clear();
        if (!matcher.match(*lines.store, from, std::min(from + kPiece, end), stop, found))
            return count;
        for (const LineNumber number : found) {
            constexpr auto whole = std::numeric_limits<qsizetype>::max();
            appendLine(buffer, lines.store->line(number, whole, true));
            ++count;
            if (buffer.size() < kBuffer)
                continue;
            if (stop.stop_requested() || !sink(buffer))
                return count;
            buffer.clear();
        }
    }
    if (!buffer.isEmpty())
        sink(buffer);
    return count;
}

LogExport::LogExport(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

LogExport::~LogExport()
{
    m_stop.request_stop();
}

void LogExport::cancel()
{
    m_stop.request_stop();
}

void LogExport::run(std::function<void(const std::stop_token &)> job)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_pool.start([job = std::move(job), stop = m_stop.get_token()] { job(stop); });
}

void LogExport::tell(const std::stop_token &stop, std::function<void()> what)
{
    QMetaObject::invokeMethod(
        this,
        [stop, what = std::move(what)] {
            if (!stop.stop_requested())
                what();
        },
        Qt::QueuedConnection);
}

void LogExport::copy(LogSelection lines)
{
    run([this, lines = std::move(lines)](const std::stop_token &stop) {
        QByteArray text;
        bool fits = true;
        const quint64 count = writeLines(
            lines,
            [&](QByteArrayView piece) {
                fits = text.size() + piece.size() <= kMostCopied;
                if (fits)
                    text.append(piece);
                return fits;
            },
            stop);
        tell(stop, [this, fits, count, words = QString::fromUtf8(text)] {
            if (fits)
                Q_EMIT copied(words, count);
            else
                Q_EMIT failed(tr("that is more than %1 and too much for the clipboard")
                                  .arg(base::byteCountText({kMostCopied})),
                              tr("save the console as a file instead"));
        });
    });
}

void LogExport::save(LogSelection lines, const QString &path)
{
    run([this, lines = std::move(lines), path](const std::stop_token &stop) {
        QSaveFile file(path);
        bool good = file.open(QIODevice::WriteOnly);
        quint64 count = 0;
        if (good)
            count = writeLines(
                lines,
                [&](QByteArrayView piece) {
                    good = file.write(piece.data(), piece.size()) == piece.size();
                    return good;
                },
                stop);
        if (stop.stop_requested())
            return; // what was there stays as it was
        good = good && file.commit();
        tell(stop, [this, good, count, path, why = file.errorString()] {
            if (good)
                Q_EMIT saved(path, count);
            else
                Q_EMIT failed(tr("cannot write %1: %2").arg(path, why),
                              tr("choose another folder or free space"));
        });
    });
}

} // namespace assay::ui
