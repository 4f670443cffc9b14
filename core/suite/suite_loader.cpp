// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/loader.h"
#include "suite/needs_checker.h"

#include <QSet>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

/// The suite files that the draft's needs name and that can be found.
QStringList filesNeeded(const SuiteDraft &draft, const Workspace &workspace)
{
    QStringList files;
    for (const WrittenCase &written : draft.written) {
        for (const WrittenNeed &need : written.needs) {
            const qsizetype colons = need.text.indexOf(u"::");
            if (colons < 0 || !isSuiteFileName(QStringView(need.text).first(colons)))
                continue;
            if (const auto path = workspace.resolve(need.text.first(colons), need.position.file))
                files.append(workspace.shortName(*path));
        }
    }
    return files;
}

} // namespace

Loaded<std::vector<model::Suite>> loadSuites(const Workspace &workspace, const QStringList &files,
                                             const Format &format, const base::Files &disk)
{
    Diagnostics diagnostics;
    QCryptographicHash fingerprint(QCryptographicHash::Sha1); // finds edits, guards nothing
    LoadContext context{workspace, format, disk, diagnostics, &fingerprint};
    std::vector<SuiteDraft> drafts;
    QStringList waiting;
    for (const QString &file : files) {
        // The same file under two names is one suite.
        const auto path = workspace.resolve(file, {});
        waiting.append(path ? workspace.shortName(*path) : file);
    }
    QSet<QString> known;
    while (!waiting.isEmpty()) {
        const QString file = waiting.takeFirst();
        if (known.contains(file))
            continue;
        known.insert(file);
        fingerprint.reset();
        if (auto draft = SuiteBuilder(context, file).build()) {
            draft->suite.fingerprint = fingerprint.result();
            waiting += filesNeeded(*draft, workspace);
            drafts.push_back(std::move(*draft));
        }
    }
    resolveNeeds(drafts, context);
    Loaded<std::vector<model::Suite>> loaded;
    loaded.value.reserve(drafts.size());
    for (SuiteDraft &draft : drafts)
        loaded.value.push_back(std::move(draft.suite));
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

} // namespace assay::suite
