// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor_tabs.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A document whose editor is a string.
struct Bench
{
    explicit Bench(const QByteArray &content = "suite: a\n")
        : path(folder.filePath(u"a.yaml"_s))
        , journal(folder.filePath(u"state"_s))
        , document(path, journal, [this] { return text; })
    {
        write(path, content);
        QObject::connect(&document, &Document::loaded, &document, [this](const QString &loaded) {
            text = loaded;
            ++loads;
        });
        QObject::connect(&document, &Document::failed, &document,
                         [this](const base::Error &error) { problem = error; });
        document.load();
    }
    void type(const QString &now)
    {
        text = now;
        document.setModified(true);
        document.textEdited();
    }

    QTemporaryDir folder;
    QString path;
    Journal journal;
    QString text;
    int loads = 0;
    base::Error problem;
    Document document;
};

} // namespace

class TestDocument : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryByte_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("Windows") << QByteArray("a: 1\r\nb: 2\r\n");
        QTest::newRow("mixed lines") << QByteArray("a: 1\r\nb: 2\nc: 3");
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                            "a: 1\n");
        QTest::newRow("letters") << QByteArray("\xC3\xA9\xF0\x9F\x98\x80: 1\n");
    }
    void keepsEveryByte()
    {
        QFETCH(const QByteArray, bytes);
        Bench bench(bytes);
        QVERIFY(chmod(QFile::encodeName(bench.path).constData(), 0640) == 0);
        QTRY_VERIFY(bench.document.isLoaded());
        bench.type(bench.text + u"x: 1\n"_s);
        bench.document.save();
        QTRY_VERIFY(!bench.document.isModified());
        QCOMPARE(bytesOf(bench.path), bytes + "x: 1\n");
        struct stat info = {};
        QVERIFY(stat(QFile::encodeName(bench.path).constData(), &info) == 0);
        QCOMPARE(info.st_mode & 0777U, 0640U);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << u"missing"_s << u"there is no file"_s;
        QTest::newRow("folder") << u"folder"_s << u"is a folder"_s;
        QTest::newRow("binary") << u"binary"_s << u"is not a text in UTF-8"_s;
        QTest::newRow("Latin 1") << u"latin"_s << u"is not a text in UTF-8"_s;
        QTest::newRow("100 MB") << u"large"_s << u"is larger than"_s;
        QTest::newRow("device") << u"device"_s << u"is a device or a pipe"_s;
    }
    void refuses()
    {
        QFETCH(const QString, kind);
        QFETCH(const QString, says);
        const QTemporaryDir folder;
        QString path = folder.filePath(u"x.yaml"_s);
        if (kind == u"folder")
            QVERIFY(QDir().mkpath(path));
        else if (kind == u"binary")
            write(path, QByteArray("a\0b", 3));
        else if (kind == u"latin")
            write(path, "caf\xE9\n");
        if (kind == u"large") {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(100 * 1024 * 1024));
        }
        if (kind == u"device")
            path = u"/dev/zero"_s;
        const auto content = readText(path);
        QVERIFY(!content);
        QVERIFY2(content.error().title.contains(says), qPrintable(content.error().title));
    }

    void seesTheDisk()
    {
        Bench bench;
        QTRY_VERIFY(bench.document.isLoaded());
        // Nothing of ours is in the way: the new text is taken.
        write(bench.path, "suite: from outside\n");
        bench.document.checkDisk();
        QTRY_COMPARE(bench.text, u"suite: from outside\n"_s);
        QCOMPARE(bench.document.disk(), Document::Disk::Same);
        // The same bytes again are no change.
        const int loads = bench.loads;
        write(bench.path, "suite: from outside\n");
        bench.document.checkDisk();
        QTRY_VERIFY(!bench.document.isBusy());
        QCOMPARE(bench.loads, loads);
        // Deleted, and written again.
        QVERIFY(QFile::remove(bench.path));
        bench.document.checkDisk();
        QTRY_COMPARE(bench.document.disk(), Document::Disk::Gone);
        bench.document.save();
        QTRY_COMPARE(bench.document.disk(), Document::Disk::Same);
        QCOMPARE(bytesOf(bench.path), "suite: from outside\n");
        // A folder in its place.
        QVERIFY(QFile::remove(bench.path) && QDir().mkpath(bench.path));
        bench.document.checkDisk();
        QTRY_COMPARE(bench.document.disk(), Document::Disk::Unreadable);
        bench.type(u"mine"_s);
        bench.document.save();
        QTRY_VERIFY(!bench.problem.title.isEmpty());
        QVERIFY(bench.document.isModified());
    }

    void asksWhenBothChanged()
    {
        Bench bench;
        QTRY_VERIFY(bench.document.isLoaded());
        bench.type(u"mine"_s);
        write(bench.path, "theirs");
        bench.document.save(); // nobody looked before
        QTRY_COMPARE(bench.document.disk(), Document::Disk::Changed);
        QCOMPARE(bytesOf(bench.path), "theirs");
        QCOMPARE(bench.document.theirs(), u"theirs"_s);
        QCOMPARE(bench.text, u"mine"_s);
        bench.document.keepMine();
        QVERIFY(bench.document.isModified());
        // It changes once more before we save: that was not seen either.
        write(bench.path, "theirs again");
        bench.document.save();
        QTRY_COMPARE(bench.document.disk(), Document::Disk::Changed);
        bench.document.takeTheirs();
        QCOMPARE(bench.text, u"theirs again"_s);
        QVERIFY(!bench.document.isModified());
        bench.type(u"mine at last"_s);
        bench.document.save();
        QTRY_COMPARE(bytesOf(bench.path), "mine at last");
    }

    /// The second must not take what the first has written for somebody else's.
    void twoSavesInARow()
    {
        Bench bench;
        QTRY_VERIFY(bench.document.isLoaded());
        int saved = 0;
        connect(&bench.document, &Document::saved, this, [&] { ++saved; });
        for (const QString &text : {u"one"_s, u"two"_s, u"three"_s}) {
            bench.type(text);
            bench.document.save();
        }
        QTRY_VERIFY(!bench.document.isModified());
        QCOMPARE(bytesOf(bench.path), "three");
        QCOMPARE(bench.document.disk(), Document::Disk::Same);
        QCOMPARE(saved, 1); // when all of it is on the disk
    }

    void journalsWhatIsTyped()
    {
        Bench bench;
        QTRY_VERIFY(bench.document.isLoaded());
        const QString folder = bench.folder.filePath(u"state"_s);
        const auto entries = [&] { return QDir(folder).entryList({u"*.json"_s}); };
        bench.type(u"a secret draft"_s);
        QTRY_COMPARE_WITH_TIMEOUT(entries().size(), 1, 2000);
        const QString entry = folder + u'/' + entries().front();
        QVERIFY(bytesOf(entry).contains("a secret draft"));
        QCOMPARE(QFile::permissions(entry) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        QVERIFY(bench.journal.abandoned().empty()); // we live
        bench.document.save();
        QTRY_COMPARE(entries().size(), 0);
        bench.type(u"given up"_s);
        QTRY_COMPARE_WITH_TIMEOUT(entries().size(), 1, 2000);
        bench.document.setModified(false); // undone
        QTRY_COMPARE(entries().size(), 0);
    }

    void ignoresBrokenEntries()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"a.json"_s), "{ \"path\": ");
        write(folder.filePath(u"b.json"_s), QByteArray(1000, '\0'));
        write(folder.filePath(u"c.json"_s), "[]");
        const Journal journal(folder.path());
        QVERIFY(journal.abandoned().empty());
        QCOMPARE(QDir(folder.path()).entryList({u"*.json"_s}).size(), 3);
    }

    void diffs()
    {
        QCOMPARE(lineDiff(u"a\nb\nc\n"_s, u"a\nb\nc\n"_s), QString());
        QCOMPARE(lineDiff(u"a\nb\nc"_s, u"a\nx\nc"_s), u" a\n-b\n+x\n c\n"_s);
        QCOMPARE(lineDiff(u""_s, u"a"_s), u"-\n+a\n"_s);
        const QString many = u"x\n"_s.repeated(20);
        QCOMPARE(lineDiff(many + u"a"_s, many + u"b"_s), u"@@\n x\n x\n x\n-a\n+b\n"_s);
        const QString large = u"1\n2\n"_s.repeated(50'000);
        const QString other = u"3\n4\n"_s.repeated(50'000);
        QCOMPARE(lineDiff(large, other).count(u'\n'), 200'001);
    }

    /// Another process types and is killed; what it typed two seconds before is there.
    void survivesAKill_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("letters") << u"tags: [typed]"_s;
        QTest::newRow("more") << u"vars: { a: 1 }"_s;
        QTest::newRow("again") << u"id: killed"_s;
    }
    void survivesAKill()
    {
        QFETCH(const QString, typed);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.yaml"_s);
        write(path, "suite: a\r\n");
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--type"_s, folder.path(), path, typed});
        QVERIFY(child.waitForStarted());
        QByteArray said;
        const auto hasTyped = [&] {
            said += child.readAllStandardOutput();
            return said.contains("typed");
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasTyped(), 30'000);
        const QString state = folder.filePath(u"state/unsaved"_s);
        const auto journalled = [&] {
            const QStringList entries = QDir(state).entryList({u"*.json"_s});
            return !entries.isEmpty() &&
                   bytesOf(state + u'/' + entries.front()).contains(typed.toUtf8());
        };
        QTRY_VERIFY_WITH_TIMEOUT(journalled(), 2000);
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());
        QCOMPARE(bytesOf(path), "suite: a\r\n");

        ThemeManager themes(*qApp);
        {
            EditorTabs page({folder.path(), {}, {}}, themes, folder.filePath(u"state"_s));
            QCOMPARE(page.editors.restoreUnsaved(), 1);
            EditorView *view = page.editors.viewOf(path);
            QVERIFY(view != nullptr);
            QVERIFY(view->document().isModified());
            QCOMPARE(view->editor().text(), typed + u"suite: a\r\n"_s);
            QCOMPARE(page.editors.restoreUnsaved(), 0);
            page.editors.saveAll();
            QTRY_VERIFY(!view->document().isModified());
        }
        QCOMPARE(bytesOf(path), typed.toUtf8() + "suite: a\r\n");
        EditorTabs page({folder.path(), {}, {}}, themes, folder.filePath(u"state"_s));
        QCOMPARE(page.editors.restoreUnsaved(), 0);
    }

    /// Killed, and the file changed since: both are there to choose from.
    void restoresBesideAChange()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.yaml"_s);
        write(path, "suite: theirs\n");
        const QString state = folder.filePath(u"state/unsaved"_s);
        QVERIFY(QDir().mkpath(state));
        write(state + u"/x.json"_s,
              "{\"path\": \"" + path.toUtf8() +
                  "\", \"text\": \"suite: mine\\n\", \"base\": \"00\", "
                  "\"typed\": \"2026-01-01T00:00:00.000Z\", \"owner\": \"\"}");
        ThemeManager themes(*qApp);
        EditorTabs page({folder.path(), {}, {}}, themes, folder.filePath(u"state"_s));
        QCOMPARE(page.editors.restoreUnsaved(), 1);
        EditorView *view = page.editors.viewOf(path);
        QTRY_COMPARE(view->document().disk(), Document::Disk::Changed);
        QCOMPARE(view->editor().text(), u"suite: mine\n"_s);
        QCOMPARE(view->document().theirs(), u"suite: theirs\n"_s);
    }
};

namespace {

/// The child of survivesAKill(): opens the file, types, says so, and waits to be killed.
int typeAndWait(const QStringList &arguments)
{
    ThemeManager themes(*qApp);
    EditorTabs page({arguments.at(2), {}, {}}, themes, arguments.at(2) + u"/state"_s);
    page.show();
    page.open(arguments.at(3));
    if (!QTest::qWaitFor([&] { return page.current()->document().isLoaded(); }))
        return 1;
    // As a paste, so that no indentation or list comes between.
    page.current()->editor().insert(arguments.at(4));
    std::printf("typed\n");
    std::fflush(stdout);
    return QApplication::exec();
}

} // namespace

} // namespace assay::ui::test

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--type")
        return assay::ui::test::typeAndWait(arguments);
    assay::ui::test::TestDocument test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_document.moc"
