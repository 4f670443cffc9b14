// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/mock_router.h"

#include "base/json_text.h"
#include "expect/matcher.h"
#include "simulation/mock/mock_template.h"
#include "simulation/mock/responders/registry.h"

#include <QJsonArray>

#include <algorithm>

namespace assay::simulation {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

const QString &ownPrefix()
{
    static const QString kPrefix = u"/__assay/"_s;
    return kPrefix;
}

/// Every named value fits; others may be there too.
bool fitAll(const QJsonObject &actual, const Node &expected)
{
    return std::all_of(
        expected.members().begin(), expected.members().end(), [&](const Node::Member &member) {
            const QJsonValue value = actual.value(member.key);
            // In a query or a header everything is text: 5 and true mean "5" and "true".
            const bool isScalar = member.value.kind() == Node::Kind::Number ||
                                  member.value.kind() == Node::Kind::Bool;
            if (isScalar && value.isString())
                return value.toString() == member.value.value().toVariant().toString();
            return expect::match(value, member.value).empty();
        });
}

/// SplitMix64's finaliser: the n-th decision of a route is the same in every run.
double share(quint64 seed, std::size_t route, qint64 number)
{
    quint64 z = seed + 0x9e3779b97f4a7c15ULL * (static_cast<quint64>(number) + 1) +
                0xd1b54a32d192ed03ULL * (route + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) * 0x1.0p-53;
}

bool fits(const MockRoute &route, const MockHttpRequest &request, const QJsonObject &variables,
          QJsonObject &pathValues)
{
    if (!route.method.isEmpty() && route.method != request.method)
        return false;
    const auto values = route.path.match(request.path);
    if (!values)
        return false;
    pathValues = *values;
    if (!fitAll(request.query, route.query) || !fitAll(request.headers, route.headers) ||
        !fitAll(variables, route.state))
        return false;
    return route.json.isMissing() ||
           (!request.json.isUndefined() && expect::match(request.json, route.json).empty());
}

MockAnswer plainAnswer(const MockRoute &route, const TemplateValues &values)
{
    MockAnswer answer;
    answer.status = route.status;
    bool hasType = false;
    for (const auto &[name, value] : route.responseHeaders) {
        QByteArray filled = fillText(value, values).toUtf8();
        filled.replace('\r', ' ').replace('\n', ' '); // a value of the request is no new header
        hasType = hasType || name.compare(u"content-type"_s, Qt::CaseInsensitive) == 0;
        answer.headers.emplace_back(name.toUtf8(), filled);
    }
    QByteArray type;
    if (!route.responseJson.isMissing()) {
        answer.body = base::compactJson(fillNode(route.responseJson, values));
        type = "application/json";
    } else if (route.body) {
        answer.body = fillText(*route.body, values).toUtf8();
        type = "text/plain; charset=utf-8";
    } else if (route.file) {
        answer.body = *route.file;
        type = "application/octet-stream";
    }
    if (!hasType && !type.isEmpty())
        answer.headers.emplace_back("Content-Type", type);
    return answer;
}

} // namespace

MockAnswer MockAnswer::json(int status, const QJsonValue &value)
{
    MockAnswer answer;
    answer.status = status;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = base::compactJson(value);
    return answer;
}

QJsonObject MockCall::toJson() const
{
    QJsonObject call{{u"method"_s, request.method}, {u"path"_s, request.path},
                     {u"query"_s, request.query},   {u"headers"_s, request.headers},
                     {u"status"_s, status},         {u"route"_s, route}};
    if (request.json.isUndefined())
        call.insert(u"body"_s, QString::fromUtf8(request.body));
    else
        call.insert(u"json"_s, request.json);
    return call;
}

MockRouter::MockRouter(MockDefinition definition)
    : m_definition(std::move(definition))
{
    m_state.with([&](State &state) { state = freshState(); });
}

MockRouter::State MockRouter::freshState() const
{
    State state;
    state.variables = m_definition.state;
    state.tries.resize(m_definition.routes.size());
    state.hits.resize(m_definition.routes.size());
    return state;
}

