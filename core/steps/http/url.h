// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace assay::steps::http {

/// The parts of an absolute URL without a fragment; views into it. Any thread.
class UrlView
{
public:
    explicit UrlView(QByteArrayView url);

    [[nodiscard]] QByteArrayView origin() const { return m_origin; } ///< "http://host:80"
    [[nodiscard]] QByteArrayView target() const { return m_target; } ///< "/path?query"; may be ""
    [[nodiscard]] QByteArrayView host() const { return m_host; }     ///< "[::1]" with its brackets
    [[nodiscard]] QByteArray port() const;     ///< as written, or the scheme's own
    [[nodiscard]] QString hostAndPort() const; ///< "127.0.0.1:4311"

private:
    QByteArrayView m_origin;
    QByteArrayView m_target;
    QByteArrayView m_host;
    QByteArrayView m_port;
    bool m_tls = false;
};

/// An http or https URL (also ws, wss for `schemes`) as it goes over the wire: spaces and what is
/// not ASCII are percent-encoded, the fragment is dropped; what is encoded stays as it is.
[[nodiscard]] base::Result<QByteArray>
wireUrl(const QString &text,
        const QStringList &schemes = {QStringLiteral("http"), QStringLiteral("https")});

/// For a query: all but letters, digits and -._~ as %XX of its UTF-8.
void appendQueryEncoded(QByteArray &out, const QString &text);
/// For application/x-www-form-urlencoded (WHATWG URL 5.2): spaces are "+".
void appendFormEncoded(QByteArray &out, const QString &text);

} // namespace assay::steps::http
