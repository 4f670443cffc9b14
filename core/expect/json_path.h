// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

#include <memory>
#include <vector>

namespace assay::expect {

struct PathQuery;

/// A JSONPath query, all of RFC 9535 with its five functions and I-Regexp (RFC 9485).
///
///     const auto path = JsonPath::parse(u"$.rows[?@.age > 40].name");
///     for (const JsonPath::Node &node : path->query(document))
///         use(node.path, node.value); // "$['rows'][1]['name']", "Kim"
///
/// Members of an object are visited sorted by name, as the RFC allows. A value with a shared,
/// immutable syntax tree: cheap to copy, any thread.
class JsonPath
{
public:
    static constexpr qsizetype kMaxText = 16 * 1024;
    static constexpr qsizetype kMaxNodes = 200'000;
    static constexpr int kMaxDepth = 1024;
    static constexpr qint64 kMaxVisits = 20'000'000;

    struct Node
    {
        QJsonValue value;
        QString path; ///< normalized: $['rows'][0]
    };
    struct Selection
    {
        std::vector<Node> nodes;
        bool complete = true; ///< false when a bound above cut the search short
    };

    /// Syntax and well-typedness are checked; the error says the column in the expression.
    [[nodiscard]] static base::Result<JsonPath> parse(QStringView text);

    [[nodiscard]] std::vector<Node> query(const QJsonValue &root) const;
    /// As query, and says whether everything was seen.
    [[nodiscard]] Selection select(const QJsonValue &root) const;
    /// It selects at most one value whatever the document is.
    [[nodiscard]] bool isSingular() const;
    [[nodiscard]] QString text() const { return m_text; }

private:
    JsonPath() = default;

    QString m_text;
    std::shared_ptr<const PathQuery> m_query;
};

} // namespace assay::expect
