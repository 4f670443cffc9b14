// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/monkey.h"

#include "ui/window/shell.h"

#include <QDesktopServices>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QWheelEvent>

#include <numeric>

namespace assay::ui::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList kSchemes{u"http"_s, u"https"_s, u"file"_s, u"mailto"_s};

const std::vector<Qt::Key> kKeys{
    Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Down,   Qt::Key_Up,       Qt::Key_Left,
    Qt::Key_Right,  Qt::Key_Return,  Qt::Key_Escape, Qt::Key_Space,    Qt::Key_Backspace,
    Qt::Key_Delete, Qt::Key_Home,    Qt::Key_End,    Qt::Key_PageDown, Qt::Key_PageUp,
    Qt::Key_Plus,   Qt::Key_Minus,   Qt::Key_Menu,   Qt::Key_F1,       Qt::Key_F2,
    Qt::Key_F3,     Qt::Key_F4,      Qt::Key_F5,     Qt::Key_F6,       Qt::Key_F10};

const QStringList kTexts{u"status:failed"_s,
                         u"tag:db slow:>2s"_s,
                         u"("_s,
                         u"\"unclosed"_s,
                         u"status:nonsense name:"_s,
                         u"a"_s,
                         u"[x"_s,
                         u"99999999999999999999"_s,
                         QString::fromUtf8("Ä\xF0\x9F\x98\x80\xE2\x80\xAE\t"),
                         u"case"_s};

} // namespace

const std::vector<Monkey::Act> &Monkey::acts()
{
    static const std::vector<Act> kActs{
        {"key", 20, &Monkey::key},         {"type", 4, &Monkey::type},
        {"click", 20, &Monkey::click},     {"double click", 4, &Monkey::doubleClick},
        {"menu", 3, &Monkey::contextMenu}, {"drag", 8, &Monkey::drag},
        {"wheel", 8, &Monkey::wheel},      {"hover", 4, &Monkey::hover},
        {"resize", 3, &Monkey::resize},    {"command", 20, &Monkey::command},
        {"theme", 1, &Monkey::theme},      {"file", 3, &Monkey::file},
        {"run", 4, &Monkey::run},          {"workspace", 1, &Monkey::workspace},
        {"past run", 1, &Monkey::pastRun}, {"settle", 6, &Monkey::settle}};
    return kActs;
}

Monkey::Monkey(WindowBench &bench, QString files, quint32 seed)
    : m_bench(bench)
    , m_files(std::move(files))
    , m_random(seed)
    , m_traces(qEnvironmentVariableIsSet("ASSAY_MONKEY_TRACE"))
{
    m_bench.window->installEventFilter(this);
    for (const QString &scheme : kSchemes)
        QDesktopServices::setUrlHandler(scheme, this, "swallowUrl");
}

Monkey::~Monkey()
{
    for (const QString &scheme : kSchemes)
        QDesktopServices::unsetUrlHandler(scheme);
}

bool Monkey::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_bench.window.get() && event->type() == QEvent::Close && !m_ended) {
        ++m_closings;
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void Monkey::note(const QString &what) const
{
    if (m_traces)
        qInfo("%s", qPrintable(what));
}

void Monkey::act()
{
    int total = 0;
    for (const Act &act : acts())
        total += act.weight;
    int at = below(total);
    for (const Act &act : acts()) {
        at -= act.weight;
        if (at >= 0)
            continue;
        note(QString::fromLatin1(act.name));
        QElapsedTimer timer;
        timer.start();
        (this->*act.run)();
        Tally &tally = m_done[QString::fromLatin1(act.name)];
        ++tally.count;
        tally.spent += timer.elapsed();
        break;
    }
    closeDialogs();
}

/// Those for files at once; others may stay for a while, since people type into them.
void Monkey::closeDialogs()
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (auto *dialog = qobject_cast<QFileDialog *>(top); dialog != nullptr)
            dialog->reject();
    }
    if (QWidget *modal = QApplication::activeModalWidget(); modal != nullptr && below(6) == 0)
        modal->close();
    if (QWidget *popup = QApplication::activePopupWidget(); popup != nullptr && below(4) == 0)
        popup->close();
}

