// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/parameters.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "suite/template_text.h"

#include <QRegularExpression>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

constexpr qsizetype kLongestText = 1024 * 1024;

class Substitution
{
public:
    Substitution(const QString &file, const Parameters &parameters, bool keepUnknown,
                 Diagnostics &diagnostics)
        : m_file(file)
        , m_parameters(parameters)
        , m_keepUnknown(keepUnknown)
        , m_diagnostics(diagnostics)
    {
    }

    /// Nothing when the node holds no parameter: then it is shared.
    std::optional<Node> replaced(const Node &node)
    {
        if (node.isText())
            return node.text().contains(u"param") ? replacedText(node) : std::nullopt;
        if (node.isList())
            return replacedList(node);
        return node.isMap() ? replacedMap(node) : std::nullopt;
    }

private:
    std::optional<Node> replacedList(const Node &node)
    {
        std::optional<std::vector<Node>> items;
        for (std::size_t i = 0; i < node.items().size(); ++i) {
            if (auto item = replaced(node.items()[i])) {
                if (!items)
                    items = node.items();
                (*items)[i] = std::move(*item);
            }
        }
        if (!items)
            return std::nullopt;
        return Node::list(std::move(*items), node.line(), node.column());
    }

    std::optional<Node> replacedMap(const Node &node)
    {
        std::optional<std::vector<Node::Member>> members;
        for (std::size_t i = 0; i < node.members().size(); ++i) {
            if (auto value = replaced(node.members()[i].value)) {
                if (!members)
                    members = node.members();
                (*members)[i].value = std::move(*value);
            }
        }
        if (!members)
            return std::nullopt;
        return Node::map(std::move(*members), node.line(), node.column());
    }

    std::optional<Node> replacedText(const Node &node)
    {
        static const QRegularExpression kUse(u"(\\$?)\\$\\{\\s*param\\.([A-Za-z_]\\w*)\\s*\\}"_s);
        const QString text = node.text();
        QString result;
        qsizetype at = 0;
        bool any = false;
        for (auto matches = kUse.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            if (!match.captured(1).isEmpty())
                continue; // $${: not an expression
            const auto value = m_parameters.constFind(match.captured(2));
            if (value == m_parameters.cend()) {
                if (!m_keepUnknown)
                    reportUnknown(match.captured(2), node);
                continue;
            }
            if (match.capturedLength() == text.size())
                return Node::fromJson(value->toJson(), node.line(), node.column());
            if (value->isList() || value->isMap()) {
                m_diagnostics.add(u"the parameter \"%1\" is %2, so it can only stand alone"_s.arg(
                                      match.captured(2), Node::kindName(value->kind())),
                                  u"write nothing else in this text"_s, node.position(m_file));
                return std::nullopt;
            }
            result += text.sliced(at, match.capturedStart() - at);
            result += value->isText() ? value->text() : base::jsonForMessage(value->value());
            at = match.capturedEnd();
            any = true;
        }
        result += text.sliced(at);
        reportComplex(result, node);
        if (result.size() > kLongestText) {
            m_diagnostics.add(u"with its parameters this text is longer than 1 MiB"_s, {},
                              node.position(m_file));
            return std::nullopt;
        }
        return any ? std::optional(Node::scalar(result, node.line(), node.column())) : std::nullopt;
    }

    void reportUnknown(const QString &name, const Node &node)
    {
        QStringList known = m_parameters.keys();
        known.sort();
        if (known.isEmpty()) {
            m_diagnostics.add(u"no value is given for the parameter \"%1\""_s.arg(name),
                              u"declare it under \"params:\", or give it with \"with:\""_s,
                              node.position(m_file));
            return;
        }
        m_diagnostics.addUnknown(u"no value is given for the parameter \"%1\""_s.arg(name), name,
                                 known, node.position(m_file));
    }

    void reportComplex(const QString &text, const Node &node)
    {
        static const QRegularExpression kAlone(u"^param\\.[A-Za-z_]\\w*$"_s);
        if (!text.contains(u"param") || membersNamed(text, u"param"_s).isEmpty())
            return;
        const auto parts = splitTemplate(text);
        if (!parts)
            return;
        for (const TemplatePart &part : *parts) {
            if (!part.isExpression || kAlone.match(part.text).hasMatch() ||
                membersInCode(part.text, u"param"_s).isEmpty())
                continue;
            m_diagnostics.add(
                u"a parameter must stand alone in its braces"_s,
                u"give it to a variable: vars: { x: \"${param.x}\" }, then use ${x + 1}"_s,
                node.position(m_file));
        }
    }

    const QString &m_file;
    const Parameters &m_parameters;
    bool m_keepUnknown;
    Diagnostics &m_diagnostics;
};

} // namespace

Node withParameters(const Node &node, const QString &file, const Parameters &parameters,
                    bool keepUnknown, Diagnostics &diagnostics)
{
    return Substitution(file, parameters, keepUnknown, diagnostics).replaced(node).value_or(node);
}

} // namespace assay::suite
