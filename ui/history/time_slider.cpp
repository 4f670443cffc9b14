// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/time_slider.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMargin = 8;
constexpr double kKnob = 6;
constexpr int kMostMarks = 1000;

double share(base::Nanoseconds at, base::Nanoseconds length)
{
    return length.count() <= 0
               ? 0
               : static_cast<double>(at.count()) / static_cast<double>(length.count());
}

} // namespace

TimeSlider::TimeSlider(const ThemeManager &themes, QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
    , m_themes(themes)
{
    setObjectName(u"timeSlider"_s);
    setAccessibleName(tr("Time of the run that is shown"));
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    setMinimumSize(120, 26);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void TimeSlider::setMarks(const std::vector<base::Nanoseconds> &marks, base::Nanoseconds length)
{
    m_marks.clear();
    int last = -1;
    for (const base::Nanoseconds mark : marks) {
        const double at = share(mark, length);
        const int place = static_cast<int>(at * kMostMarks);
        if (place != std::exchange(last, place))
            m_marks.push_back(at);
    }
    update();
}

double TimeSlider::xOf(double at) const
{
    return kMargin + at * (width() - 2 * kMargin);
}

void TimeSlider::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double middle = height() / 2.0;
    const double knob = xOf(double(value()) / kSteps);
    const QRectF groove(xOf(0), middle - 2, xOf(1) - xOf(0), 4);
    painter.setBrush(theme.fill(Role::Line));
    painter.drawRoundedRect(groove, 2, 2);
    painter.setBrush(theme.fill(Role::Accent));
    painter.drawRoundedRect(QRectF(groove.left(), groove.top(), knob - groove.left(), 4), 2, 2);
    painter.setBrush(theme.fill(Role::Failed));
    for (const double mark : m_marks)
        painter.drawRect(QRectF(xOf(mark) - 1, middle - 9, 2, 5));
    painter.setBrush(theme.fill(isEnabled() ? Role::Accent : Role::Skipped));
    painter.setPen(QPen(theme.fill(hasFocus() ? Role::Text : Role::Panel), 2));
    painter.drawEllipse(QPointF(knob, middle), kKnob, kKnob);
}

void TimeSlider::jump(double x)
{
    const double at = (x - kMargin) / std::max(1.0, width() - 2 * kMargin);
    setValue(static_cast<int>(std::lround(std::clamp(at, 0.0, 1.0) * kSteps)));
}

void TimeSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        jump(event->position().x());
}

void TimeSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        jump(event->position().x());
}

ReplayBar::ReplayBar(ReplayPlayer &player, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_player(player)
    , m_play(new QPushButton(this))
    , m_slider(new TimeSlider(themes, this))
    , m_time(new QLabel(this))
{
    setObjectName(u"head"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(38);
    m_play->setObjectName(u"playReplay"_s);
    m_play->setFixedWidth(78);
    m_time->setObjectName(u"muted"_s);
    m_time->setMinimumWidth(132);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(8, 4, 10, 4);
    line->setSpacing(6);
    line->addWidget(m_play);
    for (const int speed : ReplayPlayer::kSpeeds) {
        auto *pill = new QPushButton(u"%1×"_s.arg(speed), this);
        pill->setObjectName(u"pill"_s);
        pill->setFont(smallFont());
        pill->setCheckable(true);
        pill->setAutoExclusive(true);
        pill->setAccessibleName(tr("Play %1 times as fast").arg(speed));
        connect(pill, &QPushButton::clicked, this, [this, speed] { m_player.setSpeed(speed); });
        line->addWidget(pill);
        m_speeds.push_back(pill);
    }
    line->addWidget(m_slider, 1);
    line->addWidget(m_time);
    setFocusProxy(m_slider);
    connect(m_play, &QPushButton::clicked, &player, &ReplayPlayer::toggle);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        const auto length = static_cast<double>(m_player.length().count());
        m_player.seek(
            base::Nanoseconds(value == TimeSlider::kSteps
                                  ? m_player.length().count()
                                  : static_cast<qint64>(length * value / TimeSlider::kSteps)));
    });
    connect(&player, &ReplayPlayer::moved, this, &ReplayBar::refresh);
    connect(&player, &ReplayPlayer::playingChanged, this, &ReplayBar::refresh);
    connect(&player, &ReplayPlayer::changed, this, [this] {
        if (m_player.replay())
            m_slider->setMarks(m_player.replay()->failures(), m_player.length());
        refresh();
    });
    refresh();
}

void ReplayBar::refresh()
{
    setEnabled(!m_player.isEmpty());
    const bool playing = m_player.isPlaying();
    m_play->setText(playing ? tr("❚❚ Pause") : tr("▶ Play"));
    m_play->setAccessibleName(playing ? tr("Pause the replay") : tr("Play the run again"));
    for (std::size_t i = 0; i < m_speeds.size(); ++i)
        m_speeds[i]->setChecked(ReplayPlayer::kSpeeds[i] == m_player.speed());
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(
        std::lround(share(m_player.time(), m_player.length()) * TimeSlider::kSteps)));
    m_slider->update();
    m_time->setText(u"%1 / %2"_s.arg(base::durationText(m_player.time()),
                                     base::durationText(m_player.length())));
}

void ReplayBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Space:
        return m_player.toggle();
    case Qt::Key_Comma:
        return m_player.stepEvents(-1);
    case Qt::Key_Period:
        return m_player.stepEvents(1);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace assay::ui
