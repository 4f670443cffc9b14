// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/checking.h"
#include "expect/diff.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/file_snapshots.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &snapshotMatcher()
{
    static const MatcherKind kKind = {
        .name = u"snapshot"_s,
        .holds = u"is as the snapshot %1"_s,
        .summary =
            u"Is as it was when the golden file of this name was written (--update-snapshots)."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                Snapshots *snapshots = evaluation.context().snapshots;
                if (snapshots == nullptr) {
                    evaluation.malformed(call, u"there is no place for snapshots here"_s);
                    return;
                }
                const bool text = call.actual.isString();
                const QString name = call.argument.text() + (text ? u".txt"_s : u".json"_s);
                const auto saved = snapshots->load(name);
                if (!saved) {
                    evaluation.malformed(call, saved.error().title);
                    return;
                }
                const QByteArray content =
                    text ? call.actual.toString().toUtf8() : indentedJson(call.actual);
                if (*saved && **saved == content)
                    return;
                if (snapshots->updating()) {
                    if (const auto done = snapshots->save(name, content); !done)
                        evaluation.malformed(call, done.error().title);
                    return;
                }
                if (!*saved) {
                    evaluation.fail(
                        call,
                        u"there is no snapshot \"%1\" yet (write it with --update-snapshots)"_s.arg(
                            name));
                    return;
                }
                QJsonValue before = QString::fromUtf8(**saved);
                if (!text) {
                    const auto parsed = base::parseJson(**saved);
                    if (!parsed) {
                        evaluation.malformed(
                            call, u"the snapshot \"%1\" is %2"_s.arg(name, parsed.error().title));
                        return;
                    }
                    before = *parsed;
                }
                const QString diff = structuralDiff(before, call.actual);
                if (!diff.isEmpty())
                    evaluation.fail(
                        call, u"%1 is not as the snapshot \"%2\""_s.arg(shown(call.actual), name),
                        diff);
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (!checking.needs(argument, Node::Kind::Text))
                    return;
                if (!isSnapshotName(argument.text()))
                    checking.problem(
                        argument,
                        u"\"%1\" cannot be the name of a snapshot"_s.arg(argument.text().left(80)),
                        u"write letters, digits, - and _, with / between folders"_s);
            },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"string"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
