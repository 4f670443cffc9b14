// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/options.h"

#include "app/batch/option_table.h"
#include "base/suggest.h"

namespace assay::app {

using namespace Qt::StringLiterals;
using base::failure;
using Action = Options::Action;

namespace {

const Option *findOption(const QString &name)
{
    for (const OptionGroup &group : optionGroups()) {
        for (const Option &option : group.options) {
            if (option.name == name || (!option.shortName.isEmpty() && option.shortName == name))
                return &option;
        }
    }
    return nullptr;
}

QStringList optionNames()
{
    QStringList names;
    for (const OptionGroup &group : optionGroups()) {
        for (const Option &option : group.options)
            names.append(option.name);
    }
    return names;
}

base::Result<> checkTogether(Options &options)
{
    if (!options.run.isEmpty() &&
        (options.action == Action::Run || options.action == Action::Window)) {
        if (options.reports.empty()) {
            return failure(u"--run needs --report or --export"_s,
                           u"for example --report html:out.html --run latest"_s);
        }
        options.action = Action::Report;
    }
    if (options.action == Action::Compare) {
        for (const auto &[format, path] : options.reports) {
            if (format != u"json" && format != u"markdown") {
                return failure(
                    u"a comparison is written as json or markdown, not as %1"_s.arg(format),
                    u"for example --report markdown:compare.md"_s);
            }
        }
    }
    if (options.action == Action::Export && options.run.isEmpty())
        options.run = u"latest"_s;
    if (options.action == Action::Merge) {
        options.files = options.places;
        options.places.clear();
        if (options.files.size() < 2)
            return failure(u"--merge needs the .assayrun files of all shards"_s);
    }
    return {};
}

} // namespace

base::Result<Options> parseOptions(const QStringList &arguments)
{
    Options options;
    bool onlyPlaces = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (onlyPlaces || !argument.startsWith(u'-') || argument == u"-") {
            options.places.append(argument);
            continue;
        }
        if (argument == u"--") {
            onlyPlaces = true;
            continue;
        }
        const qsizetype equals = argument.startsWith(u"--"_s) ? argument.indexOf(u'=') : -1;
        QString name = equals < 0 ? argument : argument.first(equals);
        const Option *option = findOption(name);
        QString attached; // of -j4
        if (option == nullptr && argument.size() > 2 && argument[1] != u'-') {
            const Option *shortOne = findOption(argument.first(2));
            if (shortOne != nullptr && !shortOne->value.isEmpty()) {
                option = shortOne;
                name = argument.first(2);
                attached = argument.sliced(2);
            }
        }
        if (option == nullptr) {
            return failure(u"there is no option %1"_s.arg(name),
                           base::didYouMean(name, optionNames()) + u" See --help."_s);
        }
        QString value = equals < 0 ? attached : argument.sliced(equals + 1);
        if (option->value.isEmpty() && equals >= 0)
            return failure(u"%1 takes no value"_s.arg(name));
        if (!option->value.isEmpty() && !option->valueOptional && equals < 0 &&
            attached.isEmpty()) {
            if (i + 1 >= arguments.size()) {
                return failure(u"%1 needs a value: %2"_s.arg(name, option->value), option->help);
            }
            value = arguments[++i];
        }
        for (qsizetype more = option->value.count(u' '); more > 0; --more) {
            if (i + 1 >= arguments.size())
                return failure(u"%1 needs %2"_s.arg(name, option->value), option->help);
            value += u' ' + arguments[++i];
        }
        // --batch only says "headless": it does not undo --list and the like.
        if (option->name == u"--batch" && options.action != Action::Window)
            continue;
        if (auto applied = option->apply(options, value); !applied)
            return failure(applied.error());
    }
    if (auto fine = checkTogether(options); !fine)
        return failure(fine.error());
    return options;
}

QString helpText()
{
    QString text =
        u"assay: an integration-test workbench\n\n"
        "  assay [WORKSPACE]                          open the window\n"
        "  assay --batch WORKSPACE [PLACE...] [...]   run headless\n"
        "  assay --batch FOLDER/suite.yaml:14         the case at a line\n\n"
        "WORKSPACE is a folder of suites. A PLACE is a suite file, FILE:LINE, or a folder.\n"_s;
    for (const OptionGroup &group : optionGroups()) {
        text += u'\n' + group.title + u":\n"_s;
        for (const Option &option : group.options) {
            QString left = u"  "_s +
                           (option.shortName.isEmpty() ? u"    "_s : option.shortName + u", "_s) +
                           option.name;
            if (!option.value.isEmpty())
                left += option.valueOptional ? u"[="_s + option.value + u']' : u' ' + option.value;
            constexpr int kColumn = 32;
            if (left.size() >= kColumn)
                left += u'\n' + QString(kColumn, u' ');
            text += left.leftJustified(kColumn) + option.help + u'\n';
        }
    }
    text += u"\nExit codes: 0 all passed; 1 some case failed; 2 stopped early; 3 internal error; 4 "
            u"wrong\n"
            "usage or a file that does not load; 5 nothing selected; 6 the environment did not "
            "come up;\n"
            "130, 143 after SIGINT, SIGTERM, with every report written first.\n"_s;
    return text;
}

} // namespace assay::app
