// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/names.h"

#include "suite/assist/shape_walk.h"
#include "suite/needs_checker.h"

#include <QRegularExpression>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

QString Sources::textOf(const QString &file) const
{
    return file == m_file ? m_text : m_view.texts.value(file);
}

const Outline &Sources::outline(const QString &file)
{
    auto &known = m_outlines[file];
    if (!known)
        known = std::make_unique<const Outline>(textOf(file));
    return *known;
}

FileKind Sources::kindOf(const QString &file) const
{
    return fileKindOf(file, textOf(file));
}

base::SourcePosition Sources::positionOf(const Name &name) const
{
    return positionAt(textOf(name.file), name.offset, name.file);
}

QStringList Sources::withIncludes(const QString &file)
{
    constexpr qsizetype kMost = 1000;
    QStringList all{file};
    for (qsizetype i = 0; i < all.size() && all.size() < kMost; ++i) {
        const QString from = all.at(i);
        const Outline &source = outline(from);
        for (const int item : source.itemsOrSelf(source.member(Outline::root(), u"include"))) {
            const int path =
                source[item].kind == Piece::Kind::Map ? source.member(item, u"file") : item;
            const QString included = m_view.resolve(source.textOf(path), from);
            if (!included.isEmpty() && !all.contains(included))
                all.append(included);
        }
    }
    return all;
}

QStringList Sources::family(const QString &file)
{
    QStringList all = withIncludes(file);
    if (kindOf(file) == FileKind::Suite)
        return all;
    for (const QString &suite : m_view.filesOf(FileKind::Suite)) {
        if (!textOf(suite).contains(u"include"))
            continue;
        const QStringList its = withIncludes(suite);
        if (its.contains(file))
            all += its;
    }
    all.removeDuplicates();
    return all;
}

std::vector<Name> Sources::casesIn(const QString &file)
{
    const Outline &source = outline(file);
    std::vector<Name> cases;
    for (const int item : source.itemsOrSelf(source.member(Outline::root(), u"cases"))) {
        const int name = source.member(item, u"case");
        const QString text = source.textOf(name);
        if (!text.isEmpty())
            cases.push_back({text, u"a case of %1"_s.arg(file), file, source[name].span.start});
    }
    return cases;
}

std::vector<Name> Sources::casesFor(const QString &file)
{
    std::vector<Name> cases;
    for (const QString &one : family(file)) {
        for (Name &name : casesIn(one))
            cases.push_back(std::move(name));
    }
    return cases;
}

std::vector<Name> Sources::blocksFor(const QString &file)
{
    std::vector<Name> blocks;
    for (const QString &one : family(file))
        addMembers(one, outline(one).member(Outline::root(), u"blocks"), u"a block of "_s + one,
                   blocks);
    return blocks;
}

std::vector<Name> Sources::servicesFor(const QString &file)
{
    QString environment = file;
    if (kindOf(file) != FileKind::Environment) {
        QString name;
        for (const QString &one : family(file)) { // of an include: that of a suite that uses it
            const Outline &source = outline(one);
            if (name.isEmpty())
                name = source.textOf(source.member(Outline::root(), u"environment"));
        }
        environment = m_view.environmentFile(name.isEmpty() ? m_view.defaultEnvironment : name);
    }
    std::vector<Name> services;
    if (environment.isEmpty())
        return services;
    const Outline &source = outline(environment);
    const int all = source.member(Outline::root(), u"services");
    addMembers(environment, all, {}, services);
    for (Name &service : services) {
        const int map = source.resolved(source.member(all, service.name));
        for (const int child : source[map].children) {
            const QString key = source[child].key;
            if (key != u"ready" && key != u"after" && service.help.isEmpty())
                service.help = u"a service of %1: %2"_s.arg(environment, key);
        }
        if (service.help.isEmpty())
            service.help = u"a service of "_s + environment;
    }
    return services;
}

void Sources::addMembers(const QString &file, int map, const QString &help, std::vector<Name> &into)
{
    const Outline &source = outline(file);
    map = source.resolved(map);
    if (map < 0)
        return;
    for (const int child : source[map].children) {
        if (source[child].isMember && source[child].hasColon)
            into.push_back({source[child].key, help, file, source[child].keySpan.start});
    }
}

