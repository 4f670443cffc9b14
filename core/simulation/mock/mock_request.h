// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <utility>
#include <vector>

namespace assay::simulation {

/// A request that came to a mock. A plain value, any thread.
struct MockHttpRequest
{
    QString method;
    QString path;        ///< decoded, without the query
    QJsonObject query;   ///< name -> text, or a list of texts when it is repeated
    QJsonObject headers; ///< lower-case name -> text
    QByteArray body;
    QJsonValue json = QJsonValue::Undefined; ///< the body, when it is JSON
};

/// What goes wrong with an answer, at the level of HTTP.
enum class MockFault {
    None,
    Reset,    ///< the connection ends with RST, without an answer
    Truncate, ///< half of the body, then the end; Content-Length says more
    Slow,     ///< the body comes in 20 pieces, one each 100 ms
    Garbage,  ///< bytes that are not HTTP
    Hang,     ///< no answer (for 5 minutes, then RST)
};

/// What a mock answers. A plain value, any thread.
struct MockAnswer
{
    int status = 200;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    base::Nanoseconds delay{}; ///< before its first byte
    MockFault fault = MockFault::None;
    /// When there are any they are the body, sent one after the other (chunked): a stream.
    std::vector<QByteArray> chunks;
    base::Nanoseconds chunkPause{};

    [[nodiscard]] static MockAnswer json(int status, const QJsonValue &value);
};

/// A call in the mock's record. A plain value, any thread.
struct MockCall
{
    MockHttpRequest request;
    int route = -1; ///< from 0; -1: none, answered with 404
    int status = 0;
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace assay::simulation
