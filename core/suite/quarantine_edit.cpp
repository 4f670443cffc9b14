// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/quarantine_edit.h"

#include "suite/yaml_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

const QString kKey = u"quarantine"_s;

/// The place of a line and a column (from 1, in code points) in UTF-8; -1 when there is none.
qsizetype offsetOf(const QByteArray &text, int line, int column)
{
    qsizetype at = 0;
    for (int i = 1; i < line; ++i) {
        at = text.indexOf('\n', at) + 1;
        if (at == 0)
            return -1;
    }
    for (int i = 1; i < column && at < text.size(); ++i) {
        ++at;
        while (at < text.size() && (text[at] & 0xC0) == 0x80)
            ++at;
    }
    return at < text.size() ? at : -1;
}

qsizetype lineStart(const QByteArray &text, qsizetype at)
{
    return text.lastIndexOf('\n', at - 1 < 0 ? 0 : at - 1) + 1;
}

int lastLineOf(const Node &node)
{
    int last = node.line();
    for (const Node &item : node.items())
        last = std::max(last, lastLineOf(item));
    for (const Node::Member &member : node.members())
        last = std::max({last, member.line, lastLineOf(member.value)});
    return last;
}

/// Where the value that starts here ends: a word, or what stands in braces.
qsizetype flowEnd(const QByteArray &text, qsizetype at)
{
    int depth = 0;
    char quote = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++at;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (depth > 0 && (c == '}' || c == ']')) {
            if (--depth == 0)
                return at + 1;
        } else if (depth == 0 && (c == ',' || c == '}' || c == ' ' || c == '\n' || c == '\r')) {
            return at;
        }
    }
    return at;
}

const Node::Member *memberOf(const Node &map, const QString &key)
{
    const auto &members = map.members();
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Node::Member &member) { return member.key == key; });
    return found == members.end() ? nullptr : &*found;
}

class Editor
{
public:
    Editor(QByteArray text, const Node &map)
        : m_text(std::move(text))
        , m_map(map)
    {
    }

    /// False when it is not written as we know it.
    bool remove()
    {
        const Node::Member *key = memberOf(m_map, kKey);
        const qsizetype begin = key == nullptr ? -1 : offsetOf(m_text, key->line, key->column);
        if (begin < 0)
            return key == nullptr;
        return isFlow() ? removeFlow(*key, begin) : removeBlock(*key, begin);
    }
    bool add(const QByteArray &value)
    {
        const Node::Member *name = memberOf(m_map, u"case"_s);
        const qsizetype at = name == nullptr ? -1 : offsetOf(m_text, name->line, name->column);
        if (at < 0)
            return false;
        if (isFlow()) {
            m_text.insert(at, "quarantine: " + value + ", ");
            return true;
        }
        const qsizetype start = lineStart(m_text, at);
        QByteArray indent = m_text.sliced(start, at - start);
        std::replace(indent.begin(), indent.end(), '-', ' ');
        qsizetype end = m_text.indexOf('\n', at);
        const bool isLast = end < 0;
        end = isLast ? m_text.size() : end;
        const bool crlf = end > 0 && m_text[end - 1] == '\r';
        const QByteArray lineEnd = crlf ? "\r\n" : "\n";
        const QByteArray line = indent + "quarantine: " + value;
        if (isLast)
            m_text.append(lineEnd + line);
        else
            m_text.insert(end + 1, line + lineEnd);
        return true;
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    [[nodiscard]] bool isFlow() const
    {
        const qsizetype at = offsetOf(m_text, m_map.line(), m_map.column());
        return at >= 0 && m_text[at] == '{';
    }
    [[nodiscard]] const Node::Member *next(const Node::Member &key) const
    {
        const Node::Member *after = &key + 1;
        return after == m_map.members().data() + m_map.members().size() ? nullptr : after;
    }
    bool removeFlow(const Node::Member &key, qsizetype begin)
    {
        if (const Node::Member *after = next(key)) {
            const qsizetype end = offsetOf(m_text, after->line, after->column);
            if (end < begin || m_text.sliced(begin, end - begin).contains('#'))
                return false;
            m_text.remove(begin, end - begin);
            return true;
        }
        const qsizetype value = offsetOf(m_text, key.value.line(), key.value.column());
        const qsizetype comma = m_text.lastIndexOf(',', begin);
        if (value < begin || comma < 0)
            return false;
        m_text.remove(comma, flowEnd(m_text, value) - comma);
        return true;
    }
    bool removeBlock(const Node::Member &key, qsizetype begin)
    {
        const qsizetype start = lineStart(m_text, begin);
        if (m_text.sliced(start, begin - start).trimmed().isEmpty()) {
            const qsizetype last = offsetOf(m_text, lastLineOf(key.value), 1);
            if (last < 0)
                return false;
            qsizetype end = m_text.indexOf('\n', last);
            end = end < 0 ? m_text.size() : end + 1;
            m_text.remove(start, end - start);
            return true;
        }
        // It stands after the dash: what follows takes its place.
        const Node::Member *after = next(key);
        const qsizetype end = after == nullptr ? -1 : offsetOf(m_text, after->line, after->column);
        if (end < begin || m_text.sliced(begin, end - begin).contains('#'))
            return false;
        m_text.remove(begin, end - begin);
        return true;
    }

    QByteArray m_text;
    const Node &m_map;
};

std::optional<Node> nodesOf(const QByteArray &text, const QString &file)
{
    Diagnostics diagnostics;
    auto node = readYaml(text, file, diagnostics);
    return diagnostics.isEmpty() ? node : std::nullopt;
}

/// The case that starts at the line; -1 when there is none.
qsizetype caseAt(const Node &root, int line)
{
    const auto &cases = root[u"cases"].items();
    const auto found = std::find_if(cases.begin(), cases.end(), [&](const Node &node) {
        const Node::Member *name = memberOf(node, u"case"_s);
        return node.line() == line || (name != nullptr && name->line == line);
    });
    return found == cases.end() ? -1 : found - cases.begin();
}

QJsonValue withKey(const QJsonValue &root, qsizetype number, const QJsonValue &value)
{
    QJsonObject all = root.toObject();
    QJsonArray cases = all.value(u"cases"_s).toArray();
    QJsonObject one = cases.at(number).toObject();
    if (value.isUndefined())
        one.remove(kKey);
    else
        one.insert(kKey, value);
    cases.replace(number, one);
    all.insert(u"cases"_s, cases);
    return all;
}

} // namespace

