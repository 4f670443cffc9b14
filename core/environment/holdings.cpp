// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/holdings.h"

#include "environment/container_engine.h"
#include "environment/control_group.h"
#include "environment/kube_namespace.h"

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
    switch (kind) {
    case Holding::Kind::ComposeProject:
        return u"compose project"_s;
    case Holding::Kind::Namespace:
        return u"namespace"_s;
    case Holding::Kind::ControlGroup:
        return u"control group"_s;
    }
    return {};
}

std::optional<Holding::Kind> holdingKindFromName(QStringView name)
{
    for (const Holding::Kind kind :
         {Holding::Kind::ComposeProject, Holding::Kind::Namespace, Holding::Kind::ControlGroup}) {
        if (name == holdingKindName(kind))
            return kind;
    }
    return std::nullopt;
}

base::Result<bool> takeAway(const Holding &holding, const QString &leaseId)
{
    if (!holding.name.startsWith(u"assay-%1-"_s.arg(leaseId)))
        return base::failure(u"it is not named as ours are"_s);
    if (holding.kind == Holding::Kind::ControlGroup) {
        const QString folder = holding.how.value(u"folder"_s).toString();
        if (!QDir::isAbsolutePath(folder) || QDir::cleanPath(folder) != folder ||
            !folder.endsWith(u'/' + holding.name))
            return base::failure(u"its folder is not named as ours are"_s);
        return removeControlGroup(folder);
    }
    const Tool tool = Tool::fromJson(holding.how);
    if (!QDir::isAbsolutePath(tool.program))
        return base::failure(u"its journal names no program"_s);
    const auto deadline = std::chrono::steady_clock::now() + kAtMost;
    if (holding.kind == Holding::Kind::Namespace)
        return removeNamespace(tool, holding.name, leaseId, deadline);
    return removeProject(tool, holding.name, kSettle, deadline);
}

} // namespace assay::environment
