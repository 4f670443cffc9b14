// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/schema_text.h"
#include "testdata/test_data_manager.h"

using namespace assay;
using namespace assay::testdata;
using namespace Qt::StringLiterals;

namespace {

class FakeKeeper final : public SnapshotKeeper
{
public:
    base::Result<> createSnapshot(const QString &name, const WorkOptions &) override
    {
        calls.append(u"create "_s + name);
        return {};
    }
    base::Result<> restoreSnapshot(const QString &name, const WorkOptions &) override
    {
        calls.append(u"restore "_s + name);
        return base::failure(u"there is no snapshot \"%1\""_s.arg(name));
    }
    QStringList calls;
};

} // namespace

/// The seed's contract: data by name.
class ManagerTest : public QObject
{
    Q_OBJECT

private:
    base::SystemFiles m_disk;
    TestDataManager::Settings settings() const
    {
        return {.source = SchemaSource::anywhere(m_disk),
                .fromFile = QStringLiteral(ASSAY_SOURCE_DIR "/suites/x.yaml")};
    }

private Q_SLOTS:
    void theSeedsKinds()
    {
        const TestDataManager manager(settings());
        for (const QString &name : {u"texts"_s, u"chunks"_s, u"tags"_s, u"templates"_s,
                                    u"graph_nodes"_s, u"graph_edges"_s}) {
            const auto set = manager.loadDataSet(name);
            QVERIFY2(set.has_value(), qPrintable(set ? QString() : set.error().toText()));
            QVERIFY(set->table(name) != nullptr);
            QCOMPARE(set->name, name);
        }
        const auto chunks = manager.loadDataSet(u"chunks"_s, {.rows = 50}, true);
        QVERIFY(chunks->texts() != nullptr);
        QVERIFY(chunks->tags() != nullptr);
        QCOMPARE(chunks->texts()->rows(), 50);
        QVERIFY(chunks->chunks()->rows() >= 50); // every body has at least one piece
        QVERIFY(chunks->graphEdges() == nullptr);
        const auto schema = manager.loadSchema(u"texts"_s);
        QCOMPARE(manager.generateData(*schema, {.rows = 3})->texts()->rows(), 3);
    }

    void mistakes()
    {
        const TestDataManager manager(settings());
        QVERIFY(manager.loadDataSet(u"none"_s).error().title.contains(u"no data set \"none\""_s));
        QVERIFY(!manager.seedDatabase({}));
        QVERIFY(!manager.cleanData(u"x"_s));
        QVERIFY(!manager.createSnapshot(u"x"_s));
        QVERIFY(!manager.restoreSnapshot(u"x"_s));
        const QTemporaryDir folder;
        const auto loaded = testdata::test::loadText(
            u"dataset: d\ntable: t\ncolumns: { a: { typ: text }, b: { type: txt } }\n"_s, folder);
        const base::Error all = errorOf(loaded.diagnostics);
        QVERIFY(loaded.diagnostics.size() > 1);
        QVERIFY(all.cause != nullptr);
    }

    void snapshots()
    {
        FakeKeeper keeper;
        TestDataManager::Settings with = settings();
        with.snapshots = &keeper;
        const TestDataManager manager(with);
        QVERIFY(manager.createSnapshot(u"clean"_s).has_value());
        QVERIFY(!manager.restoreSnapshot(u"dirty"_s));
        QCOMPARE(keeper.calls, QStringList({u"create clean"_s, u"restore dirty"_s}));
    }
};

QTEST_GUILESS_MAIN(ManagerTest)
#include "tst_manager.moc"
