// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_text.h"
#include "simulation/mock/mock_router.h"
#include "suite/yaml_reader.h"

/// Mocks from text, requests to them, and what is in their answers.
namespace assay::simulation::test {

using namespace Qt::StringLiterals;

inline suite::Loaded<MockDefinition> load(const QByteArray &yaml)
{
    suite::Diagnostics diagnostics;
    diagnostics.addSource(u"mock.yaml"_s, yaml);
    suite::Loaded<MockDefinition> loaded;
    const ReadFile readFile = [](const QString &path) -> base::Result<QByteArray> {
        if (path == u"there.bin")
            return QByteArray("\x00\x01{{method}}", 12);
        return base::failure(u"there is no file %1"_s.arg(path), u"look again"_s);
    };
    if (const auto node = suite::readYaml(yaml, u"mock.yaml"_s, diagnostics))
        loaded.value = readMock(*node, u"mock.yaml"_s, readFile, diagnostics);
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

inline MockDefinition mock(const QByteArray &yaml)
{
    suite::Loaded<MockDefinition> loaded = load(yaml);
    for (const suite::Diagnostic &diagnostic : loaded.diagnostics)
        qWarning("%s", qPrintable(diagnostic.error.toText()));
    return std::move(loaded.value);
}

inline MockHttpRequest request(const QString &method, const QString &path,
                               const QByteArray &body = {})
{
    MockHttpRequest made;
    made.method = method;
    made.path = path;
    made.body = body;
    if (auto json = base::parseJson(body))
        made.json = *json;
    return made;
}

inline QByteArray headerOf(const MockAnswer &answer, const QByteArray &name)
{
    for (const auto &[key, value] : answer.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

inline QJsonValue jsonOf(const MockAnswer &answer)
{
    const auto value = base::parseJson(answer.body);
    return value ? *value : QJsonValue(u"not JSON"_s);
}

} // namespace assay::simulation::test
