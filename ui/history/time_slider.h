// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/replay_player.h"
#include "ui/theme/theme.h"

#include <QSlider>

class QComboBox;
class QLabel;
class QPushButton;

namespace assay::ui {

/// Where a replay stands in its run, with a mark where a case failed. A click jumps there; Left and
/// Right move by a hundredth, Page by a tenth, Home and End to the ends. Main thread.
class TimeSlider : public QSlider
{
    Q_OBJECT
public:
    static constexpr int kSteps = 100'000;

    TimeSlider(const ThemeManager &themes, QWidget *parent = nullptr);
    void setMarks(const std::vector<base::Nanoseconds> &marks, base::Nanoseconds length);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] double xOf(double share) const;
    void jump(double x);

    const ThemeManager &m_themes;
    std::vector<double> m_marks; ///< shares of the length, from 0 to 1, thinned out
};

/// The line of a replay: play, speed, slider, time. Space plays and pauses, comma and full stop
/// step by one event. Main thread.
class ReplayBar : public QWidget
{
    Q_OBJECT
public:
    ReplayBar(ReplayPlayer &player, const ThemeManager &themes, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();

    ReplayPlayer &m_player;
    QPushButton *m_play;
    std::vector<QPushButton *> m_speeds;
    TimeSlider *m_slider;
    QLabel *m_time;
};

} // namespace assay::ui
