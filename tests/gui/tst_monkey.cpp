// SPDX-License-Identifier: GPL-3.0-or-later
// Random events at the whole window, over a fake workbench that can do everything at any time.
// ASSAY_MONKEY_EVENTS=100000 ASSAY_MONKEY_SEED=7 gui_tst_monkey is a campaign.
#include "gui/monkey.h"
#include "history/history_runs.h"
#include "history/history_store.h"

#include <QAbstractButton>
#include <QDir>
#include <QElapsedTimer>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

int numberFrom(const char *variable, int otherwise)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : otherwise;
}

/// A history with runs of the workspace of the pictures, and others.
std::shared_ptr<history::HistoryStore> madeHistory(const QString &file)
{
    auto opened = history::HistoryStore::open(file);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().toText()));
    const std::shared_ptr<history::HistoryStore> store = std::move(*opened);
    using model::Outcome;
    for (int i = 0; i < 12; ++i) {
        tests::MadeRun run;
        run.id = u"0192f3a%1-made"_s.arg(i, 1, 16);
        run.minute = i;
        run.finished = i % 5 != 4;
        for (int j = 0; j < 30; ++j) {
            run.cases.push_back({u"case %1"_s.arg(j),
                                 j == i             ? std::optional<Outcome>()
                                 : (i + j) % 4 == 0 ? Outcome::Failed
                                                    : Outcome::Passed,
                                 10ms * (i + 1)});
        }
        tests::record(*store, tests::eventsOf(run));
    }
    return store;
}

/// What Qt or we complained of. The offscreen platform says what it cannot do, and
/// QtTest that a widget takes no mouse: that is no news.
QStringList complaints;
QtMessageHandler handlerBefore = nullptr;

void hear(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (message.startsWith(u"This plugin does not support") ||
        message.contains(u"not accepted by receiving widget"))
        return;
    if (type == QtWarningMsg || type == QtCriticalMsg)
        complaints.append(message);
    handlerBefore(type, context, message);
}

} // namespace

class TestMonkey : public QObject
{
    Q_OBJECT
public:
    /// A campaign takes longer than QtTest waits for a test.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "36000000"); }

private Q_SLOTS:
    void init() { handlerBefore = qInstallMessageHandler(hear); }
    void cleanup() { qInstallMessageHandler(handlerBefore); }

    void nothingBreaksIt()
    {
        const int events = numberFrom("ASSAY_MONKEY_EVENTS", 2000);
        const auto seed = static_cast<quint32>(numberFrom("ASSAY_MONKEY_SEED", 20261125));
        qInfo("%d events of seed %u", events, seed);
        WindowBench bench(true, false);
        const QString files = bench.folder.filePath(u"ws"_s);
        QVERIFY(QDir().mkpath(files + u"/suites"_s));
        bench.controls->content.folder = files;
        bench.controls->history = madeHistory(bench.folder.filePath(u"ws/.assay/history.db"_s));
        Consent(bench.settings).give(files);
        bench.controller->openWorkspace(files);
        QTRY_VERIFY(bench.isIdle());

        Monkey monkey(bench, files, seed);
        // Menus and dialogs that wait in a loop of their own must not wait for ever.
        QTimer rescue;
        connect(&rescue, &QTimer::timeout, this, [] {
            if (QWidget *popup = QApplication::activePopupWidget())
                popup->close();
        });
        rescue.start(200);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < events; ++i) {
            monkey.act();
            if (i % 10'000 == 9'999)
                qInfo("%d events after %lld s", i + 1, timer.elapsed() / 1000);
        }
        QStringList done;
        for (auto it = monkey.done().begin(); it != monkey.done().end(); ++it)
            done.append(u"%1 %2 (%3 ms)"_s.arg(it->count).arg(it.key()).arg(it->spent));
        qInfo("%s; %d times it was to close; %lld widgets", qPrintable(done.join(u", "_s)),
              monkey.closings(), static_cast<long long>(QApplication::allWidgets().size()));
        monkey.end();
        // It still works: a run of everything arrives whole.
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), 60'000);
        {
            const std::lock_guard lock(bench.controls->mutex);
            bench.controls->refusal.reset();
            bench.controls->hold = false;
            bench.controls->content = sampleContent();
            bench.controls->content.folder = files;
            bench.controls->script = sampleScript(true);
        }
        QSignalSpy loaded(bench.controller.get(), &RunController::contentChanged);
        bench.controller->openWorkspace(files);
        QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty() && bench.isIdle(), 60'000);
        QSignalSpy finished(bench.controller.get(), &RunController::runFinished);
        bench.controller->start({});
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 60'000);
        QVERIFY(bench.controller->feed().state().counts().finished >= 19);
        bench.window->close();
        // What was typed and not saved is asked about.
        if (auto *box = bench.window->findChild<QMessageBox *>(u"closeAllBox"_s))
            box->button(QMessageBox::Discard)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), 60'000);
        QCOMPARE(complaints, QStringList());
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestMonkey)
#include "tst_monkey.moc"
