// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/completer.h"

#include <QJsonArray>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;
using Kind = Shape::Kind;

namespace {

void addSchemaWords(const QJsonValue &schema, int depth, QStringList &words)
{
    if (depth > 6)
        return;
    for (const QJsonValue &word : schema[u"enum"_s].toArray()) {
        if (word.isString() && !words.contains(word.toString()))
            words.append(word.toString());
    }
    if (schema[u"const"_s].isString())
        words.append(schema[u"const"_s].toString());
    for (const QString &key : {u"anyOf"_s, u"oneOf"_s, u"allOf"_s}) {
        for (const QJsonValue &choice : schema[key].toArray())
            addSchemaWords(choice, depth + 1, words);
    }
    addSchemaWords(schema[u"items"_s].isObject() ? schema[u"items"_s] : QJsonValue(),
                   schema[u"items"_s].isObject() ? depth + 1 : 100, words);
}

} // namespace

Completer::Completer(const QString &text, qsizetype offset, const QString &file,
                     const WorkspaceView &view)
    : m_text(text)
    , m_offset(offset)
    , m_marked(QString(text).insert(offset, kCursor))
    , m_outline(m_marked)
    , m_kind(fileKindOf(file, text))
    , m_sources(view, file, m_marked)
    , m_view(view)
{
}

Completions Completer::run()
{
    m_found.replaced = {m_offset, m_offset};
    const int piece = marked();
    if (piece < 0)
        return m_found;
    const Piece &at = m_outline[piece];
    const bool onKey = at.isMember && at.keySpan.holds(m_offset) && at.key.contains(kCursor);
    const Span span = onKey ? at.keySpan : at.span;
    if (!onKey && completeExpression(piece, span))
        return m_found;
    if (!onKey && at.style == Piece::Style::Block)
        return m_found;
    setReplaced(span);
    if (onKey) {
        addKeys(at.parent, at.inFlow, at.hasColon);
        return m_found;
    }
    addValues(piece);
    if (mayBecomeKey(piece))
        addKeys(piece, at.inFlow, false);
    return m_found;
}

int Completer::marked() const
{
    for (int i = 0; i < m_outline.size(); ++i) {
        const Piece &piece = m_outline[i];
        if (piece.isMember && piece.key.contains(kCursor))
            return i;
        if (piece.kind == Piece::Kind::Scalar && piece.span.holds(m_offset) &&
            QStringView(m_marked)
                .sliced(piece.span.start, piece.span.end - piece.span.start)
                .contains(kCursor))
            return i;
    }
    return -1;
}

void Completer::setReplaced(Span span)
{
    const QStringView source = QStringView(m_marked).sliced(span.start, span.end - span.start);
    qsizetype start = span.start;
    qsizetype end = span.end;
    m_isQuoted = source.startsWith(u'"') || source.startsWith(u'\'');
    if (m_isQuoted) {
        ++start;
        if (source.size() > 1 && source.endsWith(source.front()))
            --end;
    }
    m_found.replaced = {start, std::max(start, end - 1)}; // the mark is one character
}

void Completer::add(Completion::Kind kind, const QString &label, const QString &insert,
                    const QString &help)
{
    const bool known =
        std::any_of(m_found.items.begin(), m_found.items.end(), [&](const Completion &item) {
            return item.label == label && item.kind == kind;
        });
    if (!known)
        m_found.items.push_back({kind, label, insert, help});
}

void Completer::addText(Completion::Kind kind, const QString &text, const QString &help,
                        bool inFlow)
{
    add(kind, text, m_isQuoted ? text : writtenScalar(text, inFlow), help);
}

bool Completer::completeExpression(int piece, Span span)
{
    const bool isCode = m_outline[piece].isMember && m_outline[piece].key == u"script" &&
                        m_view.format != nullptr &&
                        stepKindOf(m_outline, m_outline[piece].parent, *m_view.format) != nullptr;
    const auto found = expressionAt(m_marked, span, m_offset, isCode);
    if (!found)
        return false;
    // The mark stands behind the typed part of the word.
    qsizetype end = m_offset;
    while (end < m_text.size() && (m_text[end].isLetterOrNumber() || m_text[end] == u'_'))
        ++end;
    m_found.replaced = {found->word.start, end};
    const QStringList chain = found->chain.split(u'.', Qt::SkipEmptyParts);
    const auto addAll = [this](const std::vector<Name> &names) {
        for (const Name &name : names)
            add(Completion::Kind::Name, name.name, name.name, name.help);
    };
    if (chain.isEmpty()) {
        if (isCode)
            add(Completion::Kind::Name, u"vars"_s, u"vars"_s, u"the variables: vars.NAME"_s);
        addAll(m_sources.namesAt(m_offset));
    } else if (chain.front() == u"services" && chain.size() == 1) {
        addAll(m_sources.servicesFor(m_sources.file()));
    } else if (chain.front() == u"services" && chain.size() == 2) {
        for (const auto &[name, help] : {std::pair{u"url"_s, u"its address"_s},
                                         {u"host"_s, u""_s},
                                         {u"port"_s, u""_s},
                                         {u"name"_s, u""_s},
                                         {u"provider"_s, u""_s},
                                         {u"pid"_s, u"of its process"_s}})
            add(Completion::Kind::Name, name, name, help);
    } else if (chain == QStringList{u"row"_s}) {
        addAll(m_sources.columnsAt(m_offset));
    } else if (chain == QStringList{u"param"_s}) {
        addAll(m_sources.parameters());
    } else if (chain == QStringList{u"run"_s}) {
        add(Completion::Kind::Name, u"id"_s, u"id"_s, u"the run's id"_s);
    } else if (chain == QStringList{u"vars"_s} && isCode) {
        for (const Name &name : m_sources.namesAt(m_offset)) {
            if (!name.file.isEmpty())
                add(Completion::Kind::Name, name.name, name.name, name.help);
        }
    }
    return true;
}

