// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/lookup.h"

#include "suite/assist/names.h"
#include "suite/assist/shape_walk.h"

#include <QFileInfo>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

namespace {

/// What one place of a file means, for both questions.
class Lookup
{
public:
    Lookup(const QString &text, qsizetype offset, const QString &file, const WorkspaceView &view)
        : m_text(text)
        , m_offset(std::clamp<qsizetype>(offset, 0, text.size()))
        , m_sources(view, file, text)
        , m_kind(fileKindOf(file, text))
        , m_view(view)
        , m_piece(m_sources.own().at(m_offset))
    {
    }

    std::optional<Hover> hover()
    {
        const Piece &at = piece();
        if (at.isMember && at.keySpan.holds(m_offset))
            return ofKey();
        if (at.kind != Piece::Kind::Scalar || !at.span.holds(m_offset))
            return std::nullopt;
        if (const auto expression = expressionHere()) {
            const auto name = nameIn(*expression);
            if (!name)
                return std::nullopt;
            QString text = name->help;
            if (!name->file.isEmpty())
                text += u"\n"_s + m_sources.positionOf(*name).toString();
            return Hover{expression->word, expression->chain + name->name, text};
        }
        if (const auto name = named()) {
            QString text = name->help;
            if (!name->file.isEmpty())
                text += (text.isEmpty() ? QString() : u"\n"_s) +
                        (name->offset > 0 ? m_sources.positionOf(*name).toString() : name->file);
            return Hover{at.span, name->name, text};
        }
        return std::nullopt;
    }

    std::optional<base::SourcePosition> definition()
    {
        const Piece &at = piece();
        if (at.kind != Piece::Kind::Scalar || !at.span.holds(m_offset))
            return std::nullopt;
        const auto expression = expressionHere();
        const auto name = expression ? nameIn(*expression) : named();
        if (!name || name->file.isEmpty())
            return std::nullopt;
        return m_sources.positionOf(*name);
    }

private:
    [[nodiscard]] const Piece &piece() { return m_sources.own()[m_piece]; }

    std::optional<Hover> ofKey()
    {
        const Outline &outline = m_sources.own();
        const Piece &at = piece();
        for (const Shape &shape : shapesAt(outline, at.parent, m_kind, m_view)) {
            if (shape.kind() == Shape::Kind::Matcher && m_view.format != nullptr) {
                const QString help =
                    matcherSchemaOf(at.key, *m_view.format).value(u"description"_s).toString();
                if (!help.isEmpty())
                    return Hover{at.keySpan, at.key, help};
            }
            const Shape::Key *key =
                shape.kind() == Shape::Kind::Map ? shape.findKey(at.key) : nullptr;
            if (key == nullptr)
                continue;
            QStringList lines;
            if (!key->help.isEmpty())
                lines.append(key->help);
            lines.append(u"takes "_s + key->shape.expectation());
            if (key->required)
                lines.append(u"required"_s);
            return Hover{at.keySpan, at.key, lines.join(u'\n')};
        }
        return std::nullopt;
    }

    std::optional<ExpressionAt> expressionHere()
    {
        const Outline &outline = m_sources.own();
        const Piece &at = piece();
        const bool isCode = at.isMember && at.key == u"script" && m_view.format != nullptr &&
                            stepKindOf(outline, at.parent, *m_view.format) != nullptr;
        auto found = expressionAt(m_text, at.span, m_offset, isCode);
        if (!found)
            return std::nullopt;
        // Ask again from the end of the word: the pointer may be in its middle.
        found = expressionAt(m_text, at.span, found->word.end, isCode);
        return found && found->word.start < found->word.end ? found : std::nullopt;
    }

    std::optional<Name> nameIn(const ExpressionAt &expression)
    {
        const QString word = expression.word.in(m_text).toString();
        const auto find = [&word](const std::vector<Name> &names) -> std::optional<Name> {
            for (const Name &name : names) {
                if (name.name.section(u'(', 0, 0) == word)
                    return Name{word, name.help, name.file, name.offset};
            }
            return std::nullopt;
        };
        const QString root = expression.chain.section(u'.', 0, 0);
        const auto depth = expression.chain.count(u'.');
        if (depth == 0 || (root == u"vars" && depth == 1))
            return find(m_sources.namesAt(m_offset));
        if (depth == 1 && root == u"services")
            return find(m_sources.servicesFor(m_sources.file()));
        if (depth == 1 && root == u"row")
            return find(m_sources.columnsAt(m_offset));
        if (depth == 1 && root == u"param")
            return find(m_sources.parameters());
        return std::nullopt;
    }

    /// A file as a name: its first line is where it begins.
    std::optional<Name> fileNamed(const QString &path, const QString &what)
    {
        const QString found = m_view.resolve(path, m_sources.file());
        if (found.isEmpty())
            return std::nullopt;
        return Name{path, what, found, 0};
    }

