// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/url.h"

#include <cstring>

namespace assay::steps::http {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void appendPercent(QByteArray &out, char c)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
}

} // namespace

UrlView::UrlView(QByteArrayView url)
{
    const qsizetype schemeEnd = url.indexOf("://");
    if (schemeEnd < 0)
        return;
    m_tls = url.first(schemeEnd).endsWith('s');
    qsizetype end = schemeEnd + 3;
    while (end < url.size() && std::strchr("/?#", url[end]) == nullptr)
        ++end;
    m_origin = url.first(end);
    m_target = url.sliced(end);
    QByteArrayView authority = m_origin.sliced(schemeEnd + 3);
    if (const qsizetype at = authority.lastIndexOf('@'); at >= 0)
        authority = authority.sliced(at + 1);
    const qsizetype colon = authority.lastIndexOf(':');
    if (colon >= 0 && authority.indexOf(']', colon) < 0) {
        m_host = authority.first(colon);
        m_port = authority.sliced(colon + 1);
    } else {
        m_host = authority;
    }
}

QByteArray UrlView::port() const
{
    if (!m_port.isEmpty())
        return m_port.toByteArray();
    return m_tls ? "443" : "80";
}

QString UrlView::hostAndPort() const
{
    return QString::fromUtf8(m_host) + u':' + QString::fromLatin1(port());
}

base::Result<QByteArray> wireUrl(const QString &text, const QStringList &schemes)
{
    const qsizetype schemeEnd = text.indexOf("://"_L1);
    if (schemeEnd < 0 || !schemes.contains(text.first(schemeEnd).toLower())) {
        return base::failure(u"the URL \"%1\" does not begin with %2://"_s.arg(
                                 text.left(200), schemes.join(u":// or "_s)),
                             u"write the whole of it, such as \"${services.api.url}/path\""_s);
    }
    const QByteArray bytes = text.toUtf8();
    QByteArray out;
    out.reserve(bytes.size() + 16);
    out += text.first(schemeEnd).toLower().toLatin1();
    bool inAuthority = true;
    for (qsizetype i = schemeEnd; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '#')
            break;
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            return base::failure(u"the URL \"%1\" has a control character in it"_s.arg(
                                     QString(text.left(200)).replace(QChar(0), u' ').simplified()),
                                 u"encode it as %XX"_s);
        }
        if (i >= schemeEnd + 3 && (c == '/' || c == '?'))
            inAuthority = false;
        // The host is left to the library, which knows internationalized names.
        if (!inAuthority &&
            (static_cast<unsigned char>(c) >= 0x80 || std::strchr(" \"<>\\^`{|}", c) != nullptr))
            appendPercent(out, c);
        else
            out += c;
    }
    if (UrlView(out).host().isEmpty())
        return base::failure(u"the URL \"%1\" names no host"_s.arg(text.left(200)));
    return out;
}

void appendQueryEncoded(QByteArray &out, const QString &text)
{
    for (const char c : text.toUtf8()) {
        if (isPlain(c) || (c != 0 && std::strchr("-._~", c) != nullptr))
            out += c;
        else
            appendPercent(out, c);
    }
}

void appendFormEncoded(QByteArray &out, const QString &text)
{
    for (const char c : text.toUtf8()) {
        if (isPlain(c) || (c != 0 && std::strchr("*-._", c) != nullptr))
            out += c;
        else if (c == ' ')
            out += '+';
        else
            appendPercent(out, c);
    }
}

} // namespace assay::steps::http
