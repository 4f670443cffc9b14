// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace assay::ui::test {

/// How long the main thread was busy between two turns of its loop; printed, not judged, since
/// other things run on the machine.
class Beats : public QObject
{
public:
    Beats()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (m_since.isValid())
                m_beats.push_back(m_since.nsecsElapsed());
            m_since.start();
        });
        m_timer.start(0);
    }
    /// "p50 0.1, p99 2.0, p99.9 9.1, longest 12.0 ms of 5000 beats".
    [[nodiscard]] QString text()
    {
        std::sort(m_beats.begin(), m_beats.end());
        return QStringLiteral("p50 %1, p99 %2, p99.9 %3, longest %4 ms of %5 beats")
            .arg(at(0.5), 0, 'f', 1)
            .arg(at(0.99), 0, 'f', 1)
            .arg(at(0.999), 0, 'f', 1)
            .arg(at(1), 0, 'f', 1)
            .arg(m_beats.size());
    }

private:
    [[nodiscard]] double at(double part) const
    {
        if (m_beats.empty())
            return 0;
        const auto last = m_beats.size() - 1;
        return double(m_beats[std::size_t(part * double(last))]) / 1e6;
    }
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<qint64> m_beats;
};

} // namespace assay::ui::test