QWidget *Monkey::anyWidget()
{
    QWidgetList tops;
    if (QWidget *popup = QApplication::activePopupWidget())
        tops = {popup};
    else if (QWidget *modal = QApplication::activeModalWidget())
        tops = {modal};
    else {
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (top->isVisible())
                tops.append(top);
        }
    }
    QWidgetList all;
    for (QWidget *top : tops) {
        all.append(top);
        for (QWidget *child : top->findChildren<QWidget *>()) {
            if (child->isVisible() && child->window() == top && !child->size().isEmpty())
                all.append(child);
        }
    }
    return all.isEmpty() ? m_bench.window.get() : all.at(below(int(all.size())));
}

QPoint Monkey::anyPoint(const QWidget &widget)
{
    return {below(std::max(1, widget.width())), below(std::max(1, widget.height()))};
}

Qt::KeyboardModifiers Monkey::anyModifiers()
{
    switch (below(8)) {
    case 0:
        return Qt::ControlModifier;
    case 1:
        return Qt::ShiftModifier;
    case 2:
        return Qt::AltModifier;
    default:
        return {};
    }
}

void Monkey::key()
{
    QWidget *focus = QApplication::focusWidget();
    QWidget *at = focus != nullptr && below(4) > 0 ? focus : anyWidget();
    const Qt::Key key = kKeys[std::size_t(below(int(kKeys.size())))];
    const Qt::KeyboardModifiers modifiers = anyModifiers();
    note(u"  %1 of %2: %3"_s.arg(at->objectName(),
                                 QString::fromLatin1(at->metaObject()->className()),
                                 QKeySequence(QKeyCombination(modifiers, key)).toString()));
    QTest::keyClick(at, key, modifiers);
}

void Monkey::type()
{
    const QString text = kTexts.at(below(int(kTexts.size())));
    note(u"  "_s + text);
    for (const QChar character : text) { // as an input method does: they are keys of no keyboard
        QWidget *focus = QApplication::focusWidget();
        QTest::sendKeyEvent(QTest::Click, focus != nullptr ? focus : m_bench.window.get(),
                            Qt::Key_unknown, QString(character), {});
    }
}

void Monkey::click()
{
    QWidget *at = anyWidget();
    note(u"  %1 %2"_s.arg(QString::fromLatin1(at->metaObject()->className()), at->objectName()));
    QTest::mouseClick(at, below(8) == 0 ? Qt::MiddleButton : Qt::LeftButton, anyModifiers(),
                      anyPoint(*at));
}

void Monkey::doubleClick()
{
    QWidget *at = anyWidget();
    note(u"  %1 %2"_s.arg(QString::fromLatin1(at->metaObject()->className()), at->objectName()));
    QTest::mouseDClick(at, Qt::LeftButton, anyModifiers(), anyPoint(*at));
}

void Monkey::contextMenu()
{
    QWidget *at = anyWidget();
    note(u"  %1 %2"_s.arg(QString::fromLatin1(at->metaObject()->className()), at->objectName()));
    const QPoint point = anyPoint(*at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, point, at->mapToGlobal(point));
    QCoreApplication::sendEvent(at, &event);
}

void Monkey::drag()
{
    const QPointer<QWidget> at = anyWidget();
    note(u"  %1 %2"_s.arg(QString::fromLatin1(at->metaObject()->className()), at->objectName()));
    const Qt::KeyboardModifiers modifiers = anyModifiers();
    QPoint point = anyPoint(*at);
    QTest::mousePress(at, Qt::LeftButton, modifiers, point);
    for (int i = 0; i < 4 && at; ++i) {
        point = anyPoint(*at) * 3 / 2 - QPoint(at->width(), at->height()) / 4; // also outside
        QTest::mouseMove(at, point);
    }
    if (at)
        QTest::mouseRelease(at, Qt::LeftButton, modifiers, point);
}

