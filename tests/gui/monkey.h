// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_bench.h"

#include <QMap>
#include <QRandomGenerator>

namespace assay::ui::test {

/// Does at random what people and machines may do to a window. What would leave the bench is kept
/// from it: dialogs for files are closed, addresses are not opened, and the window does not close.
/// ASSAY_MONKEY_TRACE=1 prints each act before it is done.
class Monkey : public QObject
{
    Q_OBJECT
public:
    /// `files` is the folder of the workspace, in which it may do anything.
    Monkey(WindowBench &bench, QString files, quint32 seed);
    ~Monkey() override;

    void act(); ///< one
    /// Closes what stands open, ends what runs and lets the window close again.
    void end();
    struct Tally
    {
        int count = 0;
        qint64 spent = 0; ///< ms
    };
    /// How often it did what, and what that took.
    [[nodiscard]] const QMap<QString, Tally> &done() const { return m_done; }
    [[nodiscard]] int closings() const { return m_closings; }

public Q_SLOTS:
    void swallowUrl(const QUrl &) {}

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Act
    {
        const char *name;
        int weight;
        void (Monkey::*run)();
    };
    static const std::vector<Act> &acts();

    void key();
    void type();
    void click();
    void doubleClick();
    void contextMenu();
    void drag();
    void wheel();
    void hover();
    void resize();
    void command();
    void theme();
    void file();
    void run();
    void workspace();
    void pastRun();
    void settle();

    void note(const QString &what) const;
    void closeDialogs();
    [[nodiscard]] int below(int bound) { return int(m_random.bounded(quint32(bound))); }
    [[nodiscard]] QWidget *anyWidget();
    [[nodiscard]] QPoint anyPoint(const QWidget &widget);
    [[nodiscard]] Qt::KeyboardModifiers anyModifiers();

    WindowBench &m_bench;
    QString m_files;
    QRandomGenerator m_random;
    QMap<QString, Tally> m_done;
    int m_closings = 0;
    bool m_traces = false;
    bool m_ended = false;
};

} // namespace assay::ui::test
