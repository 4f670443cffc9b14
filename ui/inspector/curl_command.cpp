// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/curl_command.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QStringList>

namespace assay::ui {

using namespace Qt::StringLiterals;
using model::Exchange;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CurlCommand)
};

/// RFC 9110, 5.6.2: what a method and a header's name are made of.
bool isToken(const QString &text)
{
    static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    return token.match(text).hasMatch();
}

bool isMasked(const QString &value)
{
    return value.endsWith(u"***");
}

/// Text that a shell's argument can carry and a terminal shows as it is.
bool isPlain(const QByteArray &body)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(body);
    if (decoder.hasError())
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control;
    });
}

QString onOneLine(QString value)
{
    for (QChar &c : value) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return value.trimmed();
}

/// Those that curl makes by itself from the rest.
bool isMadeByCurl(const QString &name)
{
    return name.compare(u"content-length", Qt::CaseInsensitive) == 0 ||
           name.compare(u"transfer-encoding", Qt::CaseInsensitive) == 0;
}

} // namespace

QString shellWord(const QString &text)
{
    QString word = text;
    for (QChar &c : word) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = u'?';
    }
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

std::optional<CurlCommand> curlCommand(const Exchange &exchange)
{
    const QString method = exchange.request.summary.section(u' ', 0, 0);
    const QString url = exchange.request.summary.section(u' ', 1);
    if ((!url.startsWith(u"http://") && !url.startsWith(u"https://")) || !isToken(method))
        return std::nullopt;
    const Exchange::Part &request = exchange.request;
    QStringList missing;
    QStringList words{u"curl --globoff"_s};
    const bool hasBody = !request.body.isEmpty();
    if (method == u"HEAD" && !hasBody)
        words.append(u"--head"_s);
    else if (method != (hasBody ? u"POST"_s : u"GET"_s))
        words.append(u"--request "_s + shellWord(method));
    words.append(u"--url "_s + shellWord(url));
    bool typed = false;
    for (const auto &[name, value] : request.headers) {
        if (isMadeByCurl(name))
            continue;
        if (!isToken(name)) {
            missing.append(
                Texts::tr("a header with the name \"%1\"").arg(onOneLine(name).left(40)));
            continue;
        }
        typed = typed || name.compare(u"content-type", Qt::CaseInsensitive) == 0;
        if (isMasked(value))
            missing.append(Texts::tr("the secret of %1").arg(name));
        const QString line = onOneLine(value);
        // "Name;" is curl's way to send a header without a value.
        words.append(u"--header "_s +
                     shellWord(line.isEmpty() ? name + u';' : name + u": "_s + line));
    }
    QString before;
    if (hasBody) {
        if (!typed) // or curl would say that it is a form
            words.append(u"--header "_s +
                         shellWord(request.contentType.isEmpty()
                                       ? u"Content-Type:"_s
                                       : u"Content-Type: "_s + onOneLine(request.contentType)));
        if (request.contentType.startsWith(u"multipart/", Qt::CaseInsensitive))
            missing.append(Texts::tr("the parts of the form as they were sent"));
        else if (request.bodySize != request.body.size())
            missing.append(Texts::tr("the whole body: %1 of %2 are kept")
                               .arg(base::byteCountText({request.body.size()}),
                                    base::byteCountText({request.bodySize})));
        if (isPlain(request.body)) {
            words.append(u"--data-raw "_s + shellWord(QString::fromUtf8(request.body)));
        } else {
            before = u"printf %s "_s + shellWord(QString::fromLatin1(request.body.toBase64())) +
                     u" | base64 -d | "_s;
            words.append(u"--data-binary @-"_s);
        }
    }
    return CurlCommand{before + words.join(u" \\\n  "_s), missing.join(u", "_s)};
}

} // namespace assay::ui