    std::optional<Name> caseNamed(const QString &text)
    {
        const NeedText need = needText(text);
        const QString from =
            need.file.isEmpty() ? m_sources.file() : m_view.resolve(need.file, m_sources.file());
        for (const Name &name : m_sources.casesFor(from)) {
            if (name.name != need.name)
                continue;
            const Outline &its = m_sources.outline(name.file);
            const int one = its[its.at(name.offset)].parent;
            QStringList tags;
            for (const int tag : its.itemsOrSelf(its.member(one, u"tags")))
                tags.append(its.textOf(tag));
            return Name{text, tags.isEmpty() ? QString() : u"tags: "_s + tags.join(u", "_s),
                        name.file, name.offset};
        }
        return std::nullopt;
    }

    std::optional<Name> snapshotNamed(const QString &text)
    {
        // <folder of the suite file>/__snapshots__/<its name>/<name>.json or .txt
        const QFileInfo suite(m_sources.file());
        const QString folder = suite.path() == u"." ? QString() : suite.path() + u'/';
        for (const QString &suffix : {u".json"_s, u".txt"_s}) {
            for (const QString &name : {suite.completeBaseName(), suite.fileName()}) {
                const QString path = folder + u"__snapshots__/"_s + name + u'/' + text + suffix;
                if (std::binary_search(m_view.files.begin(), m_view.files.end(), path))
                    return Name{text, u"a golden file"_s, path, 0};
            }
        }
        return std::nullopt;
    }

    std::optional<Name> oneOf(const std::vector<Name> &names, const QString &text)
    {
        const auto found = std::find_if(names.begin(), names.end(),
                                        [&](const Name &name) { return name.name == text; });
        return found == names.end() ? std::nullopt : std::optional(*found);
    }

    std::optional<Name> named()
    {
        const QString text = m_sources.own().textOf(m_piece);
        switch (targetAt(m_sources.own(), m_piece, m_kind, m_view)) {
        case Target::Case:
            return caseNamed(text);
        case Target::Include:
            return fileNamed(text, u"an included file"_s);
        case Target::Dataset: {
            auto data = fileNamed(text, {});
            if (data) {
                const QStringList columns = m_view.columns.value(data->file);
                data->help =
                    columns.isEmpty() ? u"a data file"_s : u"columns: "_s + columns.join(u", "_s);
            }
            return data;
        }
        case Target::Mock:
            return fileNamed(text, u"a mocked service"_s);
        case Target::File:
            return fileNamed(text, u"a file"_s);
        case Target::SuitePath:
            return fileNamed(text, u"a suite"_s);
        case Target::Environment: {
            const QString environment = m_view.environmentFile(text);
            if (environment.isEmpty())
                return std::nullopt;
            QStringList services;
            for (const Name &service : m_sources.servicesFor(environment))
                services.append(service.name);
            return Name{text, u"services: "_s + services.join(u", "_s), environment, 0};
        }
        case Target::Service:
            return oneOf(m_sources.servicesFor(m_sources.file()), text);
        case Target::Block:
            return oneOf(m_sources.blocksFor(m_sources.file()), text);
        case Target::Phase:
            return phaseNamed(text);
        case Target::Snapshot:
            return snapshotNamed(text);
        case Target::Tag:
        case Target::None:
            break;
        }
        return std::nullopt;
    }

    std::optional<Name> phaseNamed(const QString &text)
    {
        const Outline &own = m_sources.own();
        for (const int phase : own.itemsOrSelf(own.member(Outline::root(), u"phases"))) {
            const int name = own.member(phase, u"phase");
            if (own.textOf(name) == text)
                return Name{text, u"a phase"_s, m_sources.file(), own[name].span.start};
        }
        return std::nullopt;
    }

    const QString &m_text;
    qsizetype m_offset;
    Sources m_sources;
    FileKind m_kind;
    const WorkspaceView &m_view;
    int m_piece;
};

} // namespace

std::optional<Hover> hoverAt(const QString &text, qsizetype offset, const QString &file,
                             const WorkspaceView &view)
{
    return Lookup(text, offset, file, view).hover();
}

std::optional<base::SourcePosition> definitionAt(const QString &text, qsizetype offset,
                                                 const QString &file, const WorkspaceView &view)
{
    return Lookup(text, offset, file, view).definition();
}

std::optional<CaseAt> caseAt(const QString &text, qsizetype offset, const QString &file,
                             const WorkspaceView &view)
{
    const FileKind kind = fileKindOf(file, text);
    if (kind != FileKind::Suite && kind != FileKind::Include)
        return std::nullopt;
    Sources sources(view, file, text);
    const int piece = sources.casePieceAt(offset);
    const Outline &own = sources.own();
    const int name = own.member(piece, u"case");
    if (own.textOf(name).isEmpty())
        return std::nullopt;
    CaseAt found;
    found.name = own.textOf(name);
    found.nameSpan = own[name].span;
    const qsizetype dash =
        text.lastIndexOf(u'-', std::max<qsizetype>(0, own[piece].span.start - 1));
    found.span = {own[piece].inFlow || dash < 0 ? own[piece].span.start : dash,
                  own[piece].span.end};
    if (kind == FileKind::Suite) {
        found.ids.append(file + u"::"_s + found.name);
        return found;
    }
    for (const QString &suite : sources.family(file)) {
        if (sources.kindOf(suite) == FileKind::Suite && sources.withIncludes(suite).contains(file))
            found.ids.append(suite + u"::"_s + found.name);
    }
    return found;
}

} // namespace assay::suite::assist
