// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/completion.h"

#include "suite/assist/names.h"
#include "suite/assist/shape_walk.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;
using Kind = Shape::Kind;

namespace {

/// Marks the place of the cursor; a private character that no file has a use for.
constexpr QChar kCursor = QChar(0xE0F1);

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

class Completer
{
public:
    Completer(const QString &text, qsizetype offset, const QString &file, const WorkspaceView &view)
        : m_text(text)
        , m_offset(offset)
        , m_marked(QString(text).insert(offset, kCursor))
        , m_outline(m_marked)
        , m_kind(fileKindOf(file, text))
        , m_sources(view, file, m_marked)
        , m_view(view)
    {
    }

    Completions run()
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

private:
    [[nodiscard]] int marked() const
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

    /// The word without its quotes; `span` is in the marked text, what is found in the real one.
    void setReplaced(Span span)
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

    void add(Completion::Kind kind, const QString &label, const QString &insert,
             const QString &help)
    {
        const bool known =
            std::any_of(m_found.items.begin(), m_found.items.end(), [&](const Completion &item) {
                return item.label == label && item.kind == kind;
            });
        if (!known)
            m_found.items.push_back({kind, label, insert, help});
    }

    /// A text as a value, quoted when it must be and is not.
    void addText(Completion::Kind kind, const QString &text, const QString &help, bool inFlow)
    {
        add(kind, text, m_isQuoted ? text : writtenScalar(text, inFlow), help);
    }

