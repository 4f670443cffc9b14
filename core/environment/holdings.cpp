// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/holdings.h"

#include "environment/container_engine.h"

#include <QDir>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kAtMost = 30s;
constexpr base::Nanoseconds kSettle = 200ms; ///< for what the engine was just about to make

} // namespace

QString holdingKindName(Holding::Kind kind)
{
    return kind == Holding::Kind::Namespace ? u"namespace"_s : u"compose project"_s;
}

std::optional<Holding::Kind> holdingKindFromName(QStringView name)
{
    for (const Holding::Kind kind : {Holding::Kind::ComposeProject, Holding::Kind::Namespace}) {
        if (name == holdingKindName(kind))
            return kind;
    }
    return std::nullopt;
}

base::Result<bool> takeAway(const Holding &holding, const QString &leaseId)
{
    if (!holding.name.startsWith(u"assay-%1-"_s.arg(leaseId)))
        return base::failure(u"it is not named as ours are"_s);
    const Tool tool = Tool::fromJson(holding.how);
    if (!QDir::isAbsolutePath(tool.program))
        return base::failure(u"its journal names no program"_s);
    const auto deadline = std::chrono::steady_clock::now() + kAtMost;
    return removeProject(tool, holding.name, kSettle, deadline);
}

} // namespace assay::environment