base::Result<QByteArray> editQuarantine(const QByteArray &text, const QString &file, int line,
                                        const QuarantineEdit &edit)
{
    const base::SourcePosition position{file, line, 1};
    const auto root = nodesOf(text, file);
    if (!root)
        return base::failure(u"%1 cannot be read"_s.arg(file),
                             u"correct its mistakes first, they are in Problems"_s, position);
    const qsizetype number = caseAt(*root, line);
    if (number < 0)
        return base::failure(u"no case starts here"_s, u"reload the workspace"_s, position);
    const Node &map = root->operator[](u"cases").items()[static_cast<std::size_t>(number)];
    const Node &now = map[kKey];
    const QString reason = now[u"reason"].text();
    const bool isOn = now.isMap() || now.value().toBool();
    if (isOn == edit.on && (!edit.on || edit.reason.isEmpty() || edit.reason == reason))
        return text;

    QJsonValue wanted(QJsonValue::Undefined);
    QByteArray written = "true";
    if (edit.on && edit.reason.isEmpty()) {
        wanted = true;
    } else if (edit.on) {
        wanted = QJsonObject{{u"reason"_s, edit.reason}};
        // A JSON text is a YAML text.
        const QByteArray quoted =
            QJsonDocument(QJsonArray{edit.reason}).toJson(QJsonDocument::Compact);
        written = "{ reason: " + quoted.sliced(1, quoted.size() - 2) + " }";
    }
    const QJsonValue expected = withKey(root->toJson(), number, wanted);
    const base::Error byHand{u"the quarantine of this case cannot be changed from here"_s,
                             u"change the key \"quarantine\" in the file by hand"_s, position};

    Editor remover(text, map);
    if (!remover.remove())
        return base::failure(byHand);
    QByteArray result = remover.text();
    if (edit.on) {
        const auto between = nodesOf(result, file);
        if (!between)
            return base::failure(byHand);
        const auto &cases = (*between)[u"cases"].items();
        Editor adder(result, cases[static_cast<std::size_t>(number)]);
        if (!adder.add(written))
            return base::failure(byHand);
        result = adder.text();
    }
    const auto after = nodesOf(result, file);
    if (!after || after->toJson() != expected)
        return base::failure(byHand);
    return result;
}

} // namespace assay::suite
