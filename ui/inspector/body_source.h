// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "events/event.h"
#include "ui/inspector/prepared_text.h"

#include <functional>

namespace assay::ui {

/// Bytes that BodyView shows, wherever they are. A plain value; `read` runs on a worker.
struct BodySource
{
    /// At most `limit` bytes from the beginning; more tells that there are more.
    using Read =
        std::function<base::Result<QByteArray>(qsizetype limit, const std::stop_token &stop)>;

    QString key; ///< two sources of one key have the same content; "" is shown as nothing
    Read read;
    QString file;      ///< where they are, when that is a file
    qint64 lost = 0;   ///< bytes at the end that were not kept
    bool raw = false;  ///< as they are: JSON is not indented, rows are no table
    bool rows = false; ///< of SQL
    TextForm form = TextForm::Plain;
    QString contentType;
    QString name; ///< suggested for a file: "summary.json"
};

[[nodiscard]] BodySource bytesSource(const QString &key, const QByteArray &bytes,
                                     const QString &contentType);
[[nodiscard]] BodySource textSource(const QString &key, const QString &text, TextForm form);
[[nodiscard]] BodySource fileSource(const QString &path, const QString &contentType);
/// The event as JSON.
[[nodiscard]] BodySource eventSource(const events::EventPointer &event);

/// What BodyView shows of a source.
struct ShownBody
{
    PreparedTextPointer text;
    QString note;      ///< for people: "binary · 2.1 MB, the first 1 MB are shown"; may be empty
    bool more = false; ///< a greater limit shows more
};

constexpr qsizetype kShownFirst = 1024 * 1024;
constexpr qsizetype kShownAtMost = 16 * 1024 * 1024;
/// Of binary bytes, which take eight times as much room.
constexpr qsizetype kHexAtMost = 2 * 1024 * 1024;

/// Any thread; blocks on files.
[[nodiscard]] ShownBody shownBody(const BodySource &source, qsizetype limit,
                                  const std::stop_token &stop);
/// The whole to a file, which is replaced only when all is written. Blocks.
[[nodiscard]] base::Result<> saveBody(const BodySource &source, const QString &path,
                                      const std::stop_token &stop);
/// "json", "html", "bin": a suffix for what the content is.
[[nodiscard]] QString suffixOfType(const QString &contentType);

} // namespace assay::ui
