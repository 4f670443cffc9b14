// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/until.h"

#include "base/json_text.h"
#include "expect/matcher.h"

#include <algorithm>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using suite::Shape;

Shape untilShape(const QStringList &members)
{
    std::vector<Shape::Key> keys;
    for (const QString &member : members)
        keys.emplace_back(member, Shape::matcher());
    return Shape::anyOf({Shape::text(), Shape::map(std::move(keys))});
}

bool untilHolds(const Node &until, const QJsonObject &message)
{
    if (until.isMap()) {
        const auto &members = until.members();
        return std::all_of(members.begin(), members.end(), [&](const Node::Member &member) {
            return expect::match(message.value(member.key), member.value).empty();
        });
    }
    const QString text = until.text();
    return std::any_of(message.begin(), message.end(), [&](const QJsonValueConstRef &value) {
        return value.isString() && value.toString().contains(text);
    });
}

void addJson(QJsonObject &message, const QString &text)
{
    if (const auto json = base::parseJson(text.toUtf8()))
        message.insert(u"json"_s, *json);
}

} // namespace assay::steps
