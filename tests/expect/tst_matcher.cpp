// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/matcher.h"

#include <QJsonArray>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace assay;
using expect::Mismatch;
using model::Node;

namespace {

QJsonValue json(const char *text)
{
    const auto value = base::parseJson(text);
    if (!value)
        qFatal("bad JSON in the test: %s", text);
    return *value;
}

QString told(const std::vector<Mismatch> &mismatches)
{
    QStringList lines;
    for (const Mismatch &mismatch : mismatches)
        lines.append(mismatch.path.isEmpty() ? mismatch.message
                                             : mismatch.path + u" | "_s + mismatch.message);
    return lines.join(u'\n');
}

class FakeSnapshots final : public expect::Snapshots
{
public:
    base::Result<std::optional<QByteArray>> load(const QString &name) override
    {
        const auto found = files.find(name);
        return found == files.end() ? std::optional<QByteArray>() : std::optional(found->second);
    }
    base::Result<> save(const QString &name, const QByteArray &content) override
    {
        files[name] = content;
        return {};
    }
    bool updating() const override { return update; }

    std::map<QString, QByteArray> files;
    bool update = false;
};

} // namespace

class TestMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThere();
    void snapshots();
    void schemaFiles();
    void deepValues();
    void deepExpectations();
    void largeLists();
    void invalidText();
    void hostilePatternEnds();
    void queryThatSelectsTooMuch();
    void cheap();
};

void TestMatcher::nothingThere()
{
    const QJsonValue nothing = QJsonValue::Undefined;
    QCOMPARE(told(expect::match(nothing, Node::scalar(5))), u"nothing is there"_s);
    QVERIFY(expect::match(nothing, Node()).empty());
    QVERIFY(expect::match(nothing, Node::fromJson(json("{\"exists\":false}"))).empty());
    QCOMPARE(told(expect::match(nothing, Node::fromJson(json("{\"exists\":false,\"gt\":5}")))),
             u"nothing is there"_s);
    QVERIFY(
        expect::match(nothing, Node::fromJson(json("{\"anyOf\":[{\"exists\":false},{\"gt\":5}]}")))
            .empty());
    QCOMPARE(told(expect::match(nothing, Node::fromJson(json("{\"exists\":true}")))),
             u"nothing is there"_s);
}

void TestMatcher::snapshots()
{
    FakeSnapshots store;
    const expect::MatchContext context{&store, {}};
    const Node node = Node::fromJson(json("{\"snapshot\":\"answer\"}"));
    const QJsonValue value = json("{\"b\":[1,2],\"a\":1}");
    QCOMPARE(told(expect::match(value, node, context)),
             u"there is no snapshot \"answer.json\" yet (write it with --update-snapshots)"_s);
    store.update = true;
    QVERIFY(expect::match(value, node, context).empty());
    QVERIFY(expect::match(u"two\nlines"_s, node, context).empty());
    store.update = false;
    QCOMPARE(store.files[u"answer.json"_s],
             QByteArray("{\n    \"a\": 1,\n    \"b\": [\n        1,\n        2\n    ]\n}\n"));
    QCOMPARE(store.files[u"answer.txt"_s], QByteArray("two\nlines"));
    QVERIFY(expect::match(value, node, context).empty());
    store.files[u"answer.json"_s] = "{\"a\":1.0,\"b\":[1,2]}"; // as a person may write it
    QVERIFY(expect::match(value, node, context).empty());
    const auto found = expect::match(json("{\"a\":2,\"b\":[1,2]}"), node, context);
    QCOMPARE(told(found), u"{\"a\":2,\"b\":[1,2]} is not as the snapshot \"answer.json\""_s);
    QCOMPARE(found[0].diff, u"- $.a: 1\n+ $.a: 2\n  $.b: [1,2]"_s);
    store.files[u"answer.json"_s] = "{";
    QCOMPARE(told(expect::match(value, node, context)),
             u"the matcher \"snapshot\" cannot be carried out: the snapshot \"answer.json\" is not "
             "valid JSON: unterminated object"_s);
    QCOMPARE(told(expect::match(value, Node::fromJson(json("{\"snapshot\":\"../x\"}")), context)),
             u"the matcher \"snapshot\" cannot be carried out: \"../x\" cannot be the name of a "
             "snapshot"_s);
}

void TestMatcher::schemaFiles()
{
    expect::MatchContext context;
    context.readFile = [](const QString &path) -> base::Result<QByteArray> {
        if (path == u"int.json")
            return QByteArray("{\"type\":\"integer\"}");
        if (path == u"bad.json")
            return QByteArray("{");
        return base::failure(u"there is no such file"_s);
    };
    const auto with = [&](const char *path) {
        return told(expect::match(
            5.5, Node::map({{u"schema"_s, Node::scalar(QString::fromUtf8(path)), 0, 0}}), context));
    };
    QCOMPARE(with("int.json"),
             u"5.5 does not fit the schema: its type is not one that the schema allows"_s);
    QCOMPARE(with("bad.json"), u"the matcher \"schema\" cannot be carried out: bad.json: not valid "
                               "JSON: unterminated object"_s);
    QCOMPARE(with("no.json"),
             u"the matcher \"schema\" cannot be carried out: no.json: there is no such file"_s);
}