void Monkey::wheel()
{
    QWidget *at = anyWidget();
    const QPoint point = anyPoint(*at);
    QWheelEvent event(point, at->mapToGlobal(point), {}, {0, (below(21) - 10) * 120}, Qt::NoButton,
                      anyModifiers(), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(at, &event);
}

void Monkey::hover()
{
    QWidget *at = anyWidget();
    QTest::mouseMove(at, anyPoint(*at));
}

void Monkey::resize()
{
    m_bench.window->resize(200 + below(1800), 200 + below(1200));
}

void Monkey::command()
{
    const auto &actions = m_bench.window->commands().actions();
    QAction *action = actions[std::size_t(below(int(actions.size())))];
    note(u"  "_s + action->objectName());
    action->trigger();
}

void Monkey::theme()
{
    m_bench.trigger(QStringList{u"theme.light"_s, u"theme.dark"_s, u"theme.system"_s}.at(below(3)));
}

void Monkey::file()
{
    const QString path = m_files + u"/suites/s%1.yaml"_s.arg(below(8));
    QFile file(path);
    switch (below(7)) {
    case 4:
    case 5:
        m_bench.window->shell().editFile(path, below(9), below(9)); // it may not be there
        break;
    case 0:
        QFile::remove(path);
        break;
    case 1:
        QDir().mkpath(path.chopped(5));
        break;
    case 2:
        QDir(path.chopped(5)).removeRecursively();
        break;
    default:
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray(below(4000), char(below(256))));
        break;
    }
}

/// What a run and its machine do: it starts, ends, ends early, is of another size.
void Monkey::run()
{
    FakeControls &controls = *m_bench.controls;
    switch (below(5)) {
    case 0:
        controls.release();
        break;
    case 1:
        m_bench.controller->abort();
        break;
    case 2:
        if (m_bench.isIdle()) { // nobody plays it
            const std::lock_guard lock(controls.mutex);
            controls.released = false;
            controls.hold = below(2) == 0;
            controls.script =
                below(3) == 0 ? bigScript(1 + below(400)) : sampleScript(below(2) == 0);
        }
        break;
    case 3:
        if (m_bench.isIdle()) {
            const std::lock_guard lock(controls.mutex);
            if (controls.refusal)
                controls.refusal.reset();
            else if (below(4) == 0)
                controls.refusal = std::vector<suite::Diagnostic>{
                    {base::Error{u"\"db\" is no service"_s, {}}, {}, {}}};
        }
        break;
    default:
        m_bench.trigger(u"run.all");
        break;
    }
}

/// The workspace is read anew, smaller or larger, or is another.
void Monkey::workspace()
{
    if (m_bench.isIdle()) {
        const std::lock_guard lock(m_bench.controls->mutex);
        const QString folder = m_bench.controls->content.folder;
        m_bench.controls->content = below(2) == 0 ? bigContent(1 + below(300)) : sampleContent();
        m_bench.controls->content.folder = folder;
    }
    if (below(3) == 0)
        m_bench.controller->openWorkspace(m_files);
    else
        m_bench.controller->reload();
}

void Monkey::pastRun()
{
    if (!m_bench.controls->history)
        return;
    const auto runs = m_bench.controls->history->runs({});
    if (!runs || runs->empty())
        return;
    for (int i = 0; i < 3; ++i)
        m_bench.trigger(u"page.close"); // else there are hundreds in the end
    m_bench.window->shell().showRun((*runs)[std::size_t(below(int(runs->size())))].id);
}

void Monkey::settle()
{
    QTest::qWait(below(4)); // lets workers and frames in; nothing is awaited
}

void Monkey::end()
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    while (QWidget *modal = QApplication::activeModalWidget())
        modal->close();
    m_bench.controls->release();
    m_bench.controller->abort();
    m_ended = true;
}

} // namespace assay::ui::test