bool Completer::mayBecomeKey(int piece) const
{
    const Piece &at = m_outline[piece];
    if (m_isQuoted || at.inFlow || at.text.contains(u'\n'))
        return false;
    if (!at.isMember)
        return true;
    return QStringView(m_marked)
        .sliced(at.keySpan.end, at.span.start - at.keySpan.end)
        .contains(u'\n');
}

bool Completer::isBlockValue(const Shape &shape)
{
    switch (shape.kind()) {
    case Kind::List:
    case Kind::Map:
    case Kind::MapOf:
    case Kind::Steps:
        return true;
    case Kind::AnyOf:
        return std::all_of(shape.choices().begin(), shape.choices().end(), isBlockValue);
    default:
        return false;
    }
}

void Completer::addKey(const QString &name, const Shape &shape, const QString &help, bool inFlow,
                       bool hasColon)
{
    QString insert = writtenScalar(name, inFlow);
    if (!hasColon)
        insert += isBlockValue(shape) && !inFlow ? u":"_s : u": "_s;
    add(Completion::Kind::Key, name, insert, help.isEmpty() ? shape.expectation() : help);
}

void Completer::addKeys(int map, bool inFlow, bool hasColon)
{
    QStringList present;
    if (m_outline[map].kind == Piece::Kind::Map) {
        for (const int child : m_outline[map].children) {
            if (!m_outline[child].key.contains(kCursor))
                present.append(m_outline[child].key);
        }
    }
    if (m_kind == FileKind::Unknown && map == Outline::root()) {
        addKey(u"suite"_s, Shape::text(), u"a file of cases; this is its name"_s, inFlow, hasColon);
        addKey(u"partial"_s, Shape::text(), u"a file for include: this is its name"_s, inFlow,
               hasColon);
        addKey(u"mock"_s, Shape::text(), u"a mocked service; this is its name"_s, inFlow, hasColon);
        return;
    }
    for (const Shape &shape : shapesAt(m_outline, map, m_kind, m_view)) {
        if (shape.kind() == Kind::Matcher && m_view.format != nullptr) {
            for (const QString &name : matcherNames(*m_view.format)) {
                if (!present.contains(name))
                    addKey(name, Shape::any(),
                           matcherSchemaOf(name, *m_view.format)[u"description"_s].toString(),
                           inFlow, hasColon);
            }
        }
        if (shape.kind() != Kind::Map)
            continue;
        for (const Shape::Key &key : shape.keys()) {
            if (!present.contains(key.name) && !isExcluded(shape, key.name, present))
                addKey(key.name, key.shape, key.help, inFlow, hasColon);
        }
    }
}

bool Completer::isExcluded(const Shape &shape, const QString &name, const QStringList &present)
{
    const auto hasOther = [&](const QStringList &group) {
        return group.contains(name) &&
               std::any_of(group.begin(), group.end(),
                           [&](const QString &other) { return present.contains(other); });
    };
    return std::any_of(shape.exactlyOneGroups().begin(), shape.exactlyOneGroups().end(),
                       hasOther) ||
           std::any_of(shape.atMostOneGroups().begin(), shape.atMostOneGroups().end(), hasOther);
}

void Completer::addValues(int piece)
{
    const bool inFlow = m_outline[piece].inFlow;
    addTargets(piece, inFlow);
    for (const Shape &shape : shapesAt(m_outline, piece, m_kind, m_view)) {
        if (shape.kind() == Kind::Boolean) {
            addWord(u"true"_s, shape.help());
            addWord(u"false"_s, shape.help());
        } else if (shape.kind() == Kind::Words) {
            for (const QString &word : shape.words())
                addText(Completion::Kind::Value, word, shape.help(), inFlow);
        } else if (shape.kind() == Kind::Matcher && m_view.format != nullptr) {
            addMatcherWords(piece, inFlow);
        }
    }
}

void Completer::addWord(const QString &word, const QString &help)
{
    if (!m_isQuoted)
        add(Completion::Kind::Value, word, word, help);
}

void Completer::addMatcherWords(int piece, bool inFlow)
{
    QStringList words;
    const int owner =
        m_outline[piece].isMember ? piece : m_outline[piece].parent; // [a, b] of a matcher
    addSchemaWords(matcherSchemaOf(m_outline[owner].key, *m_view.format), 0, words);
    for (const QString &word : std::as_const(words))
        addText(Completion::Kind::Value, word, {}, inFlow);
}

} // namespace assay::suite::assist
