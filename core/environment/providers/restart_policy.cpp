// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/restart_policy.h"

#include "environment/providers/settings.h"

#include <algorithm>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using suite::Shape;

namespace {

constexpr int kMostTimes = 1000;
constexpr base::Nanoseconds kFirstPause = 100ms;
constexpr base::Nanoseconds kLongestPause = 5s;

} // namespace

Shape RestartPolicy::shape()
{
    return Shape::anyOf(
        {Shape::oneOfWords({u"no"_s, u"on-failure"_s}).fixed(),
         Shape::map(
             {{u"on"_s, Shape::oneOfWords({u"failure"_s, u"exit"_s}).fixed(), false,
               u"failure: when it did not end with 0; exit: whenever it ends"_s},
              {u"times"_s, Shape::integer(1, kMostTimes).fixed(), false,
               u"at most; 5 by default"_s},
              {u"within"_s, Shape::duration().fixed(), false,
               u"`times` are counted in any such span; by default since it was started"_s}})});
}

base::Result<RestartPolicy> RestartPolicy::of(const QJsonValue &setting)
{
    RestartPolicy policy;
    if (setting.isObject()) {
        const QJsonObject map = setting.toObject();
        policy.m_on = map.value(u"on"_s).toString() == u"exit" ? On::Exit : On::Failure;
        policy.m_times = map.value(u"times"_s).toVariant().toInt();
        if (!map.contains(u"times"_s))
            policy.m_times = 5;
        if (map.contains(u"within"_s)) {
            const auto within = durationOf(map, u"within"_s, {});
            if (!within)
                return base::failure(within.error());
            policy.m_within = *within;
        }
    } else if (setting.toString() == u"on-failure") {
        policy.m_on = On::Failure;
    }
    return policy;
}

std::optional<base::Nanoseconds> RestartPolicy::next(const base::ExitStatus &exit,
                                                     base::SteadyTime now)
{
    const bool isBad = exit.exitCode != 0 || exit.signal != 0;
    if (m_on == On::Never || (m_on == On::Failure && !isBad))
        return std::nullopt;
    while (m_within && !m_past.empty() && m_past.front() + *m_within <= now)
        m_past.pop_front();
    if (m_past.size() >= static_cast<std::size_t>(m_times))
        return std::nullopt;
    const auto doublings = std::min<std::size_t>(m_past.size(), 10);
    m_past.push_back(now);
    return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

QString RestartPolicy::countText() const
{
    const QString count = u"%1 of %2"_s.arg(m_past.size()).arg(m_times);
    return m_within ? u"%1 within %2"_s.arg(count, base::durationText(*m_within)) : count;
}

} // namespace assay::environment
