// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/mock_definition.h"

#include "expect/matcher.h"
#include "simulation/mock/mock_template.h"
#include "simulation/mock/responders/registry.h"
#include "suite/shape_check.h"
#include "suite/yaml_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QUrl>

namespace assay::simulation {

using namespace Qt::StringLiterals;
using model::Node;
using suite::Shape;

namespace {

constexpr base::ByteCount kFileLimit{10LL * 1024 * 1024};

const QHash<QString, MockFault> &faultNames()
{
    static const QHash<QString, MockFault> kNames{
        {u"reset"_s, MockFault::Reset}, {u"truncate"_s, MockFault::Truncate},
        {u"slow"_s, MockFault::Slow},   {u"garbage"_s, MockFault::Garbage},
        {u"hang"_s, MockFault::Hang},
    };
    return kNames;
}

QStringList sortedFaults()
{
    QStringList names = faultNames().keys();
    names.sort();
    return names;
}

} // namespace

Shape mockShape()
{
    const Shape matchers = Shape::mapOf(Shape::matcher());
    const Shape match = Shape::map(
        {{u"method"_s, Shape::text().fixed()},
         {u"path"_s, Shape::text().fixed().matching(u"/.*"_s, u"a path such as /v1/texts/{id}"_s)},
         {u"query"_s, matchers},
         {u"headers"_s, matchers},
         {u"json"_s, Shape::matcher()},
         {u"state"_s, matchers},
         {u"times"_s, Shape::integer(1, 1'000'000).fixed()}});
    const Shape respond = Shape::map({{u"status"_s, Shape::integer(100, 599).fixed()},
                                      {u"delay"_s, Shape::duration().fixed()},
                                      {u"headers"_s, Shape::mapOf(Shape::expression())},
                                      {u"json"_s, Shape::any()},
                                      {u"body"_s, Shape::text()},
                                      {u"file"_s, Shape::text()}})
                              .atMostOneOf({u"json"_s, u"body"_s, u"file"_s});
    const Shape route = Shape::map({{u"match"_s, match},
                                    {u"respond"_s, respond},
                                    {u"responder"_s, Shape::oneOfWords(responderNames()).fixed()},
                                    {u"options"_s, Shape::mapOf(Shape::any())},
                                    {u"fault"_s, Shape::oneOfWords(sortedFaults()).fixed()},
                                    {u"probability"_s, Shape::number(0, 1).fixed()},
                                    {u"seed"_s, Shape::integer(0).fixed()},
                                    {u"set"_s, Shape::mapOf(Shape::any())}})
                            .atMostOneOf({u"respond"_s, u"responder"_s});
    return Shape::map({{u"mock"_s, Shape::text().fixed(), true, u"the name"_s},
                       {u"state"_s, Shape::mapOf(Shape::any())},
                       {u"routes"_s, Shape::list(route), true}});
}

namespace {

/// The mapping with its keys in lower case, as headers are compared.
Node lowered(const Node &node)
{
    if (!node.isMap())
        return node;
    std::vector<Node::Member> members = node.members();
    for (Node::Member &member : members)
        member.key = member.key.toLower();
    return Node::map(std::move(members), node.line(), node.column());
}

class MockReader
{
public:
    MockReader(QString file, const ReadFile &readFile, suite::Diagnostics &diagnostics)
        : m_file(std::move(file))
        , m_readFile(readFile)
        , m_diagnostics(diagnostics)
    {
    }

    MockRoute routeOf(const Node &node)
    {
        MockRoute route;
        const Node &match = node[u"match"];
        route.method = match[u"method"].text().toUpper();
        if (match[u"path"].isText())
            route.path = PathPattern(match[u"path"].text());
        route.query = match[u"query"];
        route.headers = lowered(match[u"headers"]);
        route.json = match[u"json"];
        route.state = match[u"state"];
        route.times = match[u"times"].value().toInt();
        route.probability = node[u"probability"].value().toDouble(1);
        route.seed = static_cast<quint64>(node[u"seed"].value().toInteger());
        route.fault = faultNames().value(node[u"fault"].text(), MockFault::None);
        route.responder = node[u"responder"].text();
        route.options = node[u"options"].toJson().toObject();
        route.set = node[u"set"];
        checkTemplates(route.set);
        checkOptions(route, node[u"options"]);
        readResponse(node[u"respond"], route);
        return route;
    }

private:
    void readResponse(const Node &respond, MockRoute &route)
    {
        route.status = respond[u"status"].value().toInt(200);
        route.delay = durationOf(respond[u"delay"]);
        for (const Node::Member &header : respond[u"headers"].members()) {
            const QString value = header.value.value().toVariant().toString();
            if (header.key.contains(u'\n') || value.contains(u'\n') || value.contains(u'\r'))
                m_diagnostics.add(u"a header cannot hold a line break"_s, {},
                                  header.value.position(m_file));
            route.responseHeaders.emplace_back(header.key, value);
            checkTemplates(header.value);
        }
        route.responseJson = respond[u"json"];
        checkTemplates(route.responseJson);
        if (respond[u"body"].isText())
            route.body = respond[u"body"].text();
        checkTemplates(respond[u"body"]);
        const Node &file = respond[u"file"];
        if (!file.isText())
            return;
        if (auto content = m_readFile(file.text()))
            route.file = *content;
        else
            m_diagnostics.add(content.error().at(file.position(m_file)));
    }

