// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/side_words.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;
using model::Exchange;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StepView)
};

} // namespace

SideWords sideWords(const QString &protocol)
{
    const QString diff = Texts::tr("Diff");
    const QString raw = Texts::tr("Raw");
    if (protocol == u"sql")
        return {Texts::tr("Query"),
                {Texts::tr("Rows"), Texts::tr("SQL"), Texts::tr("Parameters"), diff, raw}};
    if (protocol == u"redis")
        return {Texts::tr("Commands"),
                {Texts::tr("Replies"), Texts::tr("Sent"), Texts::tr("Headers"), diff, raw}};
    if (protocol == u"exec")
        return {Texts::tr("Program"),
                {Texts::tr("Output"), Texts::tr("Input"), Texts::tr("Environment"), diff, raw}};
    if (protocol == u"websocket")
        return {Texts::tr("Talk"),
                {Texts::tr("Received"), Texts::tr("Sent"), Texts::tr("Headers"), diff, raw}};
    if (protocol == u"http" || protocol == u"sse")
        return {Texts::tr("Exchange"),
                {Texts::tr("Response"), Texts::tr("Request"), Texts::tr("Headers"), diff, raw}};
    return {Texts::tr("Log"),
            {Texts::tr("Lines"), Texts::tr("Request"), Texts::tr("Headers"), diff, raw}};
}

QString shortUrl(const QString &summary)
{
    const qsizetype scheme = summary.indexOf(u"://");
    const qsizetype space = summary.indexOf(u' ');
    const QStringView after = QStringView(summary).sliced(space + 1);
    if (space < 0 || !(after.startsWith(u"http://") || after.startsWith(u"https://")))
        return summary;
    const qsizetype path = summary.indexOf(u'/', scheme + 3);
    return path < 0 ? summary : summary.first(space + 1) + summary.sliced(path);
}

QString headersText(const Exchange &exchange)
{
    const auto part = [](const Exchange::Part &p) {
        QString text = p.summary.section(u'\n', 0, 0) + u'\n';
        for (const auto &[name, value] : p.headers)
            text += name + u": "_s + QString(value).replace(u'\n', u'↵') + u'\n';
        return text;
    };
    return part(exchange.request) + u'\n' + part(exchange.response).trimmed();
}

QByteArray rawText(const Exchange &exchange)
{
    const auto part = [](const Exchange::Part &p) {
        QByteArray text = p.summary.toUtf8() + '\n';
        for (const auto &[name, value] : p.headers)
            text += name.toUtf8() + ": " + value.toUtf8() + '\n';
        return p.body.isEmpty() ? text : text + '\n' + p.body;
    };
    return part(exchange.request) + "\n\n" + part(exchange.response);
}

} // namespace assay::ui