void Sources::addCaptures(const QString &file, int piece, qsizetype before, int depth,
                          std::vector<Name> &into)
{
    static const QRegularExpression kAssigned(u"(?<![\\w.])vars\\.([A-Za-z_]\\w*)\\s*=(?!=)"_s);
    const Outline &source = outline(file);
    const bool isAlias = piece >= 0 && source[piece].style == Piece::Style::Alias;
    piece = source.resolved(piece);
    if (piece < 0 || depth > Outline::kDepth)
        return;
    if (isAlias)
        before = textOf(file).size();
    for (const int child : source[piece].children) {
        const Piece &next = source[child];
        if ((next.isMember ? next.keySpan.start : next.span.start) >= before)
            break;
        const bool isStep = next.isMember && m_view.format != nullptr &&
                            (next.key == u"capture" || next.key == u"script") &&
                            stepKindOf(source, piece, *m_view.format) != nullptr;
        if (isStep && next.key == u"capture") {
            const int map = source.resolved(child);
            for (const int captured : source[map].children) {
                const Piece &member = source[captured];
                if (member.hasColon && member.span.end < before)
                    into.push_back({member.key, u"captured from "_s + source.textOf(captured), file,
                                    member.keySpan.start});
            }
        } else if (isStep) {
            for (auto it = kAssigned.globalMatch(next.text); it.hasNext();) {
                const QString name = it.next().captured(1);
                if (next.span.end < before)
                    into.push_back({name, u"set by a script"_s, file, next.span.start});
            }
        } else {
            addCaptures(file, child, before, depth + 1, into);
        }
    }
}

void Sources::addNeeded(const QString &file, int casePiece, QStringList &seen,
                        std::vector<Name> &into)
{
    const Outline &source = outline(file);
    for (const int item : source.itemsOrSelf(source.member(casePiece, u"needs"))) {
        const int name =
            source[item].kind == Piece::Kind::Map ? source.member(item, u"case") : item;
        const NeedText need = needText(source.textOf(name));
        const QString from = need.file.isEmpty() ? file : m_view.resolve(need.file, file);
        const QString mark = from + u"::"_s + need.name;
        if (need.name.isEmpty() || from.isEmpty() || seen.contains(mark) || seen.size() > 1000)
            continue;
        seen.append(mark);
        for (const Name &candidate : casesFor(from)) {
            if (candidate.name != need.name)
                continue;
            const Outline &its = outline(candidate.file);
            const int scalar = its.at(candidate.offset);
            const int needed = its[scalar].parent;
            addCaptures(candidate.file, needed, textOf(candidate.file).size(), 0, into);
            addNeeded(candidate.file, needed, seen, into);
            break;
        }
    }
}

int Sources::casePieceAt(qsizetype offset)
{
    const Outline &source = own();
    const int cases = source.member(Outline::root(), u"cases");
    if (cases < 0)
        return -1;
    int found = -1;
    for (const int item : source.itemsOrSelf(cases)) {
        // From its dash on.
        const qsizetype lineStart =
            m_text.lastIndexOf(u'\n', std::max<qsizetype>(0, source[item].span.start - 1)) + 1;
        if (lineStart <= offset)
            found = item;
    }
    // Behind the last case another key may have begun.
    for (const int child : source[Outline::root()].children) {
        const qsizetype start = source[child].keySpan.start;
        if (start > source[cases].keySpan.start && start <= offset)
            return -1;
    }
    return found;
}

std::vector<Name> Sources::columnsAt(qsizetype offset)
{
    const Outline &source = own();
    const int casePiece = casePieceAt(offset);
    std::vector<Name> columns;
    if (casePiece < 0)
        return columns;
    const int each = source.resolved(source.member(casePiece, u"each"));
    int rows = each;
    if (each >= 0 && source[each].kind == Piece::Kind::Map) {
        for (const QString &key : {u"csv"_s, u"json"_s}) {
            const QString data = m_view.resolve(source.textOf(source.member(each, key)), m_file);
            for (const QString &column : m_view.columns.value(data))
                columns.push_back({column, u"a column of "_s + data, data, 0});
        }
        rows = source.member(each, u"rows");
    }
    for (const int row : rows < 0 ? std::vector<int>() : source.itemsOrSelf(rows))
        addMembers(m_file, row, u"a value of the case's rows"_s, columns);
    addMembers(m_file, source.member(casePiece, u"matrix"), u"of the case's matrix"_s, columns);
    std::vector<Name> unique;
    for (const Name &column : columns) {
        if (std::none_of(unique.begin(), unique.end(),
                         [&](const Name &known) { return known.name == column.name; }))
            unique.push_back(column);
    }
    return unique;
}

std::vector<Name> Sources::parameters()
{
    std::vector<Name> names;
    addMembers(m_file, own().member(Outline::root(), u"params"), u"a parameter of this file"_s,
               names);
    return names;
}

