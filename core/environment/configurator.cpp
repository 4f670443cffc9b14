// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/configurator.h"

#include "suite/expressions.h"
#include "suite/template_text.h"

#include <QRegularExpression>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

void collectTexts(const model::Node &node, QString &all)
{
    if (node.isText() && suite::hasTemplate(node.text()))
        all += node.text() + u'\n';
    for (const model::Node &item : node.items())
        collectTexts(item, all);
    for (const model::Node::Member &member : node.members())
        collectTexts(member.value, all);
}

} // namespace

class Configurator::Evaluation
{
public:
    Evaluation(const Configurator &configurator, const QJsonObject &services,
               const std::stop_token &stop)
        : m_configurator(configurator)
        , m_expressions(suite::ExpressionLimits{})
        , m_stop(stop)
    {
        const model::EnvironmentSpec &spec = configurator.m_spec;
        m_scope.set(u"services"_s, services);
        m_scope.set(u"assay"_s, QJsonObject{{u"bin"_s, configurator.m_executableFolder},
                                            {u"folder"_s, spec.folder},
                                            {u"workspace"_s, spec.roots.value(0, spec.folder)}});
        m_scope.setLazy(u"env"_s, [&host = configurator.m_host] {
            QJsonObject all;
            const QMap<QString, QString> variables = host.variables.all();
            for (auto it = variables.begin(); it != variables.end(); ++it)
                all.insert(it.key(), it.value());
            return all;
        });
        if (configurator.m_moreNames)
            configurator.m_moreNames(m_scope);
    }

    base::Result<model::Node> resolve(const model::Node &node)
    {
        if (auto set = setVariablesOf(node); !set)
            return base::failure(set.error());
        return m_expressions.resolve(node, m_configurator.m_spec.file, m_scope, m_stop);
    }

private:
    /// Only those that are named: another may need a service that is not up yet.
    base::Result<> setVariablesOf(const model::Node &node)
    {
        const std::vector<model::Node::Member> &variables = m_configurator.m_spec.vars.members();
        QString texts;
        collectTexts(node, texts);
        QStringList needed;
        for (auto it = variables.rbegin(); it != variables.rend(); ++it) {
            const QRegularExpression word(
                u"(?<![\\w.$])%1(?!\\w)"_s.arg(QRegularExpression::escape(it->key)));
            if (!texts.contains(word))
                continue;
            needed.append(it->key);
            collectTexts(it->value, texts); // which may name earlier ones
        }
        for (const model::Node::Member &variable : variables) {
            if (!needed.contains(variable.key) || m_scope.contains(variable.key))
                continue;
            auto value =
                m_expressions.resolve(variable.value, m_configurator.m_spec.file, m_scope, m_stop);
            if (!value)
                return base::failure(value.error());
            m_scope.set(variable.key, value->toJson());
        }
        return {};
    }

    const Configurator &m_configurator;
    suite::Expressions m_expressions;
    suite::Scope m_scope;
    std::stop_token m_stop;
};

Configurator::Configurator(const model::EnvironmentSpec &spec, const base::Host &host,
                           QString executableFolder, std::function<void(suite::Scope &)> moreNames)
    : m_spec(spec)
    , m_host(host)
    , m_executableFolder(std::move(executableFolder))
    , m_moreNames(std::move(moreNames))
{
}

base::Result<QJsonValue> Configurator::settingsOf(const model::ServiceSpec &service,
                                                  const QJsonObject &services,
                                                  const std::stop_token &stop) const
{
    const auto node = Evaluation(*this, services, stop).resolve(service.settings);
    if (!node)
        return base::failure(node.error());
    return node->toJson();
}

base::Result<model::Readiness> Configurator::readinessOf(const model::ServiceSpec &service,
                                                         const QJsonObject &services,
                                                         const std::stop_token &stop) const
{
    model::Readiness ready = service.ready;
    // Parts of a regular expression such as "a${" are not ours.
    if (ready.kind == model::Readiness::Kind::Log)
        return ready;
    Evaluation evaluation(*this, services, stop);
    const auto textOf = [&](QString &text) -> base::Result<> {
        const auto node =
            evaluation.resolve(model::Node::ofText(text, service.line, service.column));
        if (!node)
            return base::failure(node.error());
        text = node->value().toVariant().toString();
        return {};
    };
    if (auto set = textOf(ready.target); !set)
        return base::failure(set.error());
    for (QString &word : ready.command) {
        if (auto set = textOf(word); !set)
            return base::failure(set.error());
    }
    return ready;
}

base::Result<QJsonValue> Configurator::valueOf(const QJsonValue &value, const QJsonObject &services,
                                               const std::stop_token &stop) const
{
    const auto node = Evaluation(*this, services, stop).resolve(model::Node::fromJson(value));
    if (!node)
        return base::failure(node.error());
    return node->toJson();
}

} // namespace assay::environment
