// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with a script instead of a person, to be killed by tst_kill_window:
// window_under_test ROOT look|run|import|edit [FILE]. ROOT is that of a RealBench. It prints a line
// for each thing that a person would have seen, and goes on until it is killed; `look` ends by
// itself.
#include "gui/real_bench.h"
#include "ui/editor/editors.h"
#include "ui/history/runs_page.h"
#include "ui/models/roles.h"
#include "ui/window/shell.h"

#include <QElapsedTimer>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

constexpr int kBetweenKeys = 50; ///< ms

void say(const QString &what)
{
    std::printf("%s\n", qPrintable(what));
    std::fflush(stdout);
}

class Script : public QObject
{
public:
    Script(RealBench &bench, QString what, QString file)
        : m_bench(bench)
        , m_what(std::move(what))
        , m_file(std::move(file))
    {
        connect(&bench.controller, &RunController::phaseChanged, this, [this] {
            if (m_bench.isIdle())
                idle();
        });
        connect(&bench.controller, &RunController::failed, this,
                [](const QString &title, const QString &fix) {
                    say(u"failed "_s + title + u' ' + fix);
                });
        connect(&bench.controller.feed(), &RunFeed::advanced, this,
                [this](const RunUpdate &) { tellFinished(); });
    }

private:
    void idle()
    {
        if (m_what == u"look") {
            const auto &controller = m_bench.controller;
            say(u"cases %1"_s.arg(controller.content().suites.size()));
            say(u"history "_s + controller.workbench()->historyProblem());
            QTimer::singleShot(0, this, [this] { m_bench.window->close(); });
        } else if (m_what == u"run") {
            say(u"starting"_s);
            m_bench.controller.start({});
        } else if (m_what == u"edit" && !m_typing.isActive()) {
            m_bench.window->shell().editFile(m_file, 2, 1);
            connect(&m_typing, &QTimer::timeout, this, [this] { type(); });
            m_typing.start(kBetweenKeys);
        } else if (m_what == u"unsaved") { // what the last window left
            connect(&m_typing, &QTimer::timeout, this, [this] {
                EditorView *view = m_bench.window->context().editors.viewOf(m_file);
                if (view != nullptr && view->document().isLoaded())
                    say(u"unsaved "_s + view->editor().text().section(u'#', 1).trimmed());
            });
            m_typing.start(kBetweenKeys);
        } else if (m_what == u"import") {
            connect(&m_bench.find<RunsPage>(), &RunsPage::said, this, [this](const QString &text) {
                say(u"said "_s + text);
                import();
            });
            import();
        }
    }
    /// A letter at the end of the file, which ends with a comment.
    void type()
    {
        EditorView *view = m_bench.window->context().editors.viewOf(m_file);
        if (view == nullptr || !view->document().isLoaded())
            return;
        if (m_typed == 0)
            QTest::keyClick(&view->editor(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(&view->editor(), char('a' + m_typed % 26));
        QElapsedTimer now;
        now.start();
        say(u"typed %1 at %2"_s.arg(++m_typed).arg(now.msecsSinceReference()));
    }
    void import()
    {
        say(u"importing"_s);
        m_bench.window->shell().importRun(m_file);
    }
    void tellFinished()
    {
        const events::RunState &state = m_bench.controller.feed().state();
        for (std::size_t i = 0; i < state.cases().size(); ++i) {
            const auto index = static_cast<events::CaseIndex>(i);
            const QString key = m_bench.controller.feed().runId() + u' ' + state.planned(index).id;
            if (statusOf(state.caseAt(index)) != Status::Passed || m_seen.contains(key))
                continue;
            m_seen.insert(key);
            say(u"passed "_s + key);
        }
    }

    RealBench &m_bench;
    QString m_what;
    QString m_file;
    QSet<QString> m_seen;
    QTimer m_typing;
    int m_typed = 0;
};

int run(QApplication &app)
{
    const QStringList arguments = app.arguments();
    RealBench bench(arguments.value(1));
    Consent(bench.settings).give(bench.path());
    const Script script(bench, arguments.value(2), arguments.value(3));
    bench.show();
    bench.open();
    return QApplication::exec();
}

} // namespace

} // namespace assay::ui::test

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    return assay::ui::test::run(app);
}
