// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

using Kind = SettingSpec::Kind;
using enum SettingsGroup;

SettingSpec onOff(const QString &key, SettingsGroup group, bool initial, const QString &title,
                  const QString &help)
{
    SettingSpec spec;
    spec.key = key;
    spec.group = group;
    spec.title = title;
    spec.help = help;
    spec.initial = initial;
    return spec;
}

SettingSpec choice(const QString &key, SettingsGroup group,
                   std::vector<SettingSpec::Choice> choices, const QString &title,
                   const QString &help)
{
    SettingSpec spec = onOff(key, group, false, title, help);
    spec.kind = Kind::Choice;
    spec.initial = choices.front().value;
    spec.choices = std::move(choices);
    return spec;
}

SettingSpec number(const QString &key, SettingsGroup group, int initial, int lowest, int highest,
                   const QString &title, const QString &help, const QString &unit = {},
                   const QString &lowText = {})
{
    SettingSpec spec = onOff(key, group, false, title, help);
    spec.kind = Kind::Number;
    spec.initial = initial;
    spec.lowest = lowest;
    spec.highest = highest;
    spec.unit = unit;
    spec.lowText = lowText;
    return spec;
}

} // namespace

std::vector<SettingSpec> settingSpecs()
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("assay::ui", text); // where lupdate finds them
    };
    return {
        onOff(u"session/restore"_s, General, true, tr("Go on where you left off"),
              tr("Opens the last workspace with its tabs, layout, filter and selection.")),
        choice(
            u"general/language"_s, General,
            {{u"system"_s, tr("As the desktop")}, {u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}},
            tr("Language"), tr("Used from the next start.")),
        choice(u"general/notifications"_s, General,
               {{u"all"_s, tr("All")}, {u"errors"_s, tr("Only errors")}, {u"none"_s, tr("None")}},
               tr("Notifications"),
               tr("What appears in the corner. The bell keeps everything either way.")),
        onOff(u"general/alert"_s, General, true, tr("Ask for attention when a run ends"),
              tr("The task bar is alerted when the window is in the background.")),
        choice(u"window/theme"_s, Appearance,
               {{u"system"_s, tr("As the desktop")},
                {u"light"_s, tr("Light")},
                {u"dark"_s, tr("Dark")}},
               tr("Colours"), tr("Switched at once, in every view.")),
        onOff(u"appearance/toolbarText"_s, Appearance, true, tr("Words in the toolbar"),
              tr("Off: only signs, for narrow screens.")),
        number(u"editor/tabWidth"_s, Editor, 2, 1, 8, tr("Indentation"),
               tr("Spaces that a level of YAML takes."), tr(" spaces")),
        onOff(u"editor/wrap"_s, Editor, false, tr("Wrap long lines"),
              tr("A line that is wider than the editor goes on below.")),
        onOff(u"editor/whitespace"_s, Editor, false, tr("Show spaces"),
              tr("Spaces and tabs are drawn as dots and arrows.")),
        onOff(u"editor/formatOnSave"_s, Editor, false, tr("Format on save"),
              tr("A file without mistakes is formatted when it is saved.")),
        number(u"run/parallel"_s, Run, 0, 0, 64, tr("Cases side by side"),
               tr("At most so many at once, as --parallel."), {}, tr("automatic")),
        number(u"run/maxFailures"_s, Run, 0, 0, 1000, tr("Stop after failures"),
               tr("Nothing new starts after so many bad cases, as --max-failures."), {},
               tr("never")),
        onOff(u"run/failOnFlaky"_s, Run, false, tr("Flaky counts as failed"),
              tr("A case that passed only in a later attempt makes the run bad, as "
                 "--fail-on-flaky.")),
        onOff(u"run/saveFirst"_s, Run, true, tr("Save files before a run"),
              tr("A run reads files from the disk, not from the editor.")),
    };
}

} // namespace assay::ui
