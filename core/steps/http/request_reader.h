// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/http/request.h"
#include "steps/step_context.h"
#include "suite/shape.h"

namespace assay::steps::http {

/// The verbs that may stand as a key: `GET: URL`.
[[nodiscard]] const QStringList &verbs();
/// Keys of everything that speaks HTTP: headers, query, auth, cookies, tls, proxy, ...
[[nodiscard]] std::vector<suite::Shape::Key> connectionKeys();
/// Keys of a body: json, body, file, form, multipart, graphql.
[[nodiscard]] std::vector<suite::Shape::Key> bodyKeys();
[[nodiscard]] QStringList bodyKeyNames();

/// The request that a resolved step body describes. Errors have positions.
/// Confined to the step's thread.
class RequestReader
{
public:
    RequestReader(const model::Step &step, StepContext &context);

    [[nodiscard]] base::Result<Request> read(const model::Node &body) const;

private:
    [[nodiscard]] base::Result<> readTarget(const model::Node &body, Request &request) const;
    [[nodiscard]] base::Result<> readQuery(const model::Node &query, QByteArray &url) const;
    [[nodiscard]] base::Result<> readHeaders(const model::Node &headers, Request &request) const;
    [[nodiscard]] base::Result<> readAuth(const model::Node &auth, Request &request) const;
    [[nodiscard]] base::Result<> readCookies(const model::Node &body, Request &request) const;
    [[nodiscard]] base::Result<> readTls(const model::Node &tls, Request &request) const;
    [[nodiscard]] base::Result<> readRoute(const model::Node &body, Request &request) const;
    [[nodiscard]] base::Result<> readLimits(const model::Node &body, Request &request) const;

    const model::Step &m_step;
    StepContext &m_context;
};

/// The body of a request, by the one key that says it; nothing when there is none.
[[nodiscard]] base::Result<> readBody(const model::Node &body, const model::Step &step,
                                      StepContext &context, Request &request);

/// A scalar as text: numbers and truth values as JSON writes them, null is "".
[[nodiscard]] base::Result<QString> scalarText(const model::Node &node, const QString &file);
/// A suite's path made absolute; one that is absolute already stays when `anywhere` is true.
[[nodiscard]] base::Result<QString> filePath(const model::Node &node, const model::Step &step,
                                             StepContext &context, bool anywhere);
/// JSON with the members in the file's order.
void appendNodeJson(QByteArray &out, const model::Node &node);

} // namespace assay::steps::http