std::vector<Name> Sources::namesAt(qsizetype offset)
{
    std::vector<Name> names;
    const Outline &source = own();
    const qsizetype whole = m_text.size();
    const int casePiece = casePieceAt(offset);
    if (casePiece >= 0) {
        addCaptures(m_file, casePiece, offset, 0, names);
        addMembers(m_file, source.member(casePiece, u"vars"), u"a variable of the case"_s, names);
        QStringList seen;
        addNeeded(m_file, casePiece, seen, names);
    }
    for (const QString &file : withIncludes(m_file)) {
        const Outline &one = outline(file);
        for (const QString &key : {u"setup"_s, u"caseSetup"_s, u"runSetup"_s}) {
            const int steps = one.member(Outline::root(), key);
            const bool isHere = file == m_file && steps >= 0 && one[steps].span.holds(offset);
            addCaptures(file, steps, isHere ? offset : whole, 0, names);
        }
        addMembers(file, one.member(Outline::root(), u"vars"), u"a variable of "_s + file, names);
    }
    const auto builtIn = [&names](const QString &name, const QString &help) {
        names.push_back({name, help, {}, 0});
    };
    builtIn(u"services"_s, u"the services of the environment: services.NAME.url"_s);
    builtIn(u"env"_s, u"the variables of Assay's own environment: env.HOME"_s);
    builtIn(u"secret"_s, u"secrets, which no report shows: secret.TOKEN"_s);
    builtIn(u"row"_s, u"the row of a case with each or matrix: row.COLUMN"_s);
    builtIn(u"run"_s, u"the run: run.id"_s);
    if (kindOf(m_file) == FileKind::Include)
        builtIn(u"param"_s, u"the parameters of this file: param.NAME"_s);
    builtIn(u"uuid()"_s, u"a fresh UUID"_s);
    builtIn(u"now()"_s, u"the time: UTC, ISO 8601"_s);
    builtIn(u"random(a, b)"_s, u"a number from a to b"_s);
    builtIn(u"base64(text)"_s, u"of the text's UTF-8"_s);
    builtIn(u"sha256(text)"_s, u"hexadecimal, of the text's UTF-8"_s);
    builtIn(u"number(text)"_s, u"the text as a number"_s);
    std::vector<Name> unique; // the innermost of each name
    QSet<QString> seen;
    for (Name &name : names) {
        if (!seen.contains(name.name)) {
            seen.insert(name.name);
            unique.push_back(std::move(name));
        }
    }
    return unique;
}

NeedText needText(const QString &text)
{
    NeedText need;
    need.name = text;
    const qsizetype colons = text.indexOf(u"::");
    if (colons > 0 && isSuiteFileName(QStringView(text).first(colons))) {
        need.file = text.first(colons);
        need.name = text.sliced(colons + 2);
    }
    const qsizetype bracket = need.name.indexOf(u'[');
    if (bracket > 0 && need.name.endsWith(u']')) {
        need.row = need.name.sliced(bracket);
        need.name.truncate(bracket);
    }
    return need;
}

std::optional<ExpressionAt> expressionAt(QStringView text, Span scalar, qsizetype offset,
                                         bool isCode)
{
    static const QRegularExpression kChain(
        u"((?:[A-Za-z_]\\w*(?:\\[[^\\]]*\\])?\\.)*)([A-Za-z_]\\w*)?$"_s);
    if (offset < scalar.start || offset > scalar.end)
        return std::nullopt;
    ExpressionAt found;
    found.span = scalar;
    if (!isCode) {
        const QStringView before = text.sliced(scalar.start, offset - scalar.start);
        qsizetype open = before.lastIndexOf(u"${");
        if (open < 0 || (open > 0 && before[open - 1] == u'$'))
            return std::nullopt;
        int braces = 1;
        for (qsizetype i = open + 2; i < before.size(); ++i) {
            braces += before[i] == u'{' ? 1 : before[i] == u'}' ? -1 : 0;
            if (braces == 0)
                return std::nullopt;
        }
        qsizetype close = offset;
        while (close < scalar.end && text[close] != u'}' && text[close] != u'\n')
            ++close;
        found.span = {scalar.start + open + 2, close};
    }
    const auto match =
        kChain.match(text.sliced(found.span.start, offset - found.span.start).toString());
    found.chain = match.captured(1);
    qsizetype wordEnd = offset;
    while (wordEnd < found.span.end && (text[wordEnd].isLetterOrNumber() || text[wordEnd] == u'_'))
        ++wordEnd;
    found.word = {offset - match.capturedLength(2), wordEnd};
    return found;
}

} // namespace assay::suite::assist
