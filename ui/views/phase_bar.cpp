// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/phase_bar.h"

#include <QPainter>
#include <QPainterPath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWordsHeight = 17;
constexpr int kBarHeight = 14;
/// A part that is so wide has room for its name.
constexpr double kNamedShare = 0.5;

Role roleOfPhase(const QString &phase)
{
    if (phase == u"wait")
        return Role::Accent;
    if (phase == u"receive")
        return Role::Passed;
    if (phase == u"tls")
        return Role::Fault;
    return phase == u"send" ? Role::Flaky : Role::Skipped;
}

/// What the time of a phase is spent with, in a few words.
QString longName(const QString &phase)
{
    if (phase == u"wait")
        return PhaseBar::tr("waiting for the first byte");
    if (phase == u"receive")
        return PhaseBar::tr("receiving the answer");
    return phase == u"send" ? PhaseBar::tr("sending the request") : phase;
}

} // namespace

PhaseBar::PhaseBar(const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    setFixedHeight(kWordsHeight + kBarHeight + 3);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void PhaseBar::setTimings(const std::vector<model::Exchange::Timing> &timings)
{
    m_timings = timings;
    QStringList words;
    for (const auto &timing : m_timings) {
        if (timing.duration.count() > 0)
            words.append(u"%1 %2"_s.arg(timing.phase, base::durationText(timing.duration)));
    }
    m_words = words.join(u" · "_s);
    m_sum = {};
    for (const auto &timing : m_timings)
        m_sum += timing.duration;
    setToolTip(m_words);
    setAccessibleDescription(m_words);
    setVisible(!words.isEmpty());
    update();
}

void PhaseBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.setFont(smallFont());
    painter.setPen(theme.ink(Role::Muted));
    painter.drawText(QRect(0, 0, width(), kWordsHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideRight, width()));
    if (m_sum.count() <= 0)
        return;
    double x = 0;
    for (const auto &timing : m_timings) {
        const double share =
            static_cast<double>(timing.duration.count()) / static_cast<double>(m_sum.count());
        const QRectF part(x, kWordsHeight + 1, width() * share, kBarHeight);
        painter.fillRect(part, theme.fill(roleOfPhase(timing.phase)));
        if (share > kNamedShare) {
            painter.setPen(theme.ink(Role::OnAccent));
            painter.drawText(part.adjusted(8, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             longName(timing.phase));
        }
        x += part.width();
    }
}

OutcomeBar::OutcomeBar(const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    setFixedSize(216, 18);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void OutcomeBar::setParts(const Parts &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    setToolTip(tr("%1 passed, %2 flaky, %3 failed, %4 skipped or stopped, of %5")
                   .arg(parts.passed)
                   .arg(parts.flaky)
                   .arg(parts.bad)
                   .arg(parts.other)
                   .arg(parts.total));
    setAccessibleDescription(toolTip());
    update();
}

void OutcomeBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, height() / 2.0 - 2.5, width(), 5);
    QPainterPath round;
    round.addRoundedRect(bar, 2.5, 2.5);
    painter.fillPath(round, theme.fill(Role::Line));
    if (m_parts.total <= 0)
        return;
    painter.setClipPath(round);
    double x = 0;
    const auto part = [&](int count, Role role) {
        const double w = width() * double(count) / m_parts.total;
        painter.fillRect(QRectF(x, bar.top(), w, bar.height()), theme.fill(role));
        x += w;
    };
    part(m_parts.passed - m_parts.flaky, Role::Passed);
    part(m_parts.flaky, Role::Flaky);
    part(m_parts.bad, Role::Failed);
    part(m_parts.other, Role::Skipped);
}

} // namespace assay::ui
