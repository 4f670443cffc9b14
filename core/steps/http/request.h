// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace assay::steps::http {

/// A header as it is sent. No value at all takes a default header away (`Accept: null`).
struct Header
{
    QByteArray name;
    std::optional<QByteArray> value;
};

/// A part of a multipart/form-data body.
struct FormPart
{
    QByteArray name;
    QByteArray value;
    QString file; ///< absolute; its content is the value, streamed
    QByteArray contentType;
    QByteArray fileName;
};

/// TLS as `tls:` says it; paths are absolute, "" means the system's own.
struct TlsOptions
{
    bool verify = true;
    QString ca;
    QString certificate;
    QString key;
    QString password;   ///< of the key
    QString minVersion; ///< "", "1.2", "1.3"
};

/// One HTTP request, ready to be sent: URL encoded, paths absolute. A plain value.
struct Request
{
    enum class Version { Any, Http10, Http11, Http2, Http2PriorKnowledge };

    QByteArray method = "GET";
    QByteArray url;         ///< whole, without fragment
    QByteArray exactTarget; ///< sent as it is instead of the URL's path and query; "" = the URL's
    std::vector<Header> headers;

    bool hasBody = false;
    QByteArray contentType; ///< of the body, unless a header says it
    QByteArray body;
    QString bodyFile;            ///< absolute; streamed instead of `body`
    std::vector<FormPart> parts; ///< instead of `body`

    QByteArray authorization; ///< "Basic ...", "Bearer ..."; unless a header says it
    QString digestUser;       ///< with digestPassword: RFC 7616
    QString digestPassword;
    QByteArray cookies;                     ///< "a=b; c=d": beside those of the jar
    std::optional<QString> jar = QString(); ///< name of the cookie jar; none: no cookies are kept

    TlsOptions tls;
    Version version = Version::Any;
    QString proxy; ///< "" goes direct: variables of the process are not looked at
    std::optional<QByteArray> compression =
        QByteArray();                   ///< accepted codings; "" = all; none = as is
    QString unixSocket;                 ///< absolute
    std::vector<QByteArray> connectTo;  ///< "host:port:address:port"
    base::Nanoseconds connectTimeout{}; ///< 0 = the step's own limit only
    base::ByteCount bodyLimit;          ///< of the answer
    int redirects = 0;                  ///< how many are followed

    [[nodiscard]] const Header *header(const char *name) const; ///< any case; null = not there
    [[nodiscard]] bool isTls() const { return url.startsWith("https://"); }
};

/// How long each phase of an exchange took.
struct Phases
{
    base::Nanoseconds lookup{};
    base::Nanoseconds connect{};
    base::Nanoseconds tls{};
    base::Nanoseconds send{};
    base::Nanoseconds wait{};
    base::Nanoseconds receive{};

    [[nodiscard]] base::Nanoseconds total() const;
    Phases &operator+=(const Phases &other);
};

/// What came back. A plain value.
struct Reply
{
    int status = 0;     ///< 0: no answer yet
    QByteArray version; ///< "1.1", "2"
    QByteArray reason;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, in order
    QByteArray body;
    bool truncated = false; ///< there was more than Request::bodyLimit
    Phases phases;
    QByteArray location; ///< the whole URL it redirects to; "" = none

    [[nodiscard]] QByteArray header(QByteArrayView lowerName) const; ///< the first; "" = not there
};

/// The request that follows a redirect, as browsers do it (RFC 9110 15.4): 303, and POST at 301 and
/// 302, become GET without a body; another host gets no credentials.
[[nodiscard]] Request followed(const Request &request, const Reply &reply);

} // namespace assay::steps::http
