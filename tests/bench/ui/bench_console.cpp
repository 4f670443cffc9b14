// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"
#include "ui/console/console_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unistd.h>

// The console at 5 million lines against what the same machine does with the bare bytes.
//     QT_QPA_PLATFORM=offscreen build/release/bench/bench_console [folder]
using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 5'000'000;
constexpr int kBatch = 20'000;
constexpr int kPlainLines = 500'000; ///< with more QPlainTextEdit takes minutes
constexpr double kFrameMs = 16;

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Of this thread alone: on a busy machine the wall's clock tells of the others.
double cpuMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Beats
{
    std::vector<double> wall; ///< milliseconds
    std::vector<double> cpu;  ///< milliseconds of this thread
};

double percentile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// "10.021 POST /v1/texts/7c1e04/summary 200 in 412 ms, worker 3": about what a service says.
QString textOf(int i)
{
    return u"POST /v1/texts/%1/summary 200 in %2 ms, worker %3, breaker closed, queue %4 of 64"_s
        .arg(i, 8, 16, QChar(u'0'))
        .arg(i % 997)
        .arg(i % 8)
        .arg(i % 61);
}

std::vector<ConsoleLine> batch(int first)
{
    std::vector<ConsoleLine> lines;
    lines.reserve(kBatch);
    for (int i = first; i < first + kBatch; ++i) {
        ConsoleLine line;
        line.at = std::chrono::microseconds(i);
        line.level = i % 100 == 0 ? events::LogLevel::Error : events::LogLevel::Info;
        line.kind = LogKind::Service;
        line.source = u"api"_s;
        line.text = textOf(i);
        line.event = static_cast<std::uint64_t>(i) + 1;
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Until the model has nothing to do; the longest that the event loop was busy meanwhile.
double settle(LogModel &model)
{
    double longest = 0;
    while (model.isBusy()) {
        QElapsedTimer beat;
        beat.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        longest = std::max(longest, milliseconds(beat));
        ::usleep(200);
    }
    return longest;
}

double bestSearch(LogModel &model, const LogText &text, std::size_t expected)
{
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        model.setSearch({});
        QElapsedTimer timer;
        timer.start();
        model.setSearch(text);
        settle(model);
        best = std::min(best, milliseconds(timer));
        if (model.hits().size() != expected)
            std::printf("found %zu of %zu\n", model.hits().size(), expected);
    }
    return best;
}

/// The needle in all the bytes by memmem, block by block from the page cache: nothing is faster
/// that reads them once.
double floorSearch(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    QElapsedTimer timer;
    timer.start();
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    std::size_t found = 0;
    for (qint64 got = file.read(block.data(), block.size()); got > 0;
         got = file.read(block.data(), block.size())) {
        const char *at = block.constData();
        const char *const end = at + got;
        constexpr char kNeedle[] = "004c4b3f/summary";
        while (const void *hit =
                   ::memmem(at, static_cast<std::size_t>(end - at), kNeedle, sizeof kNeedle - 1)) {
            ++found;
            at = static_cast<const char *>(hit) + 1;
        }
    }
    const double took = milliseconds(timer);
    return found > 0 ? took : took + 1e-9;
}

Beats scroll(QAbstractScrollArea &view, int frames)
{
    Beats times;
    QScrollBar &bar = *view.verticalScrollBar();
    quint32 random = 1;
    for (int i = 0; i < frames; ++i) {
        random = random * 1664525 + 1013904223;
        // Lines, pages and jumps to anywhere.
        const int step = i % 3 == 0 ? 3 : 40;
        const int to = i % 10 == 9 ? static_cast<int>(random / 4294967296.0 * bar.maximum())
                                   : bar.value() + (i / 100 % 2 == 0 ? step : -step);
        QElapsedTimer timer;
        timer.start();
        const double cpu = cpuMilliseconds();
        bar.setValue(to);
        view.viewport()->repaint();
        times.wall.push_back(milliseconds(timer));
        times.cpu.push_back(cpuMilliseconds() - cpu);
    }
    return times;
}

void garbage(LogModel &model, ConsoleView &view)
{
    // 100 MB/s of bytes that are no text, as lines of at most 16 KiB, for five seconds.
    std::vector<QString> texts;
    quint32 random = 5;
    for (int i = 0; i < 200; ++i) {
        QByteArray bytes;
        while (bytes.size() < 16'000) {
            random = random * 1664525 + 1013904223;
            bytes.append(static_cast<char>(random >> 24));
        }
        texts.push_back(QString::fromUtf8(bytes.replace('\n', ' ')));
    }
    Beats beats;
    QElapsedTimer whole;
    whole.start();
    qint64 sent = 0;
    std::size_t next = 0;
    const double before = residentMegabytes();
    double most = before;
    while (whole.elapsed() < 5000) {
        QElapsedTimer beat;
        beat.start();
        const double cpu = cpuMilliseconds();
        std::vector<ConsoleLine> lines;
        while (sent < whole.elapsed() * 100'000) {
            ConsoleLine line;
            line.kind = LogKind::Service;
            line.source = u"noise"_s;
            line.text = texts[next++ % texts.size()];
            sent += 16'000;
            lines.push_back(std::move(line));
        }
        if (!lines.empty())
            model.append(std::move(lines));
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        beats.wall.push_back(milliseconds(beat));
        beats.cpu.push_back(cpuMilliseconds() - cpu);
        most = std::max(most, residentMegabytes());
        if (beat.elapsed() < 2)
            ::usleep(1000);
    }
    settle(model);
    bench::reportBound(u"100 MB/s of garbage: main thread p99.9"_s, percentile(beats.wall, 0.999),
                       u"ms"_s, kFrameMs);
    std::printf("  p50 %.2f ms, p99 %.2f ms, longest %.2f ms (of its own p99.9 %.2f ms); %.1f MB/s "
                "taken, %llu lines, %llu "
                "dropped\n",
                percentile(beats.wall, 0.5), percentile(beats.wall, 0.99),
                percentile(beats.wall, 1), percentile(beats.cpu, 0.999),
                static_cast<double>(sent) / 1e6 / 5.0,
                static_cast<unsigned long long>(model.lineCount()),
                static_cast<unsigned long long>(model.dropped()));
    bench::reportBound(u"100 MB/s of garbage: memory more than before"_s, most - before, u"MB"_s,
                       200);
    const Beats frames = scroll(view, 500);
    std::printf("scroll over garbage: p50 %.2f ms, p99 of its own %.2f ms\n",
                percentile(frames.wall, 0.5), percentile(frames.cpu, 0.99));
    bench::reportBound(u"scroll over garbage p99"_s, percentile(frames.wall, 0.99), u"ms"_s,
                       kFrameMs);
}

void plainText()
{
    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setUndoRedoEnabled(false);
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.resize(1200, 800);
    edit.show();
    const double before = residentMegabytes();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kPlainLines; i += kBatch) {
        QString text;
        for (int line = i; line < i + kBatch; ++line)
            text += textOf(line) + u'\n';
        edit.appendPlainText(text);
    }
    const double took = milliseconds(timer);
    const Beats frames = scroll(edit, 500);
    timer.restart();
    edit.moveCursor(QTextCursor::Start);
    const bool found = edit.find(u"worker 9"_s); // is nowhere
    std::printf(
        "QPlainTextEdit, %d lines: appended %.2f million/s, %.0f MB per million, scroll p99 "
        "%.2f ms, search all %.0f ms%s\n",
        kPlainLines, kPlainLines / took / 1000, (residentMegabytes() - before) * 1e6 / kPlainLines,
        percentile(frames.wall, 0.99), milliseconds(timer), found ? "?" : "");
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    ThemeManager themes(application);
    themes.setMode(ThemeMode::Dark);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : LogStore::defaultFolder();

    LogModel model(nullptr, folder);
    ConsoleView view(model, themes);
    view.resize(1200, 800);
    view.show();

    QString path;
    QTemporaryDir bytes(folder + u"/bench-XXXXXX"_s);
    {
        QFile file(bytes.filePath(u"floor"_s));
        if (!file.open(QIODevice::WriteOnly))
            return 2;
        for (int i = 0; i < kLines; ++i)
            file.write(textOf(i).toUtf8() + '\n');
        path = file.fileName();
    }

    const double before = residentMegabytes();
    std::vector<double> beats;
    double busy = 0;
    for (int i = 0; i < kLines; i += kBatch) {
        std::vector<ConsoleLine> lines = batch(i);
        QElapsedTimer beat;
        beat.start();
        model.append(std::move(lines));
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        beats.push_back(milliseconds(beat));
        QElapsedTimer timer;
        timer.start();
        settle(model);
        busy += milliseconds(beat);
    }
    std::printf("%d lines appended: %.2f million lines/s, %.0f MB/s; main thread p99 %.2f ms\n",
                kLines, kLines / busy / 1000, static_cast<double>(QFile(path).size()) / 1000 / busy,
                percentile(beats, 0.99));
    bench::reportBound(u"memory per million lines"_s,
                       (residentMegabytes() - before) / (kLines / 1e6), u"MB"_s, 32);
    if (model.rowCount() != kLines || model.dropped() != 0)
        std::printf("%d rows, %llu dropped\n", model.rowCount(),
                    static_cast<unsigned long long>(model.dropped()));

    double floor = floorSearch(path);
    for (int i = 0; i < 2; ++i)
        floor = std::min(floor, floorSearch(path));
    constexpr double kSecond = 1000;
    const auto search = [&](const char *name, const LogText &text, std::size_t hits) {
        const double took = bestSearch(model, text, hits);
        bench::reportBound(QString::fromLatin1(name), took, u"ms"_s, kSecond);
        std::printf("  the floor, memmem over the same bytes: %.0f ms -> %.2fx\n", floor,
                    took / floor);
    };
    search("search all, plain, one hit", {u"004c4b3f/summary"_s, true, false}, 1);
    search("search all, any case, one hit", {u"004C4B3F/Summary"_s, false, false}, 1);
    search("search all, plain, a hit in eight", {u"worker 3"_s, true, false}, kLines / 8);
    search("search all, plain, a hit in every line", {u"breaker"_s, true, false}, kLines);
    search("search all, pattern with a literal", {u"4c4b3f/\\w+ 200"_s, true, true}, 1);
    search("search all, pattern without", {u"[q][u][e][u][e] [6]\\d"_s, true, true}, kLines / 61);
    model.setSearch({});

    LogFilter errors;
    errors.level = events::LogLevel::Error;
    QElapsedTimer timer;
    timer.start();
    model.setFilter(errors);
    const double longest = settle(model);
    bench::reportBound(u"filter by level"_s, milliseconds(timer), u"ms"_s, kSecond);
    bench::reportBound(u"  main thread at the longest"_s, longest, u"ms"_s, kFrameMs);
    model.setFilter({});
    settle(model);

    view.setFollowing(false);
    model.setSearch({u"worker 3"_s, false, false}); // with marks to paint
    settle(model);
    const Beats frames = scroll(view, 3000);
    std::printf("scroll over %d lines: p50 %.2f ms, longest %.2f ms, p99 of its own %.2f ms\n",
                kLines, percentile(frames.wall, 0.5), percentile(frames.wall, 1),
                percentile(frames.cpu, 0.99));
    bench::reportBound(u"scroll p99"_s, percentile(frames.wall, 0.99), u"ms"_s, kFrameMs);
    model.setSearch({});
    view.setFollowing(true);

    garbage(model, view);
    plainText();
    return bench::verdict();
}
