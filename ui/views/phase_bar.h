// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace assay::ui {

/// Where the time of an exchange went: its phases as parts of one bar, and in words above it.
class PhaseBar : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseBar(const ThemeManager &themes, QWidget *parent = nullptr);
    void setTimings(const std::vector<model::Exchange::Timing> &timings);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ThemeManager &m_themes;
    std::vector<model::Exchange::Timing> m_timings;
    QString m_words;
    base::Nanoseconds m_sum{};
};

/// How far a run is: a bar in the colours of the outcomes.
class OutcomeBar : public QWidget
{
    Q_OBJECT
public:
    explicit OutcomeBar(const ThemeManager &themes, QWidget *parent = nullptr);
    struct Parts
    {
        int passed = 0;
        int flaky = 0;
        int bad = 0;
        int other = 0; ///< skipped, aborted, quarantined
        int total = 0;
        friend bool operator==(const Parts &, const Parts &) = default;
    };
    void setParts(const Parts &parts);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ThemeManager &m_themes;
    Parts m_parts;
};

} // namespace assay::ui