MockAnswer MockRouter::answer(const MockHttpRequest &request)
{
    if (request.path.startsWith(ownPrefix()))
        return ownAnswer(request);
    return m_state.with([&](State &state) {
        int index = -1;
        MockAnswer answer = routedAnswer(request, state, index);
        constexpr qsizetype kBodyKept = qsizetype{64} * 1024; // 1000 of them stay small
        MockCall call{request, index, answer.status};
        if (call.request.body.size() > kBodyKept) {
            call.request.body.truncate(kBodyKept);
            call.request.json = QJsonValue::Undefined;
        }
        state.calls.push_back(std::move(call));
        if (state.calls.size() > kCallsKept)
            state.calls.pop_front();
        return answer;
    });
}

MockAnswer MockRouter::routedAnswer(const MockHttpRequest &request, State &state, int &index) const
{
    for (std::size_t i = 0; i < m_definition.routes.size(); ++i) {
        const MockRoute &route = m_definition.routes[i];
        QJsonObject path;
        if (!fits(route, request, state.variables, path))
            continue;
        const qint64 number = state.tries[i]++;
        if (route.times > 0 && state.hits[i] >= route.times)
            continue;
        if (route.probability < 1 && share(route.seed, i, number) >= route.probability)
            continue;
        ++state.hits[i];
        index = static_cast<int>(i);
        const TemplateValues values{request, path, state.variables, state.hits[i]};
        const Responder *responder =
            route.responder.isEmpty() ? nullptr : findResponder(route.responder);
        MockAnswer answer = responder != nullptr ? responder->answer(request, route.options)
                                                 : plainAnswer(route, values);
        answer.delay += route.delay;
        answer.fault = route.fault;
        QJsonObject changed = state.variables;
        for (const Node::Member &member : route.set.members())
            changed.insert(member.key, fillNode(member.value, values));
        state.variables = changed;
        return answer;
    }
    ++state.unmatched;
    return notFound(request);
}

MockAnswer MockRouter::notFound(const MockHttpRequest &request) const
{
    QJsonArray routes;
    for (const MockRoute &route : m_definition.routes)
        routes.append(route.title());
    MockAnswer answer = MockAnswer::json(
        404, QJsonObject{{u"type"_s, u"about:blank"_s},
                         {u"title"_s, u"No route of the mock matches"_s},
                         {u"status"_s, 404},
                         {u"detail"_s, u"the mock \"%1\" has no route for %2 %3"_s.arg(
                                           m_definition.name, request.method, request.path)},
                         {u"routes"_s, routes}});
    answer.headers.front().second = "application/problem+json"; // RFC 9457
    return answer;
}

MockAnswer MockRouter::ownAnswer(const MockHttpRequest &request)
{
    const QString name = request.path.mid(ownPrefix().size());
    if (name == u"calls" && request.method == u"GET") {
        QJsonArray list;
        for (const MockCall &call : calls())
            list.append(call.toJson());
        return MockAnswer::json(200, list);
    }
    if (name == u"counts" && request.method == u"GET") {
        const std::vector<qint64> numbers = counts();
        QJsonArray routes;
        for (std::size_t i = 0; i < m_definition.routes.size(); ++i)
            routes.append(QJsonObject{{u"route"_s, m_definition.routes[i].title()},
                                      {u"calls"_s, numbers[i]}});
        return MockAnswer::json(
            200, QJsonObject{{u"routes"_s, routes}, {u"unmatched"_s, numbers.back()}});
    }
    if (name == u"reset" && request.method == u"POST") {
        reset();
        MockAnswer done;
        done.status = 204;
        return done;
    }
    return MockAnswer::json(
        404, QJsonObject{{u"title"_s, u"known: GET /__assay/calls, GET /__assay/counts, POST "
                                      "/__assay/reset"_s}});
}

std::vector<MockCall> MockRouter::calls() const
{
    return m_state.with([](const State &state) {
        return std::vector<MockCall>(state.calls.begin(), state.calls.end());
    });
}

std::vector<qint64> MockRouter::counts() const
{
    return m_state.with([](const State &state) {
        std::vector<qint64> all = state.hits;
        all.push_back(state.unmatched);
        return all;
    });
}

void MockRouter::reset()
{
    m_state.with([&](State &state) { state = freshState(); });
}

void MockRouter::setState(const QJsonObject &variables)
{
    m_state.with([&](State &state) {
        for (auto it = variables.begin(); it != variables.end(); ++it)
            state.variables.insert(it.key(), it.value());
    });
}

} // namespace assay::simulation