void TestMatcher::deepValues()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 10'000; ++i)
        deep = QJsonArray{deep};
    for (const char *expected :
         {"5", "[[5]]", "{\"equals\":[1]}", "{\"contains\":1}", "{\"schema\":{}}", "{\"$..*\":1}",
          "{\"each\":{\"length\":2}}", "{\"in\":[1,[2]]}"}) {
        const auto found = expect::match(deep, Node::fromJson(json(expected)));
        QVERIFY2(!found.empty(), expected);
        QVERIFY(found.front().message.size() < 600);
    }
}

void TestMatcher::deepExpectations()
{
    Node nots = Node::scalar(1);
    Node lists = Node::scalar(1);
    QJsonValue value = 1;
    for (int i = 0; i < 1'000; ++i) {
        nots = Node::map({{u"all"_s, Node::list({nots}), 0, 0}});
        lists = Node::list({lists});
        value = QJsonArray{value};
    }
    QCOMPARE(told(expect::match(1, nots)), u"the expectation is nested deeper than 256 levels"_s);
    QVERIFY(told(expect::match(value, lists)).contains(u"nested deeper than 256 levels"_s));
    QCOMPARE(expect::check(nots, {}).size(), std::size_t(1));
}

void TestMatcher::largeLists()
{
    QJsonArray large;
    std::vector<Node> backwards;
    for (int i = 0; i < 50'000; ++i)
        large.append(i);
    for (int i = 50'000; i-- > 0;)
        backwards.push_back(Node::scalar(i));
    QVERIFY(
        expect::match(large, Node::map({{u"unordered"_s, Node::list(backwards), 0, 0}})).empty());
    QVERIFY(expect::match(large, Node::fromJson(json("{\"unique\":true}"))).empty());
    const auto each = expect::match(large, Node::fromJson(json("{\"each\":{\"lt\":10}}")));
    QCOMPARE(each.size(), std::size_t(51));
    QCOMPARE(each.back().message, u"... and 49940 more"_s);
    const auto reversed = expect::match(large, Node::list(backwards));
    QCOMPARE(reversed.size(), std::size_t(51));
    QCOMPARE(reversed.front().diff.count(u'\n'), 60);
    std::vector<Node> matchers(2'000, Node::fromJson(json("{\"gte\":0}")));
    QCOMPARE(told(expect::match(large, Node::map({{u"unordered"_s, Node::list(matchers), 0, 0}}))),
             u"the matcher \"unordered\" cannot be carried out: there are too many matchers and "
             "elements to pair"_s);
}

void TestMatcher::invalidText()
{
    const QString broken = u"a"_s + QChar(0xd800) + u'b';
    const auto found = expect::match(broken, Node::scalar(u"ab"_s));
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found[0].message.endsWith(u"is not \"ab\""_s));
    for (const char *expected :
         {"{\"matches\":\"uuid\"}", "{\"json\":1}", "{\"xpath\":{\"//a\":1}}", "{\"length\":9}",
          "{\"schema\":{\"pattern\":\"^z\"}}"})
        QVERIFY2(!expect::match(broken, Node::fromJson(json(expected))).empty(), expected);
}

void TestMatcher::hostilePatternEnds()
{
    const QString text = u"a"_s.repeated(100'000) + u'b';
    const auto said = told(expect::match(text, Node::fromJson(json("{\"matches\":\"^(a|a)*$\"}"))));
    QVERIFY2(said.endsWith(
                 u" does not match /^(a|a)*$/ (the pattern needs too many steps on this text)"_s),
             qPrintable(said.right(200)));
    QVERIFY(!expect::match(text, Node::fromJson(json("{\"schema\":{\"pattern\":\"^(a|a)*$\"}}")))
                 .empty());
    QCOMPARE(told(expect::match(u"x"_s.repeated(2 * 1024 * 1024),
                                Node::fromJson(json("{\"matches\":\"x\"}"))))
                 .right(38),
             u"/x/ (text over 1 MiB is not looked at)"_s);
}

void TestMatcher::queryThatSelectsTooMuch()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 10'000; ++i)
        deep = QJsonArray{deep};
    QCOMPARE(told(expect::match(deep, Node::fromJson(json("{\"$..*\":{\"isEmpty\":false}}")))),
             u"$..* | $..* selects more than can be looked at"_s);
}

void TestMatcher::cheap()
{
    const QJsonValue value = json("{\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"n\":5}");
    const Node node = Node::fromJson(json("{\"$.id\":{\"matches\":\"uuid\"},\"$.n\":{\"gt\":3}}"));
    QBENCHMARK
    {
        QVERIFY(expect::match(value, node).empty());
    }
}

QTEST_APPLESS_MAIN(TestMatcher)
#include "tst_matcher.moc"
