// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/body_source.h"

#include "base/units.h"
#include "events/event_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

#include <limits>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kChunk = 256 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(BodyView)
};

BodySource::Read readBytes(const QByteArray &bytes)
{
    return [bytes](qsizetype limit, const std::stop_token &) -> base::Result<QByteArray> {
        return bytes.size() > limit ? bytes.first(limit + 1) : bytes;
    };
}

base::Result<QByteArray> readFile(const QString &path, qsizetype limit, const std::stop_token &stop)
{
    QFile file(path);
    // Anything but a plain file could make a reader wait for ever.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return base::failure(Texts::tr("%1 cannot be read").arg(path),
                             Texts::tr("was it deleted or moved since?"));
    QByteArray bytes;
    while (bytes.size() <= limit && !stop.stop_requested()) {
        const QByteArray piece = file.read(std::min(kChunk, limit + 1 - bytes.size()));
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    return bytes;
}

ShownBody message(const QString &text)
{
    return {std::make_shared<PreparedText>(prepareText(text, TextForm::Plain)), {}, false};
}

} // namespace

BodySource bytesSource(const QString &key, const QByteArray &bytes, const QString &contentType)
{
    BodySource source;
    source.key = key;
    source.read = readBytes(bytes);
    source.contentType = contentType;
    source.form = contentType.contains(u"json") ? TextForm::Json : TextForm::Plain;
    return source;
}

BodySource textSource(const QString &key, const QString &text, TextForm form)
{
    BodySource source;
    source.key = key;
    source.read = [text](qsizetype limit, const std::stop_token &stop) -> base::Result<QByteArray> {
        return readBytes(text.toUtf8())(limit, stop);
    };
    source.form = form;
    source.contentType = u"text/plain"_s;
    source.raw = true;
    return source;
}

BodySource fileSource(const QString &path, const QString &contentType)
{
    BodySource source = bytesSource(path, {}, contentType);
    source.file = path;
    source.read = [path](qsizetype limit, const std::stop_token &stop) {
        return readFile(path, limit, stop);
    };
    source.name = QFileInfo(path).fileName();
    return source;
}

BodySource eventSource(const events::EventPointer &event)
{
    BodySource source = bytesSource(u"event %1"_s.arg(event->sequence), {}, u"application/json"_s);
    source.read = [event](qsizetype limit, const std::stop_token &stop) {
        return readBytes(events::eventLine(*event).trimmed())(limit, stop);
    };
    return source;
}

ShownBody shownBody(const BodySource &source, qsizetype limit, const std::stop_token &stop)
{
    if (!source.read)
        return {};
    auto read = source.read(limit, stop);
    if (!read)
        return message(read.error().toString());
    QByteArray bytes = std::move(*read);
    bool more = bytes.size() > limit;
    if (more)
        bytes.truncate(limit);
    ShownBody shown;
    QStringList notes;
    TextForm form = source.form;
    QString text;
    bool numbered = false;
    if (looksBinary(bytes)) {
        const qsizetype most = std::min(limit, kHexAtMost);
        notes.append(Texts::tr("binary"));
        if (bytes.size() > most) {
            bytes.truncate(most);
            more = true;
        }
        text = hexDump(bytes, stop);
        form = TextForm::Plain;
    } else {
        if (source.rows && !source.raw) {
            if (const auto table = rowsTable(bytes, stop)) {
                text = *table;
                form = TextForm::Plain;
            }
        }
        if (text.isEmpty()) {
            if (!source.raw && form == TextForm::Json && !more && source.lost == 0) {
                if (auto indented = indentedJson(bytes, stop))
                    bytes = std::move(*indented);
            }
            numbered = !source.raw;
            QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
            text = decoder(bytes);
            if (decoder.hasError() && !more && source.lost == 0)
                notes.append(Texts::tr("not everything is UTF-8"));
        }
    }
    if (more)
        notes.append(Texts::tr("the first %1 are shown").arg(base::byteCountText({bytes.size()})));
    if (source.lost > 0)
        notes.append(Texts::tr("%1 more were not kept").arg(base::byteCountText({source.lost})));
    auto prepared = std::make_shared<PreparedText>(prepareText(text, form, stop));
    prepared->numbered = numbered && prepared->lines.size() > 1;
    shown.text = std::move(prepared);
    shown.note = notes.join(u" · "_s);
    shown.more = more;
    return shown;
}

base::Result<> saveBody(const BodySource &source, const QString &path, const std::stop_token &stop)
{
    const auto cannot = [&](const QString &why) {
        return base::failure(Texts::tr("%1 cannot be written: %2").arg(path, why));
    };
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return cannot(out.errorString());
    if (!source.file.isEmpty()) { // of any size, so in pieces
        QFile in(source.file);
        if (!QFileInfo(source.file).isFile() || !in.open(QIODevice::ReadOnly))
            return base::failure(Texts::tr("%1 cannot be read").arg(source.file));
        while (!stop.stop_requested()) {
            const QByteArray piece = in.read(kChunk);
            if (piece.isEmpty())
                break;
            out.write(piece);
        }
    } else if (source.read) {
        auto bytes = source.read(std::numeric_limits<int>::max(), stop);
        if (!bytes)
            return base::failure(bytes.error());
        out.write(*bytes);
    }
    if (stop.stop_requested())
        out.cancelWriting();
    if (!out.commit())
        return cannot(stop.stop_requested() ? Texts::tr("stopped") : out.errorString());
    return {};
}

QString suffixOfType(const QString &contentType)
{
    static const std::vector<std::pair<QStringView, QStringView>> kSuffixes = {
        {u"json", u".json"}, {u"html", u".html"}, {u"xml", u".xml"},   {u"png", u".png"},
        {u"jpeg", u".jpg"},  {u"csv", u".csv"},   {u"sql", u".sql"},   {u"pdf", u".pdf"},
        {u"zip", u".zip"},   {u"text/", u".txt"}, {u"yaml", u".yaml"},
    };
    for (const auto &[word, suffix] : kSuffixes) {
        if (contentType.contains(word))
            return suffix.toString();
    }
    return u".bin"_s;
}

} // namespace assay::ui
