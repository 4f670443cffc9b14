// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_path.h"

#include "expect/json_path_evaluator.h"
#include "expect/json_path_parser.h"

namespace assay::expect {

bool PathQuery::isSingular() const
{
    for (const PathSegment &segment : segments) {
        if (segment.descendant || segment.selectors.size() != 1)
            return false;
        const PathSelector &only = segment.selectors.front();
        if (!std::holds_alternative<NameSelector>(only) &&
            !std::holds_alternative<IndexSelector>(only))
            return false;
    }
    return true;
}

base::Result<JsonPath> JsonPath::parse(QStringView text)
{
    auto query = parseJsonPath(text);
    if (!query)
        return base::failure(std::move(query).error());
    JsonPath path;
    path.m_text = text.toString();
    path.m_query = std::make_shared<const PathQuery>(*std::move(query));
    return path;
}

std::vector<JsonPath::Node> JsonPath::query(const QJsonValue &root) const
{
    return select(root).nodes;
}

JsonPath::Selection JsonPath::select(const QJsonValue &root) const
{
    return evaluateJsonPath(*m_query, root);
}

bool JsonPath::isSingular() const
{
    return m_query->isSingular();
}

} // namespace assay::expect
