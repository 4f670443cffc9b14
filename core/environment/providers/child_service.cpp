// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/child_service.h"

namespace assay::environment {

using namespace Qt::StringLiterals;

ChildService::ChildService(ServiceEndpoint endpoint)
    : m_endpoint(std::move(endpoint))
{
}

ChildService::~ChildService() = default;

base::Result<> ChildService::launch(const StartRequest &request, ChildRequest child)
{
    m_command = commandText(child.spawn.program, child.spawn.arguments);
    const auto expression = readyExpression(request.spec.ready);
    if (!expression)
        return base::failure(expression.error());
    child.source = request.spec.name;
    child.watchFor = *expression;
    child.ended = [died = request.died](base::ExitStatus exit) {
        if (died)
            died(exit.toText());
    };
    auto started = ChildProcess::start(request.context.children(), std::move(child));
    if (!started)
        return base::failure(started.error());
    m_child = std::move(*started);
    m_endpoint.pid = m_child->pid();
    m_endpoint.completeProperties();
    return {};
}

ServiceEndpoint ChildService::endpoint() const
{
    return m_endpoint;
}

QString ChildService::diedBecause() const
{
    const auto exit = m_child->exitStatus();
    return exit ? exit->toText() : QString();
}

bool ChildService::sawReadyLine() const
{
    return m_child->sawWatchedLine();
}

QStringList ChildService::lastLines() const
{
    return m_child ? m_child->lastLines() : QStringList();
}

void ChildService::stop()
{
    if (m_child)
        m_child->stop();
}

base::Result<std::optional<QRegularExpression>> readyExpression(const model::Readiness &ready)
{
    if (ready.kind != model::Readiness::Kind::Log)
        return std::optional<QRegularExpression>();
    QRegularExpression expression(ready.target);
    if (!expression.isValid())
        return base::failure(u"/%1/ is not a regular expression: %2, at character %3"_s
                                 .arg(ready.target, expression.errorString())
                                 .arg(expression.patternErrorOffset() + 1));
    return std::optional(expression);
}

} // namespace assay::environment
