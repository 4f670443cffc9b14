// SPDX-License-Identifier: GPL-3.0-or-later
// A line of any text as a JSONPath, the rest as the document. What it selects is found again under
// the normalized path that it says.
#include "expect/json_path.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;
using assay::expect::JsonPath;

namespace {

constexpr std::size_t kNodesLookedAt = 8;

const QJsonObject &sample()
{
    static const QJsonObject kSample = {
        {u"a"_s, QJsonArray{1, -2.5, u"b"_s, QJsonArray{}, QJsonObject{{u"b"_s, true}}}},
        {u"b"_s, QJsonObject{{u"a"_s, u"2024-01-01"_s}, {u"'"_s, QJsonValue::Null}}}};
    return kSample;
}

QJsonValue documentOf(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isArray())
        return document.array();
    return document.isObject() ? document.object() : sample();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype end = text.indexOf('\n');
    const auto path = JsonPath::parse(QString::fromUtf8(end < 0 ? text : text.first(end)));
    if (!path)
        return 0;
    const QJsonValue root = documentOf(end < 0 ? QByteArray() : text.sliced(end + 1));
    const JsonPath::Selection selection = path->select(root);
    if (path->isSingular() && selection.nodes.size() > 1)
        std::abort();
    for (std::size_t i = 0; i < std::min(selection.nodes.size(), kNodesLookedAt); ++i) {
        const JsonPath::Node &node = selection.nodes[i];
        const auto normalized = JsonPath::parse(node.path);
        if (!normalized || !normalized->isSingular())
            std::abort();
        const auto again = normalized->query(root);
        if (again.size() != 1 || again.front().path != node.path ||
            again.front().value != node.value)
            std::abort();
    }
    return 0;
}
