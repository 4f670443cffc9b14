// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_text.h"
#include "suite/expressions.h"

/// A scope with something of everything in it, and results as text.
namespace assay::suite::test {

using namespace Qt::StringLiterals;

inline QJsonValue json(const char *text)
{
    return base::parseJson(text).value_or(QJsonValue());
}

inline void fill(Scope &scope)
{
    scope.set(u"id"_s, 7);
    scope.set(u"title"_s, u"Dune"_s);
    scope.set(u"flag"_s, true);
    scope.set(u"nothing"_s, QJsonValue::Null);
    scope.set(u"row"_s, json(R"({"name":"a","n":3,"list":[10,20,{"x":"y"}],"a-b":1})"));
    scope.set(u"services"_s, json(R"({"api":{"url":"http://127.0.0.1:4311"}})"));
}

inline QString shown(const base::Result<QJsonValue> &result)
{
    return result ? QString::fromUtf8(base::compactJson(*result))
                  : u"error: "_s + result.error().toString();
}

} // namespace assay::suite::test
