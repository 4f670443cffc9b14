// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/request_reader.h"

namespace assay::steps::http {

using namespace Qt::StringLiterals;
using suite::Shape;

const QStringList &verbs()
{
    static const QStringList verbs{u"GET"_s,    u"POST"_s, u"PUT"_s,    u"PATCH"_s,
                                   u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s};
    return verbs;
}

std::vector<Shape::Key> connectionKeys()
{
    const Shape scalarOrList =
        Shape::anyOf({Shape::expression(), Shape::list(Shape::expression())});
    const Shape login =
        Shape::map({{u"user"_s, Shape::text(), true}, {u"password"_s, Shape::text()}});
    const Shape tls = Shape::map(
        {{u"verify"_s, Shape::boolean(), false, u"false trusts every certificate"_s},
         {u"ca"_s, Shape::text(), false, u"file with the certificates to trust, PEM"_s},
         {u"cert"_s, Shape::text(), false, u"file with the client's certificate, PEM"_s},
         {u"key"_s, Shape::text(), false, u"file with the client's key, PEM"_s},
         {u"password"_s, Shape::text(), false, u"of the key"_s},
         {u"serverName"_s, Shape::text(), false, u"the name the certificate is for"_s},
         {u"minVersion"_s, Shape::anyOf({Shape::oneOfWords({u"1.2"_s, u"1.3"_s}), Shape::number()}),
          false, u"1.2 or 1.3"_s}});
    return {
        {u"headers"_s,
         Shape::anyOf({Shape::mapOf(scalarOrList), Shape::list(Shape::mapOf(Shape::expression()))}),
         false, u"name: value; null takes a default header away"_s},
        {u"query"_s, Shape::mapOf(scalarOrList), false,
         u"name: value, appended to the URL, encoded"_s},
        {u"auth"_s,
         Shape::map({{u"basic"_s, login}, {u"digest"_s, login}, {u"bearer"_s, Shape::text()}})
             .exactlyOneOf({u"basic"_s, u"digest"_s, u"bearer"_s})},
        {u"cookies"_s, Shape::mapOf(Shape::expression()), false, u"sent beside those of the jar"_s},
        {u"cookieJar"_s, Shape::anyOf({Shape::boolean(), Shape::text()}), false,
         u"a name keeps several sessions apart; false keeps no cookies"_s},
        {u"tls"_s, tls},
        {u"http"_s,
         Shape::anyOf({Shape::oneOfWords({u"1.0"_s, u"1.1"_s, u"2"_s, u"2-prior-knowledge"_s}),
                       Shape::number()}),
         false, u"the version: 1.0, 1.1, 2 or 2-prior-knowledge"_s},
        {u"proxy"_s, Shape::text(), false, u"URL of a proxy; by default none is used"_s},
        {u"compression"_s, Shape::anyOf({Shape::boolean(), Shape::text()}), false,
         u"accepted codings, such as gzip; false takes the body as it comes"_s},
        {u"unixSocket"_s, Shape::text(), false, u"path of a socket to connect to"_s},
        {u"resolve"_s, Shape::mapOf(Shape::text()), false,
         u"host:port -> address or address:port"_s},
        {u"connectTimeout"_s, Shape::duration()},
        {u"rawPath"_s, Shape::boolean(), false, u"true sends the path as it is, dots and all"_s},
    };
}

std::vector<Shape::Key> bodyKeys()
{
    const Shape scalarOrList =
        Shape::anyOf({Shape::expression(), Shape::list(Shape::expression())});
    const Shape part = Shape::map({{u"name"_s, Shape::text(), true},
                                   {u"value"_s, Shape::any()},
                                   {u"file"_s, Shape::text()},
                                   {u"contentType"_s, Shape::text()},
                                   {u"filename"_s, Shape::text()}})
                           .exactlyOneOf({u"value"_s, u"file"_s});
    return {
        {u"json"_s, Shape::any(), false, u"the body, sent as JSON"_s},
        {u"body"_s, Shape::expression(), false, u"the body as text"_s},
        {u"file"_s, Shape::text(), false, u"a file that is the body"_s},
        {u"form"_s, Shape::mapOf(scalarOrList), false, u"an HTML form, URL-encoded"_s},
        {u"multipart"_s, Shape::anyOf({Shape::list(part), Shape::mapOf(Shape::any())}), false,
         u"parts with name and value or file"_s},
        {u"graphql"_s, Shape::map({{u"query"_s, Shape::text(), true},
                                   {u"variables"_s, Shape::mapOf(Shape::any())},
                                   {u"operationName"_s, Shape::text()}})},
    };
}

QStringList bodyKeyNames()
{
    QStringList names;
    for (const Shape::Key &key : bodyKeys())
        names.append(key.name);
    return names;
}

} // namespace assay::steps::http
