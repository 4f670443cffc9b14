// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_file.h"

#include "events/event_json.h"

#include <QTemporaryFile>

namespace assay::events {

using namespace Qt::StringLiterals;

EventFile::EventFile(const QString &path)
    : EventFile(std::make_unique<QFile>(path))
{
}

EventFile::EventFile(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
{
}

std::unique_ptr<EventFile> EventFile::temporary(const QString &folder)
{
    return std::unique_ptr<EventFile>(
        new EventFile(std::make_unique<QTemporaryFile>(folder + u"/assay-events"_s)));
}

base::Result<> EventFile::open()
{
    // A temporary file opens itself, for reading too; Unbuffered, so that a batch is one write.
    auto *temporary = qobject_cast<QTemporaryFile *>(m_file.get());
    const bool opened =
        temporary != nullptr
            ? temporary->open()
            : m_file->open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered);
    if (opened)
        return {};
    const QString problem = whyNot();
    m_problem.with([&](QString &kept) { kept = problem; });
    m_full = true;
    return base::failure(problem, u"check the folder and its permissions"_s);
}

QString EventFile::whyNot() const
{
    const auto *temporary = qobject_cast<const QTemporaryFile *>(m_file.get());
    return u"the events cannot be written to %1: %2"_s.arg(
        temporary != nullptr ? temporary->fileTemplate() : m_file->fileName(),
        m_file->errorString());
}

void EventFile::consume(const EventBatch &batch)
{
    if (m_full)
        return;
    m_lines.clear();
    for (const EventPointer &event : batch)
        appendEventLine(m_lines, *event);
    // What fits on a full disk is written without an error; only the rest says why.
    qint64 written = m_file->write(m_lines);
    if (written >= 0 && written < m_lines.size()) {
        const qint64 more = m_file->write(m_lines.sliced(written));
        written = more < 0 ? more : written + more;
    }
    if (written == m_lines.size() && m_file->flush()) {
        m_written += written;
        return;
    }
    m_full = true;
    const QString problem = whyNot() + u"; the rest of the run is missing there"_s;
    m_problem.with([&](QString &kept) { kept = problem; });
    static_cast<void>(m_file->resize(m_written)); // no half a line; a pipe cannot be cut
}

base::Result<> EventFile::lines(const std::function<bool(const QByteArray &)> &take)
{
    if (const QString missing = problem(); !missing.isEmpty())
        return base::failure(missing);
    if (!m_file->seek(0))
        return base::failure(
            u"the events of this run cannot be read: %1"_s.arg(m_file->errorString()));
    while (!m_file->atEnd()) {
        if (!take(m_file->readLine()))
            return {};
    }
    return {};
}

} // namespace assay::events
