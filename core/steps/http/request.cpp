// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/request.h"

#include "steps/http/url.h"

#include <algorithm>

namespace assay::steps::http {

const Header *Request::header(const char *name) const
{
    const auto it = std::find_if(headers.begin(), headers.end(), [&](const Header &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return it == headers.end() ? nullptr : &*it;
}

base::Nanoseconds Phases::total() const
{
    return lookup + connect + tls + send + wait + receive;
}

Phases &Phases::operator+=(const Phases &other)
{
    lookup += other.lookup;
    connect += other.connect;
    tls += other.tls;
    send += other.send;
    wait += other.wait;
    receive += other.receive;
    return *this;
}

QByteArray Reply::header(QByteArrayView lowerName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            return value;
    }
    return {};
}

Request followed(const Request &request, const Reply &reply)
{
    Request next = request;
    next.url = reply.location;
    next.exactTarget.clear();
    const auto drop = [&next](std::initializer_list<const char *> names) {
        std::erase_if(next.headers, [&](const Header &header) {
            return std::any_of(names.begin(), names.end(), [&](const char *name) {
                return header.name.compare(name, Qt::CaseInsensitive) == 0;
            });
        });
    };
    const bool becomesGet =
        (reply.status == 303 && request.method != "GET" && request.method != "HEAD") ||
        ((reply.status == 301 || reply.status == 302) && request.method == "POST");
    if (becomesGet) {
        next.method = "GET";
        next.hasBody = false;
        next.body.clear();
        next.bodyFile.clear();
        next.parts.clear();
        next.contentType.clear();
        drop({"Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding"});
    }
    if (UrlView(next.url).origin() != UrlView(request.url).origin()) {
        next.authorization.clear();
        next.digestUser.clear();
        next.digestPassword.clear();
        next.cookies.clear();
        drop({"Authorization", "Cookie", "Host"});
    }
    return next;
}

} // namespace assay::steps::http
