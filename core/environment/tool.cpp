// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/tool.h"

#include "environment/line_collector.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QStandardPaths>

#include <algorithm>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLinesShown = 20;

} // namespace

base::Result<QByteArray> Tool::run(const QStringList &arguments, base::SteadyTime deadline,
                                   const std::stop_token &stop, const QByteArray &input) const
{
    auto result = base::runProcess({.program = program,
                                    .arguments = leading + arguments,
                                    .environment = environment,
                                    .workingDirectory = folder,
                                    .input = input},
                                   deadline, stop);
    if (!result)
        return base::failure(result.error());
    const QString what = QFileInfo(program).fileName() + u' ' + (leading + arguments).value(0);
    if (result->stopped) {
        return stop.stop_requested() ? base::failure(u"`%1` was stopped"_s.arg(what))
                                     : base::failure(u"`%1` did not end in time"_s.arg(what));
    }
    if (result->exitCode == 0 && result->signal == 0)
        return std::move(result->standardOutput);
    const base::ExitStatus exit{result->exitCode, result->signal};
    const QStringList lines =
        lastLinesOf(result->standardOutput + '\n' + result->standardError, kLinesShown);
    const base::Error error{lines.isEmpty()
                                ? u"`%1` %2"_s.arg(what, exit.toText())
                                : u"`%1` %2: %3"_s.arg(what, exit.toText(), lines.last()),
                            {}};
    if (lines.size() < 2)
        return base::failure(error);
    return base::failure(
        error.because({u"`%1` wrote last:%2"_s.arg(text(arguments), quotedLines(lines)), {}}));
}

base::SpawnRequest Tool::spawn(const QStringList &arguments) const
{
    return {.program = program,
            .arguments = leading + arguments,
            .environment = environment,
            .workingDirectory = folder};
}

QString Tool::text(const QStringList &arguments) const
{
    return commandText(QFileInfo(program).fileName(), leading + arguments);
}

QJsonObject Tool::toJson() const
{
    QJsonObject variables;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        variables.insert(it.key(), it.value());
    return {{u"program"_s, program},
            {u"leading"_s, QJsonArray::fromStringList(leading)},
            {u"environment"_s, variables}};
}

Tool Tool::fromJson(const QJsonObject &json)
{
    Tool tool;
    tool.program = json.value(u"program"_s).toString();
    tool.leading = json.value(u"leading"_s).toVariant().toStringList();
    const QJsonObject variables = json.value(u"environment"_s).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        tool.environment.insert(it.key(), it.value().toString());
    return tool;
}

QString findProgram(const QString &name, const base::Variables &variables)
{
    const QString path = variables.value(u"PATH"_s).value_or(u"/usr/local/bin:/usr/bin:/bin"_s);
    return QStandardPaths::findExecutable(name, path.split(u':', Qt::SkipEmptyParts));
}

QMap<QString, QString> variablesLike(const QStringList &beginnings,
                                     const base::Variables &variables)
{
    QMap<QString, QString> found;
    const QMap<QString, QString> all = variables.all();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const auto matches = [&](const QString &start) { return it.key().startsWith(start); };
        if (std::any_of(beginnings.begin(), beginnings.end(), matches))
            found.insert(it.key(), it.value());
    }
    return found;
}

QStringList lastLinesOf(const QByteArray &text, int count)
{
    QStringList lines;
    const QList<QByteArray> all = text.split('\n');
    for (auto it = all.rbegin(); it != all.rend() && lines.size() < count; ++it) {
        if (!it->trimmed().isEmpty())
            lines.prepend(LineCollector::printable(*it));
    }
    return lines;
}

QString commandText(const QString &program, const QStringList &arguments)
{
    QString text = program;
    for (const QString &argument : arguments) {
        const bool isPlain = !argument.isEmpty() && !argument.contains(u' ') &&
                             !argument.contains(u'\'') && !argument.contains(u'\n');
        text += u' ';
        text += isPlain ? argument : u'\'' + QString(argument).replace(u'\'', u"'\\''"_s) + u'\'';
    }
    return text;
}

QString quotedLines(const QStringList &lines)
{
    QString text;
    for (const QString &line : lines)
        text += u"\n    | "_s + line;
    return text;
}

} // namespace assay::environment
