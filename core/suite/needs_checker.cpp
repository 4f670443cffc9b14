// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/needs_checker.h"

#include "base/suggest.h"

#include <QSet>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

/// Where a name leads: a written case and, for "name[key]", one of its rows.
struct Target
{
    std::size_t node = 0; ///< among all written cases of all suites
    std::size_t first = 0;
    std::size_t count = 0;
};

/// All written cases by name, for one suite.
struct Names
{
    QHash<QString, std::size_t> written; ///< name and explicit id -> index in draft.written
    QStringList candidates;              ///< for did-you-mean
    std::size_t firstNode = 0;
};

class Resolver
{
public:
    Resolver(std::vector<SuiteDraft> &drafts, LoadContext &context)
        : m_drafts(drafts)
        , m_context(context)
    {
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            Names names;
            names.firstNode = m_edges.size();
            for (std::size_t w = 0; w < drafts[i].written.size(); ++w) {
                const WrittenCase &written = drafts[i].written[w];
                names.written.insert(written.name, w);
                names.candidates.append(written.name);
                m_edges.emplace_back();
                m_titles.append(written.name);
            }
            for (std::size_t w = 0; w < drafts[i].written.size(); ++w) {
                const QString id = drafts[i].written[w].explicitId;
                // The file knows its ids without the suite's own.
                const qsizetype colons = id.lastIndexOf(u"::");
                const QString own = colons < 0 ? id : id.sliced(colons + 2);
                if (!own.isEmpty() && !names.written.contains(own))
                    names.written.insert(own, w);
            }
            m_files.insert(drafts[i].suite.file, i);
            m_names.push_back(std::move(names));
        }
    }

    void run()
    {
        for (std::size_t i = 0; i < m_drafts.size(); ++i) {
            for (std::size_t w = 0; w < m_drafts[i].written.size(); ++w)
                resolve(i, w);
        }
        for (const Circle &circle : findCircles(m_edges)) {
            m_context.diagnostics.add(
                u"cases need each other in a circle: %1"_s.arg(circleText(circle, m_titles)),
                u"take one of these needs out"_s, circle.position);
        }
        checkIds();
    }

private:
    void resolve(std::size_t draft, std::size_t writtenIndex)
    {
        WrittenCase &written = m_drafts[draft].written[writtenIndex];
        if (written.needs.empty())
            return;
        std::vector<model::Need> needs;
        for (const WrittenNeed &need : written.needs) {
            const auto target = find(draft, need);
            if (!target)
                continue;
            m_edges[m_names[draft].firstNode + writtenIndex].push_back(
                {target->second.node, need.position});
            const std::vector<model::Case> &cases = m_drafts[target->first].suite.cases;
            for (std::size_t row = 0; row < target->second.count; ++row)
                needs.push_back({cases[target->second.first + row].id, need.on, need.position});
        }
        for (std::size_t row = 0; row < written.count; ++row)
            m_drafts[draft].suite.cases[written.first + row].needs = needs;
    }

    std::optional<std::pair<std::size_t, Target>> find(std::size_t from, const WrittenNeed &need)
    {
        const qsizetype colons = need.text.indexOf(u"::");
        if (colons < 0 || !isSuiteFileName(QStringView(need.text).first(colons)))
            return findIn(from, need.text, need, QString());
        const QString file = need.text.first(colons);
        const auto path = m_context.workspace.resolve(file, need.position.file);
        if (!path) {
            m_context.diagnostics.add(path.error().at(need.position));
            return std::nullopt;
        }
        const QString shortName = m_context.workspace.shortName(*path);
        const auto found = m_files.constFind(shortName);
        if (found == m_files.cend()) {
            // Its own mistakes are reported already.
            return std::nullopt;
        }
        return findIn(*found, need.text.sliced(colons + 2), need, shortName);
    }

    std::optional<std::pair<std::size_t, Target>>
    findIn(std::size_t draft, const QString &name, const WrittenNeed &need, const QString &file)
    {
        const Names &names = m_names[draft];
        if (const auto found = names.written.constFind(name); found != names.written.cend()) {
            const WrittenCase &written = m_drafts[draft].written[*found];
            return std::pair{draft, Target{names.firstNode + *found, written.first, written.count}};
        }
        if (const qsizetype bracket = name.indexOf(u'['); bracket > 0 && name.endsWith(u']')) {
            const auto found = names.written.constFind(name.first(bracket));
            if (found != names.written.cend())
                return findRow(draft, *found, name.sliced(bracket + 1).chopped(1), need);
        }
        m_context.diagnostics.addUnknown(file.isEmpty()
                                             ? u"no case is called \"%1\""_s.arg(name)
                                             : u"no case of %1 is called \"%2\""_s.arg(file, name),
                                         name, names.candidates, need.position);
        return std::nullopt;
    }

    std::optional<std::pair<std::size_t, Target>> findRow(std::size_t draft,
                                                          std::size_t writtenIndex,
                                                          const QString &key,
                                                          const WrittenNeed &need)
    {
        const WrittenCase &written = m_drafts[draft].written[writtenIndex];
        QStringList keys;
        for (std::size_t row = 0; row < written.count; ++row) {
            const model::Case &candidate = m_drafts[draft].suite.cases[written.first + row];
            if (candidate.key == key)
                return std::pair{
                    draft, Target{m_names[draft].firstNode + writtenIndex, written.first + row, 1}};
            keys.append(candidate.key);
        }
        m_context.diagnostics.addUnknown(
            u"the case \"%1\" has no row \"%2\""_s.arg(written.name, key), key, keys,
            need.position);
        return std::nullopt;
    }

    /// Explicit ids over all suites; full ids, because a case may be called as another's row.
    void checkIds()
    {
        QHash<QString, base::SourcePosition> explicitIds;
        QSet<QString> ids;
        for (const SuiteDraft &draft : m_drafts) {
            for (const WrittenCase &written : draft.written) {
                if (written.explicitId.isEmpty())
                    continue;
                const auto known = explicitIds.constFind(written.explicitId);
                if (known == explicitIds.cend()) {
                    explicitIds.insert(written.explicitId, written.position);
                    continue;
                }
                m_context.diagnostics.add(u"two cases have the id \"%1\""_s.arg(written.explicitId),
                                          u"the other is at %1"_s.arg(known->toString()),
                                          written.position);
            }
            for (const model::Case &one : draft.suite.cases) {
                const qsizetype before = ids.size();
                ids.insert(one.id);
                if (ids.size() == before)
                    m_context.diagnostics.add(u"two cases have the id \"%1\""_s.arg(one.id),
                                              u"one is a row of the other's name: rename it"_s,
                                              one.position);
            }
        }
    }

    std::vector<SuiteDraft> &m_drafts;
    LoadContext &m_context;
    std::vector<Names> m_names;
    QHash<QString, std::size_t> m_files;
    std::vector<std::vector<CircleEdge>> m_edges;
    QStringList m_titles;
};

} // namespace

bool isSuiteFileName(QStringView name)
{
    return name.endsWith(u".yaml") || name.endsWith(u".yml");
}

void resolveNeeds(std::vector<SuiteDraft> &drafts, LoadContext &context)
{
    Resolver(drafts, context).run();
}

} // namespace assay::suite
