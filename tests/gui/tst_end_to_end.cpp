// SPDX-License-Identifier: GPL-3.0-or-later
// A day's work in one piece, by the keyboard alone: open a workspace, break a suite, run, see why
// it fails, mend it, run what failed, compare the two runs, export one. The window, the workbench,
// the service and history are the real ones.
#include "gui/real_bench.h"
#include "ui/editor/editors.h"
#include "ui/history/compare_page.h"
#include "ui/history/runs_page.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/models/roles.h"
#include "ui/window/shell.h"

#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

constexpr int kLineOfGreeting = 7;
constexpr int kLong = 30'000; ///< ms; a start of a run on a busy machine

QByteArray suite(const QByteArray &greeting)
{
    return R"(suite: Greetings
environment: local
cases:
  - case: greets
    steps:
      - http: { GET: "${services.web.url}/hello" }
        expect: { status: 200, json: { $.greeting: )" +
           greeting + R"( } }
  - case: counts
    steps:
      - http: { GET: "${services.web.url}/count" }
        expect: { status: 200 }
)";
}

void writeWorkspace(const RealBench &bench)
{
    bench.write(bench.path(u"workspace.yaml"_s), "workspace: greetings\n");
    bench.write(bench.path(u"environments/local.yaml"_s),
                "environment: local\nservices:\n  web: { mock: ../web.mock.yaml }\n");
    bench.write(bench.path(u"web.mock.yaml"_s), R"(mock: web
routes:
  - match: { path: /hello }
    respond: { status: 200, json: { greeting: good day } }
  - match: { path: /count }
    respond: { status: 200, json: { count: 1 } }
)");
    bench.write(bench.path(u"greetings.yaml"_s), suite("good day"));
}

QString idOf(const char *name)
{
    return u"greetings.yaml::"_s + QString::fromLatin1(name);
}

/// To the window that has the keyboard, as the system does it.
void press(const QKeySequence &keys)
{
    QTRY_VERIFY2(QGuiApplication::focusWindow() != nullptr, "no window has the keyboard");
    for (int i = 0; i < keys.count(); ++i)
        QTest::keyClick(QGuiApplication::focusWindow(), keys[uint(i)].key(),
                        keys[uint(i)].keyboardModifiers());
}

void type(const QString &text)
{
    QTRY_VERIFY2(QGuiApplication::focusWindow() != nullptr, "no window has the keyboard");
    for (const QChar character : text)
        QTest::keyClick(QGuiApplication::focusWindow(), character.toLatin1());
}

} // namespace

class TestEndToEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QVERIFY(m_root.isValid());
        m_bench = std::make_unique<RealBench>(m_root.path());
        writeWorkspace(*m_bench);
    }
    void cleanupTestCase() { m_bench.reset(); }

    // One step after the other: each stands on the one before.

    void theWindowComes()
    {
        m_bench->window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_bench->window.get()));
        if (QGuiApplication::platformName() != u"xcb")
            return;
        // A window manager is there: the window has a frame.
        QTRY_VERIFY(m_bench->window->windowHandle()->frameMargins().top() > 0);
    }

    void open()
    {
        if (!(m_step == 0))
            QSKIP("an earlier step failed");
        press(keysOf(u"workspace.open"));
        QTRY_VERIFY(m_bench->window->findChild<QFileDialog *>() != nullptr);
        auto *name =
            m_bench->window->findChild<QFileDialog *>()->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name != nullptr);
        QTRY_VERIFY(name->hasFocus());
        name->selectAll();
        type(m_bench->path());
        press(QKeySequence(Qt::Key_Return));
        QTRY_VERIFY(m_bench->isIdle());
        QCOMPARE(m_bench->controller.content().suites.size(), std::size_t(1));
        QCOMPARE(m_bench->controller.content().diagnostics.size(), std::size_t(0));
        QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
        m_step = 1;
    }

    void breakTheSuite()
    {
        if (!(m_step == 1))
            QSKIP("an earlier step failed");
        edit("good day", "good night");
        QTRY_VERIFY(sourceHas("good night"));
        m_step = 2;
    }

    void runAndFail()
    {
        if (!(m_step == 2))
            QSKIP("an earlier step failed");
        press(keysOf(u"run.all"));
        // A workspace that never ran asks first; its button for yes is reached by Tab.
        QTRY_VERIFY(m_bench->window->findChild<QDialog *>(u"consentDialog"_s) != nullptr);
        auto &yes = m_bench->find<QPushButton>(u"consentYes"_s);
        QTRY_VERIFY(yes.window()->isActiveWindow());
        for (int i = 0; i < 5 && !yes.hasFocus(); ++i)
            press(QKeySequence(Qt::Key_Tab));
        QVERIFY(yes.hasFocus());
        press(QKeySequence(Qt::Key_Space));
        QTRY_VERIFY_WITH_TIMEOUT(isOver(2), kLong);
        QCOMPARE(counts().failed, 1);
        QCOMPARE(counts().passed, 1);
        m_first = m_bench->controller.feed().runId();
        QVERIFY(!m_first.isEmpty());
        m_step = 3;
    }

    void inspect()
    {
        if (!(m_step == 3))
            QSKIP("an earlier step failed");
        palette(u"@greets"_s, u"greets"_s); // a case is found by its name
        QTRY_COMPARE(m_bench->window->context().selection.caseId(), idOf("greets"));
        const auto &text = m_bench->find<TextLinesView>(u"failureText"_s);
        QTRY_VERIFY2(text.plainText().contains(u"good night"_s) &&
                         text.plainText().contains(u"good day"_s) &&
                         text.plainText().contains(u"greetings.yaml"_s),
                     qPrintable(text.plainText()));
        QVERIFY(text.isVisible());
        QTRY_VERIFY(
            m_bench->find<TextLinesView>(u"bodyText"_s).plainText().contains(u"good day"_s));
        m_step = 4;
    }

    void mend()
    {
        if (!(m_step == 4))
            QSKIP("an earlier step failed");
        edit("good night", "good day");
        QTRY_VERIFY(sourceHas("good day"));
        m_step = 5;
    }

    void runFailedAgain()
    {
        if (!(m_step == 5))
            QSKIP("an earlier step failed");
        QTRY_VERIFY(m_bench->isIdle());
        QTRY_COMPARE(m_bench->window->commands().action(u"run.failed").text(), u"Failed (1)"_s);
        press(keysOf(u"run.failed"));
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->controller.feed().runId() != m_first, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(1), kLong);
        QCOMPARE(counts().passed, 1);
        QCOMPARE(m_bench->controller.feed().state().cases().size(), std::size_t(1));
        m_second = m_bench->controller.feed().runId();
        m_step = 6;
    }

    void compare()
    {
        if (!(m_step == 6))
            QSKIP("an earlier step failed");
        press(keysOf(u"page.history"));
        auto &runs = m_bench->find<RunsPage>();
        QTRY_COMPARE(runs.model().rowCount(), 2);
        runs.table().setFocus();
        QTRY_VERIFY(runs.table().hasFocus());
        press(QKeySequence(Qt::CTRL | Qt::Key_Home));
        press(QKeySequence(Qt::SHIFT | Qt::Key_Down));
        QTRY_COMPARE(runs.selectedRuns(), QStringList({m_second, m_first}));
        press(keysOf(u"history.compare"));
        QTRY_VERIFY(m_bench->window->findChild<ComparePage *>() != nullptr);
        ComparisonModel &model = m_bench->find<ComparePage>().model();
        QTRY_VERIFY(model.comparison() != nullptr);
        QTRY_VERIFY(model.rowOf(idOf("greets")) >= 0);
        const auto *greets = model.caseAt(model.rowOf(idOf("greets")));
        QCOMPARE(greets->verdict, history::CaseVerdict::Fixed);
        m_step = 7;
    }

    void exportARun()
    {
        if (!(m_step == 7))
            QSKIP("an earlier step failed");
        press(keysOf(u"page.history"));
        auto &runs = m_bench->find<RunsPage>();
        runs.table().setFocus();
        QTRY_VERIFY(runs.table().hasFocus());
        press(QKeySequence(Qt::Key_Up));
        QTRY_COMPARE(runs.selectedRuns(), QStringList(m_second));
        palette(u">export run"_s, m_bench->window->commands().action(u"history.export").text());
        QTRY_VERIFY(m_bench->window->findChild<QFileDialog *>() != nullptr);
        auto *name =
            m_bench->window->findChild<QFileDialog *>()->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QTRY_VERIFY(name->hasFocus());
        name->selectAll();
        const QString file = m_bench->root + u"/greetings.assayrun"_s;
        type(file);
        press(QKeySequence(Qt::Key_Return));
        QTRY_VERIFY(QFileInfo::exists(file));

        // It opens elsewhere.
        const auto other = history::HistoryStore::open(m_bench->root + u"/other/history.db"_s);
        QVERIFY(other.has_value());
        QTRY_VERIFY((*other)->importRun(file).has_value());
        QCOMPARE((*other)->find(u"latest"_s)->id, m_second);
        m_step = 8;
    }

    void close()
    {
        if (!(m_step == 8))
            QSKIP("an earlier step failed");
        QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
        press(keysOf(u"window.quit"));
        QTRY_VERIFY(!m_bench->window->isVisible());
    }

