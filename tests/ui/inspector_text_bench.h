// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/matcher.h"
#include "ui/inspector/body_view.h"
#include "ui/inspector/curl_command.h"
#include "ui/inspector/failures.h"
#include "ui/inspector/side_words.h"
#include "ui/inspector/text_lines_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QProcess>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace assay::ui::test {

using namespace Qt::StringLiterals;

inline model::Exchange request(const QString &summary, const QByteArray &body = {},
                               const std::vector<std::pair<QString, QString>> &headers = {})
{
    model::Exchange exchange;
    exchange.protocol = u"http"_s;
    exchange.request.summary = summary;
    exchange.request.body = body;
    exchange.request.bodySize = body.size();
    exchange.request.headers = headers;
    return exchange;
}

/// The words that a real shell makes of a command, without running curl.
inline QList<QByteArray> wordsInShell(const QString &command)
{
    QProcess shell;
    // curl is a function here that tells its words, each ended by a zero.
    shell.start(u"sh"_s, {u"-c"_s, u"curl() { printf '%s\\000' \"$@\"; }\n"_s + command});
    if (!shell.waitForFinished())
        return {};
    QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
    words.removeLast();
    return words;
}

inline PreparedTextPointer shared(PreparedText text)
{
    return std::make_shared<const PreparedText>(std::move(text));
}

} // namespace assay::ui::test
