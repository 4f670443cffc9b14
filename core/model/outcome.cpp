// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/outcome.h"

#include <array>

namespace assay::model {

namespace {

constexpr std::array<QLatin1StringView, 6> kNames = {
    QLatin1StringView("passed"),    QLatin1StringView("failed"),  QLatin1StringView("error"),
    QLatin1StringView("timed out"), QLatin1StringView("skipped"), QLatin1StringView("aborted")};

int badness(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Skipped:
        return 0;
    case Outcome::Passed:
        return 1;
    case Outcome::Failed:
        return 2;
    case Outcome::TimedOut:
        return 3;
    case Outcome::Error:
        return 4;
    case Outcome::Aborted:
        return 5;
    }
    return 0;
}

} // namespace

QString outcomeName(Outcome outcome)
{
    return kNames.at(static_cast<std::size_t>(outcome));
}

std::optional<Outcome> outcomeFromName(QStringView name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames.at(i))
            return static_cast<Outcome>(i);
    }
    return std::nullopt;
}

bool isBad(Outcome outcome)
{
    return outcome == Outcome::Failed || outcome == Outcome::Error || outcome == Outcome::TimedOut;
}

Outcome worse(Outcome a, Outcome b)
{
    return badness(a) >= badness(b) ? a : b;
}

} // namespace assay::model
