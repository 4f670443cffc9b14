// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/failures.h"

#include "base/json_text.h"
#include "expect/diff.h"

#include <QRegularExpression>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::Failure;

namespace {

constexpr int kDiffLines = 2000;

bool tellsTwoSides(const Failure &failure)
{
    return !failure.diff.isEmpty() || !failure.expected.isEmpty() || !failure.actual.isEmpty();
}

/// "- " before every line.
QString marked(const QString &text, const QString &mark)
{
    QString result;
    for (const QString &line : text.split(u'\n'))
        result += mark + line + u'\n';
    return result;
}

QString diffOf(const Failure &failure)
{
    if (!failure.diff.isEmpty())
        return failure.diff + u'\n';
    const auto expected = base::parseJson(failure.expected.toUtf8());
    const auto actual = base::parseJson(failure.actual.toUtf8());
    const auto isTree = [](const auto &value) {
        return value && (value->isObject() || value->isArray());
    };
    if (isTree(expected) && isTree(actual)) {
        const QString diff = expect::structuralDiff(*expected, *actual, kDiffLines);
        if (!diff.isEmpty())
            return diff + u'\n';
    }
    return marked(failure.expected, u"- "_s) + marked(failure.actual, u"+ "_s);
}

} // namespace

PreparedText preparedFailures(const std::vector<Failure> &failures, const std::stop_token &stop)
{
    QString text;
    std::vector<std::pair<qsizetype, int>> links; // line, failure
    qsizetype line = 0;
    const auto add = [&](const QString &what) {
        text += (text.isEmpty() ? u""_s : u"\n"_s) + what;
        line += what.count(u'\n') + 1;
    };
    for (std::size_t i = 0; i < failures.size() && !stop.stop_requested(); ++i) {
        const Failure &failure = failures[i];
        add(u"✕ "_s + failure.message);
        if (failure.position.isValid()) {
            links.emplace_back(line, int(i));
            add(u"at "_s + failure.position.toString());
        }
        if (!failure.diff.isEmpty())
            add(failure.diff);
    }
    PreparedText prepared = prepareText(text, TextForm::Diff, stop);
    for (const auto &[at, failure] : links) {
        if (static_cast<std::size_t>(at) < prepared.lines.size())
            prepared.lines[static_cast<std::size_t>(at)].link = failure;
    }
    return prepared;
}

bool hasDiff(const std::vector<Failure> &failures)
{
    return std::any_of(failures.begin(), failures.end(), &tellsTwoSides);
}

QString failuresDiff(const std::vector<Failure> &failures, const std::stop_token &stop)
{
    QString text;
    for (const Failure &failure : failures) {
        if (stop.stop_requested() || !tellsTwoSides(failure))
            continue;
        text += (text.isEmpty() ? u""_s : u"\n"_s) + u"@@ "_s +
                (failure.path.isEmpty() ? failure.message.section(u'\n', 0, 0) : failure.path) +
                u'\n' + diffOf(failure);
    }
    return text;
}

bool isGoldenFailure(const Failure &failure)
{
    static const QRegularExpression words(
        u"is not as the snapshot \"|there is no snapshot \"[^\"]*\" yet"_s);
    return words.match(failure.message).hasMatch();
}

} // namespace assay::ui
