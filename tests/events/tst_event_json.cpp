// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_samples.h"
#include "events/event_json.h"
#include "expect/schema.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace assay;
using namespace assay::events;
using namespace Qt::StringLiterals;

namespace {

QJsonObject schema()
{
    QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/resources/schemas/events.schema.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

/// What is written but not documented, and what is required but not written: as far as our schema's
/// few words go (properties, required, items, enum, $ref, allOf).
QStringList undocumented(const QJsonValue &value, QJsonObject rule, const QJsonObject &definitions,
                         const QString &where)
{
    if (rule.contains("allOf"_L1))
        rule = rule.value("allOf"_L1).toArray().at(0).toObject();
    if (rule.contains("$ref"_L1)) {
        const QString name = rule.value("$ref"_L1).toString().section(u'/', -1);
        if (!definitions.contains(name))
            return {where + u": no definition "_s + name};
        rule = definitions.value(name).toObject();
    }
    QStringList problems;
    if (rule.value("description"_L1).toString().isEmpty() && value.isObject())
        problems += where + u" has no description"_s;
    if (rule.contains("enum"_L1) && !rule.value("enum"_L1).toArray().contains(value))
        problems += where + u" is none of the documented words"_s;
    const QString type = rule.value("type"_L1).toString();
    const bool fits =
        type.isEmpty() || (type == "object"_L1 && value.isObject()) ||
        (type == "array"_L1 && value.isArray()) || (type == "string"_L1 && value.isString()) ||
        (type == "boolean"_L1 && value.isBool()) || (type == "integer"_L1 && value.isDouble());
    if (!fits)
        problems += where + u" is not of type "_s + type;
    if (value.isArray()) {
        for (const QJsonValue item : value.toArray()) {
            problems +=
                undocumented(item, rule.value("items"_L1).toObject(), definitions, where + u"[]"_s);
        }
    }
    const QJsonObject properties = rule.value("properties"_L1).toObject();
    if (!value.isObject() || properties.isEmpty())
        return problems;
    const QJsonObject object = value.toObject();
    for (const QJsonValue name : rule.value("required"_L1).toArray()) {
        if (!object.contains(name.toString()))
            problems += where + u" lacks "_s + name.toString();
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!properties.contains(it.key()))
            problems += where + u'.' + it.key() + u" is not documented"_s;
        else
            problems += undocumented(it.value(), properties.value(it.key()).toObject(), definitions,
                                     where + u'.' + it.key());
    }
    return problems;
}

} // namespace

class TestEventJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindComesBack_data()
    {
        QTest::addColumn<int>("index");
        const auto payloads = tests::payloadsOfEveryKind();
        QCOMPARE(payloads.size(), std::variant_size_v<Payload>);
        for (std::size_t i = 0; i < payloads.size(); ++i) {
            QCOMPARE(payloads[i].index(), i);
            QTest::newRow(qPrintable(payloadName(payloads[i]))) << static_cast<int>(i);
        }
    }
    void everyKindComesBack()
    {
        QFETCH(int, index);
        Event event;
        event.sequence = 7;
        event.at = base::Nanoseconds(1'203'344);
        event.payload = tests::payloadsOfEveryKind()[static_cast<std::size_t>(index)];
        const QByteArray line = eventLine(event);
        QVERIFY(line.endsWith("}\n"));
        QCOMPARE(line.count('\n'), 1);
        const auto back = parseEventLine(line);
        QVERIFY2(back, back ? "" : qPrintable(back.error().toString()));
        QCOMPARE(back->sequence, event.sequence);
        QCOMPARE(back->at, event.at);
        QCOMPARE(back->payload.index(), event.payload.index());
        // The form is deterministic and (see membersComeBack) loses nothing.
        QCOMPARE(eventLine(*back), line);
    }

    void membersComeBack()
    {
        const auto payloads = tests::payloadsOfEveryKind();
        const auto back = [&]<class T>(const T *) {
            for (const Payload &payload : payloads) {
                if (std::holds_alternative<T>(payload)) {
                    return std::pair(
                        std::get<T>(payload),
                        std::get<T>(parseEventLine(eventLine({1, {}, payload}))->payload));
                }
            }
            Q_UNREACHABLE();
        };
        {
            const auto [a, b] = back(static_cast<RunPlanned *>(nullptr));
            QCOMPARE(b.runId, a.runId);
            QCOMPARE(b.workspace, a.workspace);
            QCOMPARE(b.title, a.title);
            QCOMPARE(b.wallStart, a.wallStart);
            QCOMPARE(b.planHash, a.planHash);
            QCOMPARE(b.shard, a.shard);
            QCOMPARE(b.shards, a.shards);
            QCOMPARE(b.resumedFrom, a.resumedFrom);
            QCOMPARE(b.environment, a.environment);
            QCOMPARE(b.version, a.version);
            QCOMPARE(b.facts, a.facts);
            QCOMPARE(b.cases.size(), a.cases.size());
            for (qsizetype i = 0; i < a.cases.size(); ++i) {
                QCOMPARE(b.cases[i].id, a.cases[i].id);
                QCOMPARE(b.cases[i].name, a.cases[i].name);
                QCOMPARE(b.cases[i].key, a.cases[i].key);
                QCOMPARE(b.cases[i].suite, a.cases[i].suite);
                QCOMPARE(b.cases[i].phase, a.cases[i].phase);
                QCOMPARE(b.cases[i].position, a.cases[i].position);
                QCOMPARE(b.cases[i].tags, a.cases[i].tags);
                QCOMPARE(b.cases[i].needs, a.cases[i].needs);
                QCOMPARE(b.cases[i].needsOn, a.cases[i].needsOn);
                QCOMPARE(b.cases[i].quarantined, a.cases[i].quarantined);
            }
        }
        QCOMPARE(back(static_cast<RunStarted *>(nullptr)).second.workers, 4);
        {
            const auto [a, b] = back(static_cast<RunFinished *>(nullptr));
            QCOMPARE(b.exitCode, a.exitCode);
            QCOMPARE(b.reason, a.reason);
        }
        {
            const auto [a, b] = back(static_cast<EnvironmentChanged *>(nullptr));
            QCOMPARE(b.service, a.service);
            QCOMPARE(b.state, a.state);
            QCOMPARE(b.provider, a.provider);
            QCOMPARE(b.endpoint, a.endpoint);
            QCOMPARE(b.detail, a.detail);
        }
        QCOMPARE(back(static_cast<CaseQueued *>(nullptr)).second.index, 1);
        QCOMPARE(back(static_cast<CaseStarted *>(nullptr)).second.worker, 2);
        QCOMPARE(back(static_cast<AttemptStarted *>(nullptr)).second.attempt, 2);
        {
            const auto [a, b] = back(static_cast<AttemptFinished *>(nullptr));
            QCOMPARE(b.attempt, a.attempt);
            QCOMPARE(b.outcome, a.outcome);
            QCOMPARE(b.duration, a.duration);
            QCOMPARE(b.failures.size(), std::size_t(2));
            QCOMPARE(b.failures[0].message, a.failures[0].message);
            QCOMPARE(b.failures[0].path, a.failures[0].path);
            QCOMPARE(b.failures[0].diff, a.failures[0].diff);
            QCOMPARE(b.failures[0].expected, a.failures[0].expected);
            QCOMPARE(b.failures[0].actual, a.failures[0].actual);
            QCOMPARE(b.failures[0].position, a.failures[0].position);
        }
        {
            const auto [a, b] = back(static_cast<StepStarted *>(nullptr));
            QCOMPARE(b.path, a.path);
            QCOMPARE(b.kind, a.kind);
            QCOMPARE(b.title, a.title);
            QCOMPARE(b.suite, a.suite);
        }
        {
            const auto [a, b] = back(static_cast<StepFinished *>(nullptr));
            QCOMPARE(b.path, a.path);
            QCOMPARE(b.kind, a.kind);
            QCOMPARE(b.title, a.title);
            QCOMPARE(b.suite, a.suite);
            QCOMPARE(b.outcome, a.outcome);
            QCOMPARE(b.duration, a.duration);
            QCOMPARE(b.tries, a.tries);
            QCOMPARE(b.skipReason, a.skipReason);
            QCOMPARE(b.failures.size(), a.failures.size());
            QCOMPARE(b.position, a.position);
            QVERIFY(b.exchange);
            QCOMPARE(b.exchange->protocol, a.exchange->protocol);
            QCOMPARE(b.exchange->request.summary, a.exchange->request.summary);
            QCOMPARE(b.exchange->request.headers, a.exchange->request.headers);
            QCOMPARE(b.exchange->request.body, a.exchange->request.body);
            QCOMPARE(b.exchange->request.bodySize, a.exchange->request.bodySize);
            QCOMPARE(b.exchange->request.contentType, a.exchange->request.contentType);
            QCOMPARE(b.exchange->response.body, a.exchange->response.body);
            QCOMPARE(b.exchange->timings.size(), std::size_t(2));
            QCOMPARE(b.exchange->timings[1].phase, a.exchange->timings[1].phase);
            QCOMPARE(b.exchange->timings[1].duration, a.exchange->timings[1].duration);
        }
        {
            const auto [a, b] = back(static_cast<CaseFinished *>(nullptr));
            QCOMPARE(b.outcome, a.outcome);
            QCOMPARE(b.flaky, a.flaky);
            QCOMPARE(b.quarantined, a.quarantined);
            QCOMPARE(b.reason, a.reason);
            QCOMPARE(b.duration, a.duration);
            QCOMPARE(b.attempts, a.attempts);
        }
        {
            const auto [a, b] = back(static_cast<LogLine *>(nullptr));
            QCOMPARE(b.source, a.source);
            QCOMPARE(b.level, a.level);
            QCOMPARE(b.text, a.text);
            QCOMPARE(b.index, a.index);
        }
        {
            const auto [a, b] = back(static_cast<SampleBatch *>(nullptr));
            QCOMPARE(b.series, a.series);
            QCOMPARE(b.unit, a.unit);
            QCOMPARE(b.merged, a.merged);
            QCOMPARE(b.samples.size(), std::size_t(2));
            QVERIFY(b.samples[1].value == a.samples[1].value);
            QCOMPARE(b.samples[1].at, a.samples[1].at);
        }
        {
            const auto [a, b] = back(static_cast<FaultStarted *>(nullptr));
            QCOMPARE(b.id, a.id);
            QCOMPARE(b.edge, a.edge);
            QCOMPARE(b.fault, a.fault);
            QCOMPARE(b.settings, a.settings);
        }
        QCOMPARE(back(static_cast<FaultEnded *>(nullptr)).second.hits, 9'007'199'254'740'993);
        {
            const auto [a, b] = back(static_cast<LoadStage *>(nullptr));
            QCOMPARE(b.load, a.load);
            QCOMPARE(b.stage, a.stage);
            QCOMPARE(b.rate, a.rate);
        }
        {
            const auto [a, b] = back(static_cast<HealthChanged *>(nullptr));
            QCOMPARE(b.service, a.service);
            QCOMPARE(b.from, a.from);
            QCOMPARE(b.to, a.to);
            QCOMPARE(b.detail, a.detail);
        }
        {
            const auto [a, b] = back(static_cast<SnapshotTaken *>(nullptr));
            QCOMPARE(b.name, a.name);
            QCOMPARE(b.kind, a.kind);
            QCOMPARE(b.bytes, a.bytes);
            QCOMPARE(b.index, a.index);
        }
        {
            const auto [a, b] = back(static_cast<Attachment *>(nullptr));
            QCOMPARE(b.name, a.name);
            QCOMPARE(b.contentType, a.contentType);
            QCOMPARE(b.file, a.file);
            QCOMPARE(b.content, a.content);
        }
    }

    void defaultsComeBack()
    {
        for (const Payload &payload : tests::payloadsOfEveryKind()) {
            Event plain{1, {}, payload};
            std::visit([](auto &value) { value = {}; }, plain.payload);
            const auto back = parseEventLine(eventLine(plain));
            QVERIFY2(back, qPrintable(payloadName(payload)));
            QCOMPARE(eventLine(*back), eventLine(plain));
        }
    }

    void theFormIsAsDocumented()
    {
        QCOMPARE(eventLine({7, base::Nanoseconds(12), CaseQueued{3}}),
                 QByteArray("{\"seq\":7,\"at\":12,\"event\":\"case queued\",\"case\":3}\n"));
        LogLine line{u"api"_s, LogLevel::Info, u"a\nb"_s, -1};
        QCOMPARE(eventLine({8, base::Nanoseconds(-1), line}),
                 QByteArray("{\"seq\":8,\"at\":-1,\"event\":\"log line\",\"case\":-1,"
                            "\"source\":\"api\",\"level\":\"info\",\"text\":\"a\\nb\"}\n"));
        SampleBatch batch{u"s"_s, {}, {{base::Nanoseconds(5), std::nan("")}}, 0};
        QCOMPARE(eventLine({9, {}, batch}),
                 QByteArray("{\"seq\":9,\"at\":0,\"event\":\"sample batch\",\"series\":\"s\","
                            "\"samples\":[{\"at\":5,\"value\":null}]}\n"));
    }

    void everyKindIsInTheSchema_data() { everyKindComesBack_data(); }
    void everyKindIsInTheSchema()
    {
        QFETCH(int, index);
        const QJsonObject document = schema();
        const QJsonObject definitions = document.value("definitions"_L1).toObject();
        const Payload payload = tests::payloadsOfEveryKind()[static_cast<std::size_t>(index)];
        const QString name = payloadName(payload);
        QString definition;
        for (const QJsonValue rule : document.value("allOf"_L1).toArray()) {
            const QJsonObject condition = rule["if"_L1]["properties"_L1]["event"_L1].toObject();
            if (condition.value("const"_L1) == name)
                definition = rule["then"_L1]["$ref"_L1].toString();
        }
        QVERIFY2(!definition.isEmpty(), "the kind has no rule in the schema");
        QJsonObject line = QJsonDocument::fromJson(eventLine({1, {}, payload})).object();
        const auto valid = expect::validateSchema(document, line);
        QVERIFY2(valid, valid ? "" : qPrintable(valid.error().toString()));
        for (const expect::SchemaProblem &problem : *valid)
            QFAIL(qPrintable(problem.path + u": "_s + problem.message));
        QJsonObject wrong = line;
        wrong[u"seq"_s] = u"seven"_s;
        QVERIFY(!expect::validateSchema(document, wrong)->empty());
        for (const QJsonValue required :
             document[u"definitions"_s][definition.section(u'/', -1)][u"required"_s].toArray()) {
            wrong = line;
            wrong.remove(required.toString());
            QVERIFY2(!expect::validateSchema(document, wrong)->empty(),
                     qPrintable(required.toString()));
        }
        const QJsonArray kinds =
            document["properties"_L1].toObject()["event"_L1].toObject()["enum"_L1].toArray();
        QVERIFY(kinds.contains(line.value("event"_L1)));
        for (const QJsonValue common : document.value("required"_L1).toArray())
            line.remove(common.toString());
        QCOMPARE(undocumented(line, {{u"$ref"_s, definition}}, definitions, name), QStringList());

        // The rule can fail: an unknown member and a wrong type are seen.
        line.insert(u"surprise"_s, 1);
        QCOMPARE(undocumented(line, {{u"$ref"_s, definition}}, definitions, name),
                 QStringList(name + u".surprise is not documented"_s));
    }

    void unknownMembersArePassedOver()
    {
        const auto event = parseEventLine(
            R"({"seq":1,"at":2,"event":"case queued","case":3,"later":{"deep":[1]}})");
        QVERIFY(event);
        QCOMPARE(std::get<CaseQueued>(event->payload).index, 3);
    }

    void hostileLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &line, const QString &message) {
            QTest::newRow(name) << line << message;
        };
        row("empty", "", u"not an event: illegal value at byte 0"_s);
        row("list", "[1]", u"not an event: it is not a JSON object"_s);
        row("no event", R"({"seq":1,"at":2})", u"not an event: it has no \"event\""_s);
        row("unknown event", R"({"seq":1,"at":2,"event":"case exploded"})",
            u"no event is called \"case exploded\" (it may come from a newer Assay)"_s);
        row("no seq", R"({"at":2,"event":"case queued"})",
            u"not an event: \"seq\" is not a whole number"_s);
        row("negative seq", R"({"seq":-4,"at":2,"event":"case queued"})",
            u"not an event: \"seq\" is not a whole number"_s);
        row("no at", R"({"seq":1,"event":"case queued"})",
            u"not an event: \"at\" is not a whole number"_s);
        row("fraction", R"({"seq":1,"at":1.5,"event":"case queued"})",
            u"not an event: \"at\" is not a whole number"_s);
        row("at too large", R"({"seq":1,"at":-9223372036854775807,"event":"case queued"})",
            u"not an event: \"at\" is not a time within 73 years"_s);
        row("duration too large",
            R"({"seq":1,"at":2,"event":"case finished","duration":-9223372036854775807})",
            u"the event \"case finished\" is broken: \"duration\" is not a time within 73 years"_s);
        row("case as text", R"({"seq":1,"at":2,"event":"case queued","case":"3"})",
            u"the event \"case queued\" is broken: \"case\" is not a whole number that fits"_s);
        row("case too large", R"({"seq":1,"at":2,"event":"case queued","case":4294967296})",
            u"the event \"case queued\" is broken: \"case\" is not a whole number that fits"_s);
        row("outcome", R"({"seq":1,"at":2,"event":"case finished","case":1,"outcome":"great"})",
            u"the event \"case finished\" is broken: \"outcome\" is not an outcome"_s);
        row("level", R"({"seq":1,"at":2,"event":"log line","level":"loud"})",
            u"the event \"log line\" is broken: \"level\" is not a level"_s);
        row("state", R"({"seq":1,"at":2,"event":"environment changed","state":7})",
            u"the event \"environment changed\" is broken: \"state\" is not a state of a service"_s);
        row("cases", R"({"seq":1,"at":2,"event":"run planned","cases":{"a":1}})",
            u"the event \"run planned\" is broken: \"cases\" is not a list"_s);
        row("a case", R"({"seq":1,"at":2,"event":"run planned","cases":[7]})",
            u"the event \"run planned\" is broken: \"cases\" is not an object"_s);
        row("time", R"({"seq":1,"at":2,"event":"run planned","wallStart":"yesterday"})",
            u"the event \"run planned\" is broken: \"wallStart\" is not an ISO 8601 time"_s);
        row("flag", R"({"seq":1,"at":2,"event":"case finished","flaky":1})",
            u"the event \"case finished\" is broken: \"flaky\" is not true or false"_s);
        row("base64", R"({"seq":1,"at":2,"event":"attachment","contentBase64":"%%%"})",
            u"the event \"attachment\" is broken: \"content\" is not base64 text"_s);
        row("header",
            R"({"seq":1,"at":2,"event":"step finished","exchange":{"request":{"headers":[["a"]]}}})",
            u"the event \"step finished\" is broken: \"headers\" is not a list of name and value"_s);
        row("deep", QByteArray("[").repeated(100000),
            u"not an event: too deeply nested document at byte 1025"_s);
        row("truncated", "{\"seq\":1,\"at\":2,\"event\":\"case qu",
            u"not an event: unterminated string at byte 33"_s);
    }
    void hostileLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, message);
        const auto event = parseEventLine(line);
        QVERIFY(!event);
        QCOMPARE(event.error().toString(), message);
    }
    void everyPrefixIsAnErrorAndNoHarm()
    {
        for (const Payload &payload : tests::payloadsOfEveryKind()) {
            const QByteArray line = eventLine({1, {}, payload}).trimmed();
            for (qsizetype size = 0; size < line.size(); ++size)
                QVERIFY(!parseEventLine(line.first(size)));
        }
    }
};

QTEST_APPLESS_MAIN(TestEventJson)
#include "tst_event_json.moc"
