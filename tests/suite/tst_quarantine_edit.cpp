// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/quarantine_edit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

class TestQuarantineEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void edits_data();
    void edits();
    void thereAndBack_data();
    void thereAndBack();
    void refuses_data();
    void refuses();
};

void TestQuarantineEdit::edits_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("line");
    QTest::addColumn<bool>("on");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, int line, bool on,
                        const QString &reason, const QByteArray &after) {
        QTest::newRow(name) << before << line << on << reason << after;
    };
    row("block",
        "suite: S # kept\ncases:\n  # about a\n  - case: a  # here\n    # steps\n    steps: []\n",
        4, true, {},
        "suite: S # kept\ncases:\n  # about a\n  - case: a  # here\n    quarantine: true\n"
        "    # steps\n    steps: []\n");
    row("with a reason", "cases:\n  - case: a\n    steps: []\n", 2, true, u"flaky \"db\": #7"_s,
        "cases:\n  - case: a\n    quarantine: { reason: \"flaky \\\"db\\\": #7\" }\n"
        "    steps: []\n");
    row("case is not first", "cases:\n- tags: [x]\n  case: a\n  steps: []\n", 2, true, {},
        "cases:\n- tags: [x]\n  case: a\n  quarantine: true\n  steps: []\n");
    row("line ends of Windows", "cases:\r\n  - case: a\r\n    steps: []\r\n", 2, true, {},
        "cases:\r\n  - case: a\r\n    quarantine: true\r\n    steps: []\r\n");
    row("last line without an end", "cases:\n  - case: a", 2, true, {},
        "cases:\n  - case: a\n    quarantine: true");
    row("flow", "cases:\n  - { case: \"ä ö\", steps: [] } # c\n", 2, true, {},
        "cases:\n  - { quarantine: true, case: \"ä ö\", steps: [] } # c\n");
    row("another case stays", "cases:\n  - case: a\n    steps: []\n  - case: b\n    steps: []\n", 4,
        true, {},
        "cases:\n  - case: a\n    steps: []\n  - case: b\n    quarantine: true\n    steps: []\n");
    row("already", "cases:\n  - case: a\n    quarantine: {reason: x}\n", 2, true, {},
        "cases:\n  - case: a\n    quarantine: {reason: x}\n");
    row("false becomes true", "cases:\n  - case: a\n    quarantine: false\n    steps: []\n", 2,
        true, {}, "cases:\n  - case: a\n    quarantine: true\n    steps: []\n");
    row("out", "cases:\n  - case: a\n    quarantine: true\n    # next\n    steps: []\n", 2, false,
        {}, "cases:\n  - case: a\n    # next\n    steps: []\n");
    row("out, many lines",
        "cases:\n  - case: a\n    quarantine:\n      reason: x\n      until: 2030-01-01\n"
        "    steps: []\n",
        2, false, {}, "cases:\n  - case: a\n    steps: []\n");
    row("out, at the dash", "cases:\n  - quarantine: true\n    case: a\n    steps: []\n", 2, false,
        {}, "cases:\n  - case: a\n    steps: []\n");
    row("out of flow", "cases:\n  - { case: a, quarantine: { reason: \"a, }\" }, steps: [] }\n", 2,
        false, {}, "cases:\n  - { case: a, steps: [] }\n");
    row("last in flow", "cases:\n  - {case: a, steps: [], quarantine: true}\n", 2, false, {},
        "cases:\n  - {case: a, steps: []}\n");
    row("was not in", "cases:\n  - case: a\n", 2, false, {}, "cases:\n  - case: a\n");
}

void TestQuarantineEdit::edits()
{
    QFETCH(const QByteArray, before);
    QFETCH(const int, line);
    QFETCH(const bool, on);
    QFETCH(const QString, reason);
    QFETCH(const QByteArray, after);
    const auto edited = editQuarantine(before, u"a.yaml"_s, line, {on, reason});
    QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
    QCOMPARE(*edited, after);
}

void TestQuarantineEdit::thereAndBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("block") << QByteArray("cases:\n  - case: a # x\n    steps: [] # y\n");
    QTest::newRow("flow") << QByteArray("cases: [{ case: a, steps: [] }]\n");
    QTest::newRow("block, alone") << QByteArray("cases:\n- case: a\n");
}

void TestQuarantineEdit::thereAndBack()
{
    QFETCH(const QByteArray, text);
    const int line = text.startsWith("cases: [") ? 1 : 2;
    const auto on = editQuarantine(text, u"a.yaml"_s, line, {true, u"why"_s});
    QVERIFY(on);
    QVERIFY(*on != text);
    const auto off = editQuarantine(*on, u"a.yaml"_s, line, {false, {}});
    QVERIFY(off);
    QCOMPARE(*off, text);
}

void TestQuarantineEdit::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("on");
    QTest::addColumn<QString>("title");
    const QString byHand = u"the quarantine of this case cannot be changed from here"_s;
    QTest::newRow("no YAML") << QByteArray("cases:\n  - case: [\n") << true
                             << u"a.yaml cannot be read"_s;
    QTest::newRow("no case") << QByteArray("cases:\n\n  - case: a\n") << true
                             << u"no case starts here"_s;
    QTest::newRow("binary") << QByteArray("\0\1\2\xff", 4) << true << u"a.yaml cannot be read"_s;
    QTest::newRow("empty") << QByteArray() << true << u"no case starts here"_s;
    QTest::newRow("from an alias")
        << QByteArray("cases:\n  - { <<: &q { quarantine: true }, case: a }\n") << false << byHand;
    QTest::newRow("a comment in between")
        << QByteArray("cases:\n  - quarantine: true # why\n    case: a\n") << false << byHand;
}

void TestQuarantineEdit::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, on);
    QFETCH(const QString, title);
    const auto edited = editQuarantine(text, u"a.yaml"_s, 2, {on, {}});
    QVERIFY2(!edited, edited ? edited->constData() : "");
    if (text.isEmpty() && edited.error().title == u"a.yaml cannot be read")
        return;
    QCOMPARE(edited.error().title, title);
}

QTEST_APPLESS_MAIN(TestQuarantineEdit)
#include "tst_quarantine_edit.moc"
