// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <map>

namespace assay::bench {

/// Says what kept the main thread longest: for each receiver and kind of event how often it took
/// more than half a frame, and the most.
class Culprits : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Both may be gone afterwards.
        const char *name = receiver->metaObject()->className();
        const int type = event->type();
        QElapsedTimer clock;
        clock.start();
        const bool handled = QApplication::notify(receiver, event);
        if (const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6; ms > kLong) {
            Slow &slow = m_slow[{name, type}];
            ++slow.count;
            slow.all += ms;
            slow.most = std::max(slow.most, ms);
        }
        return handled;
    }
    void clear() { m_slow.clear(); }
    void print() const
    {
        for (const auto &[key, slow] : m_slow)
            std::printf("  %s, event %d: %d times, at most %.1f ms, %.1f all\n",
                        key.first.constData(), key.second, slow.count, slow.most, slow.all);
    }

private:
    static constexpr double kLong = 8;
    struct Slow
    {
        int count = 0;
        double most = 0;
        double all = 0;
    };
    std::map<std::pair<QByteArray, int>, Slow> m_slow;
};

} // namespace assay::bench
