// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL of the window at random moments, while it runs, takes a run in and is typed into: nothing
// that it has shown is lost, nothing is corrupt, and it starts again.
#include "history/history_runs.h"
#include "history/history_store.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

constexpr int kKills = 20;
constexpr int kCases = 60;
constexpr int kLarge = 10'000; ///< cases of the run that is taken in
constexpr int kLong = 60'000;  ///< ms

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// The window's program on a folder of its own.
class Victim
{
public:
    explicit Victim(const QString &root)
        : m_root(root)
    {
    }
    void start(const QStringList &script)
    {
        m_lines.clear();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"*.warning=false"_s);
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
            environment.insert(QString::fromLatin1(name), m_root + u"/home"_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(ASSAY_BINARY_DIR "/tests/bin/window_under_test"),
                        QStringList(m_root) + script);
    }
    /// Waits for a line that starts so; false when it ends before.
    bool waitFor(const QString &start)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kLong) {
            read();
            for (const QString &line : m_lines) {
                if (line.startsWith(start))
                    return true;
            }
            if (!m_process.waitForReadyRead(1000) && m_process.state() == QProcess::NotRunning)
                return false;
        }
        return false;
    }
    /// Goes on reading for this long: what it says must not wait in a pipe.
    void letRun(qint64 ms)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < ms)
            m_process.waitForReadyRead(int(std::max<qint64>(1, ms - timer.elapsed())));
        read();
    }
    void kill()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished(kLong);
        read();
    }
    int end()
    {
        const bool ended = m_process.waitForFinished(kLong);
        read();
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    /// Whole ones.
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

private:
    void read()
    {
        m_rest += m_process.readAllStandardOutput();
        for (qsizetype end = 0; (end = m_rest.indexOf('\n')) >= 0; m_rest.remove(0, end + 1))
            m_lines.append(QString::fromUtf8(m_rest.first(end)));
    }

    QString m_root;
    QProcess m_process;
    QByteArray m_rest;
    QStringList m_lines;
};

QString integrityOf(const QString &file)
{
    QString answer;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"check"_s);
        database.setDatabaseName(file);
        if (database.open()) {
            QSqlQuery query(u"PRAGMA integrity_check"_s, database);
            answer = query.next() ? query.value(0).toString() : u"no answer"_s;
        }
    }
    QSqlDatabase::removeDatabase(u"check"_s);
    return answer;
}

} // namespace

class TstKillWindow : public QObject
{
    Q_OBJECT
public:
    /// Twenty kills may take longer than QtTest waits for a test.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); }

private Q_SLOTS:
    void initTestCase()
    {
        const quint32 seed = qEnvironmentVariableIsSet("ASSAY_KILL_SEED")
                                 ? qEnvironmentVariable("ASSAY_KILL_SEED").toUInt()
                                 : QRandomGenerator::system()->generate();
        qInfo("moments by ASSAY_KILL_SEED=%u", seed);
        m_random.seed(seed);
        QVERIFY(m_root.isValid());
        write(path(u"ws/workspace.yaml"_s), "workspace: killed\n");
        QByteArray suite = "suite: Many\ncases:\n";
        for (int i = 0; i < kCases; ++i)
            suite += "  - { case: c" + QByteArray::number(i) +
                     ", steps: [{ wait: 20ms }, { script: \"1\" }] }\n";
        write(path(u"ws/many.yaml"_s), suite);
    }

