// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"
#include "ui/editor/editors.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTextBlock>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <unistd.h>

// Typing in a suite of 5000 lines while the loader looks at every text: from the time at which a
// key was due to the end of the painting that shows it. A QPlainTextEdit with the same text, which
// knows nothing of suites, is beside it.
//     QT_QPA_PLATFORM=offscreen build/release/bench/bench_typing
using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 5000;
constexpr int kKeys = 600;
constexpr double kFrameMs = 16;
constexpr double kEveryMs = 40; ///< a fast typist, 25 keys a second

/// Tells when a widget has been painted.
class PaintWatch : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool handled = QApplication::notify(receiver, event);
        if (receiver == watched && event->type() == QEvent::Paint)
            painted = true;
        return handled;
    }
    const QObject *watched = nullptr;
    bool painted = false;
};

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

QByteArray longSuite()
{
    QByteArray text =
        "suite: Long\nconfig: { parallel: 4 }\nvars: { base: \"http://x\" }\ncases:\n";
    for (int i = 0; text.count('\n') < kLines; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += "  - case: number " + number + "\n    tags: [smoke, n" + number +
                "]\n    steps:\n      - http: { GET: \"${base}/texts/" + number +
                "\" }\n        expect: { status: 200, json: { $.id: { matches: uuid } } }\n"
                "        capture: { id: $.id }\n"
                "      - http: { GET: \"${base}/${id}\" }\n        expect: { status: 200 }\n";
    }
    return text;
}

/// What a person types below a case: a key that is none, then a good one.
QString typed(int i)
{
    static const QString kText = u"# a note about it\ntgas: [api]\n"_s;
    return kText.mid(i % kText.size(), 1);
}

/// Milliseconds from when each key was due to when it was on the screen.
std::vector<double> type(PaintWatch &app, QWidget &target, const QWidget &painted)
{
    app.watched = &painted;
    std::vector<double> latencies;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < kKeys; ++i) {
        const double due = i * kEveryMs;
        while (milliseconds(clock) < due) { // what comes from workers is taken in meanwhile
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            ::usleep(200);
        }
        app.painted = false;
        const QString text = typed(i);
        const int key = text == u"\n" ? int(Qt::Key_Return) : int(text[0].toUpper().unicode());
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text == u"\n" ? u"\r"_s : text);
        QApplication::sendEvent(&target, &press);
        while (!app.painted && milliseconds(clock) < due + 5000)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        latencies.push_back(milliseconds(clock) - due);
    }
    return latencies;
}

void print(const char *name, const std::vector<double> &latencies)
{
    std::printf("%s: p50 %.2f ms, p99 %.2f ms, most %.2f ms of %zu keys\n", name,
                percentile(latencies, 0.5), percentile(latencies, 0.99), percentile(latencies, 1),
                latencies.size());
}

} // namespace

int main(int argc, char **argv)
{
    PaintWatch app(argc, argv);
    QTemporaryDir root;
    const QString folder = QFileInfo(root.path()).canonicalFilePath();
    const QByteArray text = longSuite();
    QFile file(folder + u"/long.yaml"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return 1;
    file.close();

    ThemeManager themes(app);
    QTemporaryDir state;
    Editors editors(EditorServices::of(folder), themes, state.path());
    QWidget window;
    window.resize(1000, 800);
    EditorView *view = editors.makeView(folder + u"/long.yaml"_s, &window);
    view->resize(window.size());
    editors.setCurrent(view);
    window.show();
    QElapsedTimer since;
    std::vector<double> checks;
    std::size_t mistakes = 0;
    QObject::connect(&editors, &Editors::diagnosed, &app, [&](EditorView *) {
        checks.push_back(since.isValid() ? milliseconds(since) : 0);
        mistakes = std::max(mistakes, view->diagnostics().size());
    });
    while (!view->document().isLoaded())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    const QByteArrayView before(text);
    const qsizetype middle = before.indexOf("    tags:", before.size() / 2);
    view->editor().setFocus();
    view->editor().setOffset(QString::fromUtf8(before.first(middle)).size() + 4);
    QObject::connect(view, &EditorView::textChanged, &app, [&] { since.start(); });
    const std::vector<double> ours = type(app, view->editor(), *view->editor().viewport());
    const std::size_t during = checks.size();
    QElapsedTimer rest;
    rest.start();
    while (checks.size() == during && milliseconds(rest) < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);

    QPlainTextEdit plain;
    plain.resize(1000, 800);
    plain.setPlainText(QString::fromUtf8(text));
    plain.show();
    plain.setFocus();
    QTextCursor cursor(plain.document()->findBlockByNumber(kLines / 2));
    plain.setTextCursor(cursor);
    const std::vector<double> peer = type(app, plain, *plain.viewport());

    std::printf("%d lines; diagnosed %zu times while typing, at most %zu mistakes; a look at the "
                "whole text took %.0f ms after the last key\n",
                kLines, during, mistakes, checks.empty() ? 0.0 : checks.back());
    print("editor", ours);
    print("QPlainTextEdit", peer);
    if (checks.empty())
        std::printf("nothing was diagnosed\n");
    bench::reportBound(u"key to painted, p50"_s, percentile(ours, 0.5), u"ms"_s, kFrameMs);
    bench::reportBound(u"key to painted, p99"_s, percentile(ours, 0.99), u"ms"_s, kFrameMs);
    return checks.empty() ? 1 : bench::verdict();
}
