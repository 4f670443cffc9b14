// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "model/node.h"
#include "simulation/mock/mock_request.h"
#include "suite/diagnostics.h"
#include "suite/shape.h"

#include <functional>
#include <optional>

namespace assay::simulation {

/// `/v1/texts/{id}`: a name in braces stands for one segment, `*` at the end for all that is left.
/// A plain value, any thread.
class PathPattern
{
public:
    PathPattern() = default; ///< matches everything
    explicit PathPattern(const QString &pattern);

    /// The values of the names; nothing when the path does not match.
    [[nodiscard]] std::optional<QJsonObject> match(const QString &path) const;
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
    QStringList m_segments;
};

/// One route of a mock file.
struct MockRoute
{
    QString method; ///< upper case; "": any
    PathPattern path;
    model::Node query;   ///< matchers by name; missing: any
    model::Node headers; ///< lower-case names
    model::Node json;    ///< one expectation of the body
    model::Node state;   ///< matchers of variables
    int times = 0;       ///< only the first n that match; 0: all
    double probability = 1;
    quint64 seed = 0;

    int status = 200;
    base::Nanoseconds delay{};
    std::vector<std::pair<QString, QString>> responseHeaders;
    model::Node responseJson;
    std::optional<QString> body;
    std::optional<QByteArray> file;
    MockFault fault = MockFault::None;
    QString responder; ///< "": the response above
    QJsonObject options;
    model::Node set; ///< variables to change when it is hit

    [[nodiscard]] QString title() const; ///< "POST /v1/texts/{id}"
};

/// A mock file. A plain value, any thread.
///
///     mock: llm
///     state: { mood: good }
///     routes:                              # the first that matches answers; none: 404
///       - match: { method: POST, path: "/v1/texts/{id}", json: { $.model: slow }, times: 2 }
///         respond: { delay: 3s, json: { id: "{{path.id}}", try: "{{count}}" } }
///       - match: { path: /v1/chat/completions }
///         responder: openai-chat
///         fault: truncate
///         probability: 0.2
///         seed: 7
///
/// Texts of a response may hold {{path.x}}, {{query.x}}, {{headers.x}}, {{json.x.y[0]}},
/// {{state.x}}, {{method}}, {{body}} and {{count}} (the route's hits, from 1); one that is the
/// whole text keeps its type.
struct MockDefinition
{
    QString name;
    QJsonObject state;
    std::vector<MockRoute> routes;
};

/// The shape of a mock file, for editors. Any thread.
[[nodiscard]] suite::Shape mockShape();

/// Reads the content of a file that `respond: { file: ... }` names.
using ReadFile = std::function<base::Result<QByteArray>(const QString &path)>;

/// The mock that the nodes describe, and every mistake with its position. Any thread.
[[nodiscard]] MockDefinition readMock(const model::Node &node, const QString &file,
                                      const ReadFile &readFile, suite::Diagnostics &diagnostics);

/// The same from a YAML file (absolute). Files that it names are beside it or beneath its folder.
[[nodiscard]] suite::Loaded<MockDefinition> loadMock(const QString &file, const base::Files &files);

} // namespace assay::simulation
