// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector_text_bench.h"

using namespace Qt::StringLiterals;

namespace assay::ui::test {

/// Texts of the inspector: prepared, coloured, wrapped, walked through.
class TestInspectorText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void json_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("order, figures and escapes stay")
            << QByteArray(
                   "{\"b\":1.0,\"a\":[12345678901234567890,\"\\u00e4{,\\\"}\"],\"c\":{ },\"d\":[]}")
            << QByteArray("{\n  \"b\": 1.0,\n  \"a\": [\n    12345678901234567890,\n"
                          "    \"\\u00e4{,\\\"}\"\n  ],\n  \"c\": {},\n  \"d\": []\n}");
        QTest::newRow("scalar") << QByteArray(" true ") << QByteArray("true");
        for (const char *bad : {"", "  ", "{", "{]", "\"a", "1 2", "{} {}", "hello", "[1", "]"})
            QTest::newRow(bad) << QByteArray(bad) << QByteArray();
        QTest::newRow("deep") << QByteArray(100'000, '[') << QByteArray();
    }

    void json()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, shown);
        QCOMPARE(indentedJson(json).value_or(QByteArray()), shown);
    }

    void whatIsStopped()
    {
        std::stop_source source;
        source.request_stop();
        const QByteArray big = '[' + QByteArray(1'000'000, '1') + ']';
        QVERIFY(!indentedJson(big, source.get_token()));
        QVERIFY(hexDump(big, source.get_token()).isEmpty());
    }

    void rows()
    {
        QCOMPARE(rowsTable("[{\"id\":1,\"name\":\"a\"},{\"id\":22,\"name\":null},{\"id\":3,"
                           "\"name\":\"x\\ny\"}]"),
                 u"id  name\n──  ────\n1   a\n22  NULL\n3   x↵y"_s);
        QVERIFY(!rowsTable("[]"));
        QVERIFY(!rowsTable("[1]"));
        QVERIFY(!rowsTable("[{\"a\":1},2]"));
        QVERIFY(!rowsTable("{"));
    }

    void binary_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("binary");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("text") << QByteArray("hello\tworld\r\n") << false;
        QTest::newRow("umlauts") << u"äöü€😀"_s.toUtf8() << false;
        QTest::newRow("one broken")
            << "hello " + QByteArray("\xff") + " and some more text" << false;
        QTest::newRow("zero") << QByteArray("a\0b", 3) << true;
        QTest::newRow("random") << QByteArray("\x89PNG\x01\x02\xfe\xff\xfe") << true;
        // A character that the probe cuts is not broken.
        QTest::newRow("cut") << QByteArray(8191, 'a') + u"€"_s.toUtf8() << false;
    }

    void binary()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, binary);
        QCOMPARE(looksBinary(bytes), binary);
    }

    void hex()
    {
        QCOMPARE(hexDump("0123abcd\n"), u"00000000  30 31 32 33 61 62 63 64  |0123abcd|\n"
                                        "00000008  0a                       |.|"_s);
        QVERIFY(hexDump({}).isEmpty());
    }

    void preparedTextIsSafe()
    {
        const PreparedText text =
            prepareText(u"a\tb\r\nc\x1b[0m\0d\u202e\u2028"_s + QChar(0xd800), TextForm::Plain);
        QVERIFY(text.text.startsWith(u"a    b\nc·[0m"));
        for (const QChar c : text.text)
            QVERIFY(c == u'\n' || c.isPrint() || c.isSurrogate());
        QCOMPARE(text.lines.size(), std::size_t(2));
        QCOMPARE(prepareText({}, TextForm::Json).lines.size(), std::size_t(1));
    }

    void jsonIsColoured()
    {
        const PreparedText text =
            prepareText(u"{\"k\": [\"v\", -1.5e3, null, \"\\\"\"]}"_s, TextForm::Json);
        QStringList seen;
        for (const auto &span : text.spans) {
            const auto role = span.role == Role::Accent   ? u"key"_s
                              : span.role == Role::Passed ? u"text"_s
                                                          : u"other"_s;
            seen.append(role + u' ' + text.text.sliced(span.start, span.length));
        }
        QCOMPARE(seen, QStringList({u"key \"k\""_s, u"text \"v\""_s, u"other -1.5e3"_s,
                                    u"other null"_s, u"text \"\\\"\""_s}));
    }

    void aCaretByKeyboard()
    {
        ThemeManager themes(*qApp);
        TextLinesView view(u"text"_s, themes);
        view.resize(400, 200);
        view.show();
        PreparedText text = prepareText(u"first line\nsecond\nthird"_s, TextForm::Plain);
        text.lines[1].link = 7;
        view.setText(shared(std::move(text)));
        view.setFocus();
        QSignalSpy activated(&view, &TextLinesView::linkActivated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.caret(), 10);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.caret(), 17); // the line is shorter
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.at(0).at(0).toInt(), 7);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.caret(), 10); // the column was remembered
        QTest::keyClick(&view, Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"first line"_s);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"first line"_s);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectedText(), view.plainText());
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view.caret(), view.plainText().size());
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.caret(), view.plainText().size());
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.charRect(12).center());
        QCOMPARE(activated.size(), 2);
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(face->text(QAccessible::Name), u"text"_s);
        QVERIFY(face->textInterface() != nullptr);
        QCOMPARE(face->textInterface()->text(0, 5), u"first"_s);
        QCOMPARE(face->textInterface()->characterCount(), int(view.plainText().size()));
    }

    void longAndWideLinesWrap()
    {
        ThemeManager themes(*qApp);
        TextLinesView view(u"text"_s, themes);
        view.resize(300, 200);
        view.show();
        view.setText(shared(prepareText(QString(1000, u'x') + u'\n' + QString(500, QChar(0x5b57)) +
                                            u"\n\n"_s + u"😀"_s.repeated(200),
                                        TextForm::Plain)));
        QVERIFY(view.rowCount() > 40);
        // Each position is on the row that is painted for it, and no pair is torn.
        for (qsizetype i = 0; i < view.plainText().size(); i += 7) {
            const QRect rect = view.charRect(i);
            QVERIFY(rect.left() >= 0 && rect.right() <= view.width());
        }
        const int before = view.rowCount();
        view.resize(600, 200);
        QTRY_VERIFY(view.rowCount() < before);
        view.setText(nullptr);
        QCOMPARE(view.rowCount(), 0);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {20, 20});
        QVERIFY(view.selectedText().isEmpty());
    }

    void hostileBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("note");
        QTest::newRow("10 MB on one line")
            << QByteArray(10'000'000, 'x') << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of JSON on one line")
            << "[" + QByteArray("{\"k\":\"v\"},").repeated(1'000'000) + "1]"
            << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of lines")
            << QByteArray(10'000'000, '\n') << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of zeros")
            << QByteArray(10'000'000, '\0') << u"binary · the first 1.05 MB are shown"_s;
        QTest::newRow("not UTF-8")
            << QByteArray("a lot of text that is fine \xff\xfe") << u"not everything is UTF-8"_s;
        QTest::newRow("empty") << QByteArray() << QString();
    }

    void hostileBodies()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, note);
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        view.resize(380, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy shown(&view, &BodyView::shown);
        view.setSource(bytesSource(u"a"_s, body, u"application/json"_s));
        QTRY_COMPARE(shown.size(), 1);
        QCOMPARE(view.note(), note);
        view.setSource(bytesSource(u"a"_s, body, u"application/json"_s)); // the same: nothing to do
        QVERIFY(!view.isBusy());
        view.view().setCaret(view.view().plainText().size());
        (void)view.grab();
        if (note.contains(u"first"))
            view.showAll();
        else
            view.setSource(bytesSource(u"b"_s, body, {}));
        QTRY_COMPARE(shown.size(), 2);
        (void)view.grab();
        QVERIFY(note.isEmpty() || view.view().plainText().size() >= body.size() / 8);
    }

    void whatIsShownNextReplacesWhatIsMade()
    {
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        QSignalSpy shown(&view, &BodyView::shown);
        const QByteArray big(10'000'000, 'x');
        for (int i = 0; i < 20; ++i)
            view.setSource(bytesSource(u"big %1"_s.arg(i), big, {}));
        view.setSource(textSource(u"small"_s, u"small"_s, TextForm::Plain));
        QTRY_COMPARE(view.view().plainText(), u"small"_s);
        QCOMPARE(shown.size(), 1);
        view.setSource(BodySource());
        QTRY_COMPARE(view.view().plainText(), QString());
        for (int i = 0; i < 3; ++i) { // destroyed while it works
            BodyView gone(u"body"_s, themes);
            gone.setSource(bytesSource(u"big"_s, big, {}));
        }
    }

    void filesAreReadAndSaved()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"made.bin"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3'000'000, 'z'));
        file.close();
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        QSignalSpy said(&view, &BodyView::said);
        QSignalSpy failed(&view, &BodyView::failed);
        view.setSource(fileSource(path, u"text/plain"_s));
        QTRY_COMPARE(view.note(), u"the first 1.05 MB are shown"_s);
        view.save(folder.filePath(u"copy.bin"_s));
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(QFileInfo(folder.filePath(u"copy.bin"_s)).size(), 3'000'000);
        view.save(u"/nowhere/at/all"_s);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(QFile::remove(path));
        view.save(folder.filePath(u"again.bin"_s)); // deleted meanwhile
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(!QFile::exists(folder.filePath(u"again.bin"_s)));
        view.setSource(fileSource(u"/dev/zero"_s, {}));
        QTRY_VERIFY(view.view().plainText().contains(u"/dev/zero cannot be read"));
        view.copyAll();
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestInspectorText)
#include "tst_inspector_text.moc"