    void checkOptions(const MockRoute &route, const Node &options)
    {
        if (options.isMissing())
            return;
        if (route.responder.isEmpty()) {
            m_diagnostics.add(u"options belong to a responder, and there is none"_s,
                              u"write `responder: ...` beside them"_s, options.position(m_file));
            return;
        }
        if (const Responder *responder = findResponder(route.responder)) {
            suite::Format format;
            suite::ShapeChecker(format, m_file, m_diagnostics)
                .check(options, responder->optionsShape(), u"\"options\""_s);
        }
    }

    void checkTemplates(const Node &node)
    {
        if (node.isText()) {
            if (auto checked = checkMockTemplate(node.text()); !checked)
                m_diagnostics.add(checked.error().at(node.position(m_file)));
        }
        for (const Node &item : node.items())
            checkTemplates(item);
        for (const Node::Member &member : node.members())
            checkTemplates(member.value);
    }

    static base::Nanoseconds durationOf(const Node &node)
    {
        const auto parsed = base::parseDuration(node.value().toVariant().toString());
        return parsed ? *parsed : base::Nanoseconds{};
    }

    QString m_file;
    const ReadFile &m_readFile;
    suite::Diagnostics &m_diagnostics;
};

} // namespace

PathPattern::PathPattern(const QString &pattern)
    : m_text(pattern)
    , m_segments(pattern.split(u'/'))
{
}

std::optional<QJsonObject> PathPattern::match(const QString &path) const
{
    if (m_segments.isEmpty())
        return QJsonObject();
    const QStringList parts = path.split(u'/');
    QJsonObject values;
    for (qsizetype i = 0; i < m_segments.size(); ++i) {
        const QString &segment = m_segments.at(i);
        if (segment == u"*" && i + 1 == m_segments.size())
            return parts.size() > i ? std::optional(values) : std::nullopt;
        if (i >= parts.size())
            return std::nullopt;
        const QString part = QUrl::fromPercentEncoding(parts.at(i).toUtf8());
        if (segment.size() > 2 && segment.startsWith(u'{') && segment.endsWith(u'}')) {
            if (part.isEmpty())
                return std::nullopt;
            values.insert(segment.sliced(1, segment.size() - 2), part);
        } else if (part != segment) {
            return std::nullopt;
        }
    }
    return parts.size() == m_segments.size() ? std::optional(values) : std::nullopt;
}

QString MockRoute::title() const
{
    return u"%1 %2"_s.arg(method.isEmpty() ? u"any method"_s : method,
                          path.text().isEmpty() ? u"any path"_s : path.text());
}

MockDefinition readMock(const Node &node, const QString &file, const ReadFile &readFile,
                        suite::Diagnostics &diagnostics)
{
    suite::Format format;
    format.checkMatcher = [](const Node &matcher, const QString &name) {
        return expect::check(matcher, name);
    };
    suite::ShapeChecker(format, file, diagnostics).check(node, mockShape(), u"the mock"_s);
    MockDefinition mock;
    mock.name = node[u"mock"].text();
    mock.state = node[u"state"].toJson().toObject();
    MockReader reader(file, readFile, diagnostics);
    for (const Node &route : node[u"routes"].items())
        mock.routes.push_back(reader.routeOf(route));
    return mock;
}

suite::Loaded<MockDefinition> loadMock(const QString &file, const base::Files &files)
{
    suite::Diagnostics diagnostics;
    suite::Loaded<MockDefinition> loaded;
    const QString folder = QFileInfo(file).path();
    const ReadFile readFile = [&](const QString &path) -> base::Result<QByteArray> {
        const QString real =
            files.canonicalPath(QDir::cleanPath(QDir(folder).absoluteFilePath(path)));
        if (real.isEmpty())
            return base::failure(u"there is no file %1"_s.arg(path),
                                 u"paths start at the mock file's folder"_s);
        if (!real.startsWith(files.canonicalPath(folder) + u'/'))
            return base::failure(u"%1 is outside of the mock file's folder"_s.arg(path),
                                 u"put it beside the mock file"_s);
        return files.read(real, kFileLimit);
    };
    const auto text = files.read(file, kFileLimit);
    if (!text) {
        diagnostics.add(text.error().at({file, 0, 0}));
    } else {
        diagnostics.addSource(file, *text);
        if (const auto node = suite::readYaml(*text, file, diagnostics))
            loaded.value = readMock(*node, file, readFile, diagnostics);
    }
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

} // namespace assay::simulation