    bool completeExpression(int piece, Span span)
    {
        const bool isCode =
            m_outline[piece].isMember && m_outline[piece].key == u"script" &&
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

    /// A scalar that stands alone, where a map can begin with it.
    [[nodiscard]] bool mayBecomeKey(int piece) const
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

    [[nodiscard]] static bool isBlockValue(const Shape &shape)
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

    void addKey(const QString &name, const Shape &shape, const QString &help, bool inFlow,
                bool hasColon)
    {
        QString insert = writtenScalar(name, inFlow);
        if (!hasColon)
            insert += isBlockValue(shape) && !inFlow ? u":"_s : u": "_s;
        add(Completion::Kind::Key, name, insert, help.isEmpty() ? shape.expectation() : help);
    }

    void addKeys(int map, bool inFlow, bool hasColon)
    {
        QStringList present;
        if (m_outline[map].kind == Piece::Kind::Map) {
            for (const int child : m_outline[map].children) {
                if (!m_outline[child].key.contains(kCursor))
                    present.append(m_outline[child].key);
            }
        }
        if (m_kind == FileKind::Unknown && map == Outline::root()) {
            addKey(u"suite"_s, Shape::text(), u"a file of cases; this is its name"_s, inFlow,
                   hasColon);
            addKey(u"partial"_s, Shape::text(), u"a file for include: this is its name"_s, inFlow,
                   hasColon);
            addKey(u"mock"_s, Shape::text(), u"a mocked service; this is its name"_s, inFlow,
                   hasColon);
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

    /// Another key of its group is there already.
    [[nodiscard]] static bool isExcluded(const Shape &shape, const QString &name,
                                         const QStringList &present)
    {
        const auto hasOther = [&](const QStringList &group) {
            return group.contains(name) &&
                   std::any_of(group.begin(), group.end(),
                               [&](const QString &other) { return present.contains(other); });
        };
        return std::any_of(shape.exactlyOneGroups().begin(), shape.exactlyOneGroups().end(),
                           hasOther) ||
               std::any_of(shape.atMostOneGroups().begin(), shape.atMostOneGroups().end(),
                           hasOther);
    }

    void addValues(int piece)
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

    void addWord(const QString &word, const QString &help)
    {
        if (!m_isQuoted)
            add(Completion::Kind::Value, word, word, help);
    }

    void addMatcherWords(int piece, bool inFlow)
    {
        QStringList words;
        const int owner =
            m_outline[piece].isMember ? piece : m_outline[piece].parent; // [a, b] of a matcher
        addSchemaWords(matcherSchemaOf(m_outline[owner].key, *m_view.format), 0, words);
        for (const QString &word : std::as_const(words))
            addText(Completion::Kind::Value, word, {}, inFlow);
    }

    void addFiles(const QStringList &files, bool inFlow)
    {
        for (const QString &file : files) {
            if (file != m_sources.file())
                addText(Completion::Kind::File, m_view.pathFrom(m_sources.file(), file), {},
                        inFlow);
        }
    }

    void addNames(Completion::Kind kind, const std::vector<Name> &names, bool inFlow)
    {
        for (const Name &name : names) {
            if (!name.name.contains(kCursor))
                addText(kind, name.name, name.help, inFlow);
        }
    }

    [[nodiscard]] QStringList filesEnding(const QString &suffix) const
    {
        QStringList found;
        for (const QString &file : m_view.files) {
            if (file.endsWith(suffix))
                found.append(file);
        }
        return found;
    }

    void addTargets(int piece, bool inFlow)
    {
        switch (targetAt(m_outline, piece, m_kind, m_view)) {
        case Target::None:
            return;
        case Target::Case:
            addCases(inFlow);
            return;
        case Target::Include:
            addFiles(m_view.filesOf(FileKind::Include), inFlow);
            return;
        case Target::Dataset:
            addFiles(filesEnding(u'.' + m_outline[piece].key), inFlow);
            return;
        case Target::Mock:
            addFiles(m_view.filesOf(FileKind::Mock), inFlow);
            return;
        case Target::File:
            addFiles(m_view.files, inFlow);
            return;
        case Target::Environment:
            for (const QString &name : m_view.environmentNames())
                addText(Completion::Kind::Value, name, m_view.environmentFile(name), inFlow);
            return;
        case Target::Service:
            addNames(Completion::Kind::Value, m_sources.servicesFor(m_sources.file()), inFlow);
            return;
        case Target::Block:
            addNames(Completion::Kind::Value, m_sources.blocksFor(m_sources.file()), inFlow);
            return;
        case Target::Phase:
            addPhases(inFlow);
            return;
        case Target::SuitePath:
            addSuitePaths(inFlow);
            return;
        case Target::Snapshot:
            return;
        case Target::Tag:
            addTags(inFlow);
            return;
        }
    }

    void addCases(bool inFlow)
    {
        const int own = m_sources.casePieceAt(m_offset);
        const Outline &source = m_sources.own();
        const QString ownName = source.textOf(source.member(own, u"case"));
        for (const Name &name : m_sources.casesFor(m_sources.file())) {
            if (name.name != ownName && !name.name.contains(kCursor))
                addText(Completion::Kind::Case, name.name, name.help, inFlow);
        }
        const QStringList family = m_sources.family(m_sources.file());
        for (const QString &file : m_view.filesOf(FileKind::Suite)) {
            if (family.contains(file))
                continue;
            for (const Name &name : m_sources.casesIn(file))
                addText(Completion::Kind::Case,
                        m_view.pathFrom(m_sources.file(), file) + u"::"_s + name.name, name.help,
                        inFlow);
        }
    }

    void addPhases(bool inFlow)
    {
        for (const int phase :
             m_outline.itemsOrSelf(m_outline.member(Outline::root(), u"phases"))) {
            const QString name = m_outline.textOf(m_outline.member(phase, u"phase"));
            if (!name.isEmpty())
                addText(Completion::Kind::Value, name, {}, inFlow);
        }
    }

    void addSuitePaths(bool inFlow)
    {
        QStringList paths;
        for (const QString &file : m_view.filesOf(FileKind::Suite)) {
            for (qsizetype slash = file.indexOf(u'/'); slash > 0;
                 slash = file.indexOf(u'/', slash + 1))
                paths.append(file.first(slash));
            paths.append(file);
        }
        paths.sort();
        paths.removeDuplicates();
        for (const QString &path : std::as_const(paths))
            addText(Completion::Kind::File, path, {}, inFlow);
    }

    void addTags(bool inFlow)
    {
        QStringList tags;
        QStringList files = m_view.filesOf(FileKind::Suite);
        files += m_view.filesOf(FileKind::Include);
        if (!files.contains(m_sources.file()))
            files.append(m_sources.file());
        for (const QString &file : std::as_const(files)) {
            const Outline &source = m_sources.outline(file);
            std::vector<int> lists{source.member(Outline::root(), u"tags")};
            for (const int one : source.itemsOrSelf(source.member(Outline::root(), u"cases")))
                lists.push_back(source.member(one, u"tags"));
            for (const int list : lists) {
                for (const int tag : list < 0 ? std::vector<int>() : source.itemsOrSelf(list))
                    tags.append(source.textOf(tag));
            }
        }
        tags.sort();
        tags.removeDuplicates();
        for (const QString &tag : std::as_const(tags)) {
            if (!tag.isEmpty() && !tag.contains(kCursor))
                addText(Completion::Kind::Value, tag, u"a tag"_s, inFlow);
        }
    }

    const QString &m_text;
    qsizetype m_offset;
    QString m_marked;
    Outline m_outline;
    FileKind m_kind;
    Sources m_sources;
    const WorkspaceView &m_view;
    Completions m_found;
    bool m_isQuoted = false;
};

} // namespace

Completions completions(const QString &text, qsizetype offset, const QString &file,
                        const WorkspaceView &view)
{
    return Completer(text, std::clamp<qsizetype>(offset, 0, text.size()), file, view).run();
}

} // namespace assay::suite::assist
