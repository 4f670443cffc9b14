// SPDX-License-Identifier: GPL-3.0-or-later
// What a name in a value can mean: cases, files, services, phases, tags.
#include "suite/assist/completer.h"

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

void Completer::addFiles(const QStringList &files, bool inFlow)
{
    for (const QString &file : files) {
        if (file != m_sources.file())
            addText(Completion::Kind::File, m_view.pathFrom(m_sources.file(), file), {}, inFlow);
    }
}

void Completer::addNames(Completion::Kind kind, const std::vector<Name> &names, bool inFlow)
{
    for (const Name &name : names) {
        if (!name.name.contains(kCursor))
            addText(kind, name.name, name.help, inFlow);
    }
}

QStringList Completer::filesEnding(const QString &suffix) const
{
    QStringList found;
    for (const QString &file : m_view.files) {
        if (file.endsWith(suffix))
            found.append(file);
    }
    return found;
}

void Completer::addTargets(int piece, bool inFlow)
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

void Completer::addCases(bool inFlow)
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

void Completer::addPhases(bool inFlow)
{
    for (const int phase : m_outline.itemsOrSelf(m_outline.member(Outline::root(), u"phases"))) {
        const QString name = m_outline.textOf(m_outline.member(phase, u"phase"));
        if (!name.isEmpty())
            addText(Completion::Kind::Value, name, {}, inFlow);
    }
}

void Completer::addSuitePaths(bool inFlow)
{
    QStringList paths;
    for (const QString &file : m_view.filesOf(FileKind::Suite)) {
        for (qsizetype slash = file.indexOf(u'/'); slash > 0; slash = file.indexOf(u'/', slash + 1))
            paths.append(file.first(slash));
        paths.append(file);
    }
    paths.sort();
    paths.removeDuplicates();
    for (const QString &path : std::as_const(paths))
        addText(Completion::Kind::File, path, {}, inFlow);
}

void Completer::addTags(bool inFlow)
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

} // namespace assay::suite::assist