    void whileItRuns()
    {
        int shown = 0;
        for (int i = 0; i < kKills; ++i) {
            Victim window(m_root.path());
            window.start({u"run"_s});
            QVERIFY(window.waitFor(u"starting"_s));
            window.letRun(m_random.bounded(1500));
            window.kill();
            const auto store = checkHistory();
            QVERIFY(store != nullptr);
            QHash<QString, QHash<QString, model::Outcome>> kept;
            for (const QString &line : window.lines()) {
                if (!line.startsWith(u"passed "))
                    continue;
                ++shown;
                const QString run = line.section(u' ', 1, 1);
                if (!kept.contains(run)) {
                    const auto finished = store->finishedCases(run);
                    QVERIFY2(finished, qPrintable(u"run %1 was shown and is not kept"_s.arg(run)));
                    kept.insert(run, *finished);
                }
                const QString id = line.section(u' ', 2);
                QVERIFY2(kept[run].contains(id), qPrintable(id + u" was shown and is not kept"_s));
                QCOMPARE(kept[run].value(id), model::Outcome::Passed);
            }
            checkStartsAgain();
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d cases had been shown", shown);
        QVERIFY2(shown > kKills, "no run came far enough");
    }

    void whileItTakesARunIn()
    {
        // Large enough that it takes a while.
        tests::MadeRun run;
        run.id = u"0192f3aa-large"_s;
        for (int i = 0; i < kLarge; ++i)
            run.cases.push_back({u"case %1"_s.arg(i), model::Outcome::Passed});
        const QString file = path(u"large.assayrun"_s);
        {
            const auto other = history::HistoryStore::open(path(u"other/history.db"_s));
            QVERIFY(other);
            QCOMPARE(tests::record(**other, tests::eventsOf(run)), QStringList());
            QVERIFY((*other)->exportRun(run.id, file));
        }
        const auto before = checkHistory();
        QVERIFY(before != nullptr);
        qint64 whole = 0; // ms that it takes when nobody ends it
        {
            Victim window(m_root.path());
            window.start({u"import"_s, file});
            QVERIFY(window.waitFor(u"importing"_s));
            QElapsedTimer timer;
            timer.start();
            QVERIFY(window.waitFor(u"said Run"_s));
            whole = timer.elapsed();
            window.kill();
            QVERIFY(before->remove(run.id));
        }
        int there = 0;
        for (int i = 0; i < kKills; ++i) {
            Victim window(m_root.path());
            window.start({u"import"_s, file});
            QVERIFY(window.waitFor(u"importing"_s));
            window.letRun(m_random.bounded(static_cast<int>(whole) + 1));
            window.kill();
            const auto store = checkHistory();
            QVERIFY(store != nullptr);
            const bool told = !window.lines().filter(u"said Run"_s).isEmpty();
            const auto found = store->find(run.id);
            QVERIFY2(found || !told, "it said that the run was taken in");
            if (found) { // whole, or not at all
                ++there;
                QCOMPARE(store->finishedCases(run.id).value().size(), qsizetype(kLarge));
                QVERIFY(store->remove(run.id));
            }
            checkStartsAgain();
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d of %d came in whole, which takes %lld ms", there, kKills, whole);
        QVERIFY2(there < kKills, "it was over each time");
    }

    /// What was typed more than two seconds before is there again in the next window.
    void whileItIsTypedInto()
    {
        constexpr qint64 kMayBeLost = 2000; // ms
        const QString file = path(u"ws/typed.yaml"_s);
        int kept = 0;
        for (int i = 0; i < kKills; ++i) {
            const QByteArray before = "suite: Typed\ncases: []\n# ";
            write(file, before);
            Victim window(m_root.path());
            window.start({u"edit"_s, file});
            QVERIFY(window.waitFor(u"typed "_s));
            window.letRun(1000 + m_random.bounded(5000));
            QElapsedTimer now;
            now.start();
            window.kill();
            int certain = 0;
            int typed = 0;
            for (const QString &line : window.lines()) {
                if (!line.startsWith(u"typed "))
                    continue;
                typed = line.section(u' ', 1, 1).toInt();
                if (line.section(u' ', 3).toLongLong() < now.msecsSinceReference() - kMayBeLost)
                    certain = typed;
            }
            QString letters;
            for (int at = 0; at < typed + 2; ++at) // one may have been typed and not told
                letters += QChar(u'a' + at % 26);
            QFile disk(file);
            QVERIFY(disk.open(QIODevice::ReadOnly));
            QCOMPARE(disk.readAll(), before); // nothing is saved that nobody saved
            QVERIFY(checkHistory() != nullptr);
            if (certain > 0) {
                Victim next(m_root.path());
                next.start({u"unsaved"_s, file});
                QVERIFY2(next.waitFor(u"unsaved a"_s), "the next window shows nothing of it");
                const QString text =
                    next.lines().filter(u"unsaved "_s).constFirst().section(u' ', 1);
                next.kill();
                QVERIFY2(letters.startsWith(text) && text.size() >= certain,
                         qPrintable(u"%1 of %2 letters, at least %3: %4"_s.arg(text.size())
                                        .arg(typed)
                                        .arg(certain)
                                        .arg(text)));
                ++kept;
            }
            QDir(path(u"unsaved"_s)).removeRecursively(); // else the window asks as it closes
            QVERIFY(QFile::remove(path(u"settings.ini"_s)));
            QVERIFY(QFile::remove(file));
            checkStartsAgain();
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d of %d times enough had been typed to look", kept, kKills);
        QVERIFY(kept > 0);
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_root.filePath(name); }

    /// Null, and a failure, when it is not sound.
    std::unique_ptr<history::HistoryStore> checkHistory()
    {
        const QString file = path(u"ws/.assay/history.db"_s);
        auto opened = history::HistoryStore::open(file);
        if (!opened) {
            QTest::qFail(qPrintable(opened.error().toText()), __FILE__, __LINE__);
            return nullptr;
        }
        if (const QString answer = integrityOf(file); answer != u"ok") {
            QTest::qFail(qPrintable(answer), __FILE__, __LINE__);
            return nullptr;
        }
        return std::move(*opened);
    }

    void checkStartsAgain()
    {
        if (QFile::exists(path(u"settings.ini"_s))) {
            const QSettings settings(path(u"settings.ini"_s), QSettings::IniFormat);
            QCOMPARE(settings.status(), QSettings::NoError);
        }
        Victim window(m_root.path());
        window.start({u"look"_s});
        QCOMPARE(window.end(), 0);
        QVERIFY2(window.lines().contains(u"cases 1"_s), qPrintable(window.lines().join(u'\n')));
        QVERIFY2(window.lines().contains(u"history "_s), qPrintable(window.lines().join(u'\n')));
    }

    QTemporaryDir m_root;
    QRandomGenerator m_random;
};

QTEST_GUILESS_MAIN(TstKillWindow)
#include "tst_kill_window.moc"