private:
    [[nodiscard]] QKeySequence keysOf(QStringView id) const
    {
        return m_bench->window->commands().action(id).shortcut();
    }
    [[nodiscard]] const events::RunState::Counts &counts() const
    {
        return m_bench->controller.feed().state().counts();
    }
    [[nodiscard]] bool isOver(int cases) const
    {
        return m_bench->isIdle() && m_bench->controller.feed().state().finished().has_value() &&
               counts().finished == cases;
    }
    /// Types into the palette and takes what stands first, which must be `expected`.
    void palette(const QString &text, const QString &expected)
    {
        press(keysOf(u"palette.open"));
        QTRY_VERIFY(m_bench->find<QLineEdit>(u"paletteSearch"_s).hasFocus());
        type(text);
        QTRY_COMPARE(m_bench->find<QListView>(u"paletteList"_s).currentIndex().data().toString(),
                     expected);
        press(QKeySequence(Qt::Key_Return));
    }
    /// What the window knows of the suite is read from a file that holds this.
    [[nodiscard]] bool sourceHas(const QByteArray &greeting) const
    {
        QFile file(m_bench->path(u"greetings.yaml"_s));
        return file.open(QIODevice::ReadOnly) && file.readAll() == suite(greeting) &&
               m_bench->isIdle();
    }
    /// In the editor, by typing, and saved; the window has followed when this returns.
    void edit(const QByteArray &before, const QByteArray &after)
    {
        palette(u"/greetings.yaml"_s, u"greetings.yaml"_s);
        const QString path = m_bench->path(u"greetings.yaml"_s);
        const auto view = [&] { return m_bench->window->context().editors.viewOf(path); };
        QTRY_VERIFY(view() != nullptr && view()->document().isLoaded());
        QTRY_VERIFY(view()->editor().hasFocus());
        QCOMPARE(view()->editor().text(), QString::fromUtf8(suite(before)));
        press(QKeySequence(Qt::CTRL | Qt::Key_Home));
        for (int line = 1; line < kLineOfGreeting; ++line)
            press(QKeySequence(Qt::Key_Down));
        press(QKeySequence(Qt::Key_End));
        const QByteArray end = " } }";
        for (qsizetype i = 0; i < before.size() + end.size(); ++i)
            press(QKeySequence(Qt::Key_Backspace));
        type(QString::fromUtf8(after + end));
        QCOMPARE(view()->editor().text(), QString::fromUtf8(suite(after)));
        QSignalSpy followed(&m_bench->controller, &RunController::contentChanged);
        press(keysOf(u"editor.save"));
        QTRY_VERIFY(!followed.isEmpty());
    }

    QTemporaryDir m_root;
    std::unique_ptr<RealBench> m_bench;
    int m_step = 0;
    QString m_first;
    QString m_second;
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEndToEnd)
#include "tst_end_to_end.moc"
