// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palette_sources.h"

#include "history/history_store.h"
#include "ui/help/help_library.h"
#include "ui/window/shell.h"

#include <QAction>
#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QLocale>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRuns = 200;
constexpr int kMostFiles = 20'000;

struct Palette
{
    Q_DECLARE_TR_FUNCTIONS(Palette)
};

std::vector<PaletteEntry> commandsOf(const PanelContext &context)
{
    std::vector<PaletteEntry> entries;
    for (const CommandSpec &spec : context.commands.specs()) {
        if (spec.id == u"palette.open")
            continue;
        QAction *action = &context.commands.action(spec.id);
        PaletteEntry entry;
        entry.key = u"command:"_s + spec.id;
        entry.text =
            spec.submenu.isEmpty() ? action->text() : u"%1: %2"_s.arg(spec.submenu, action->text());
        entry.note = spec.help;
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.enabled = action->isEnabled();
        entry.run = [action] { action->trigger(); };
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<PaletteEntry> casesOf(const PanelContext &context)
{
    const events::RunState &state = context.feed.state();
    QHash<QString, Status> statuses;
    for (std::size_t i = 0; i < state.cases().size(); ++i) {
        const auto index = static_cast<events::CaseIndex>(i);
        statuses.insert(state.planned(index).id, statusOf(state.caseAt(index)));
    }
    std::vector<PaletteEntry> entries;
    Selection *selection = &context.selection;
    for (const model::Suite &suite : context.controller.content().suites) {
        for (const model::Case &one : suite.cases) {
            PaletteEntry entry;
            entry.key = u"case:"_s + one.id;
            entry.text = one.key.isEmpty() ? one.name : u"%1 [%2]"_s.arg(one.name, one.key);
            entry.note = suite.file;
            entry.status = statuses.value(one.id, Status::NotRun);
            entry.run = [selection, id = one.id] { selection->selectCase(id); };
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

Status statusOf(const history::RunInfo &run)
{
    if (run.status == history::RunInfo::Status::Running)
        return Status::Running;
    if (run.status == history::RunInfo::Status::Interrupted)
        return Status::Aborted;
    return run.counts.bad() > 0 ? Status::Failed : Status::Passed;
}

PaletteSource::Job runsOf(const PanelContext &context)
{
    const QString folder = context.controller.folder();
    if (folder.isEmpty())
        return {};
    return [folder, shell = &context.shell](const std::stop_token &stop) {
        std::vector<PaletteEntry> entries;
        const QString file = folder + u"/.assay/history.db"_s;
        if (!QFile::exists(file))
            return entries;
        const auto store = history::HistoryStore::open(file, history::HistoryStore::Access::Read);
        if (!store)
            return entries; // the status bar says what is wrong with history
        history::RunQuery query;
        query.limit = kMostRuns;
        const auto runs = (*store)->runs(query);
        for (const history::RunInfo &run : runs.value_or(std::vector<history::RunInfo>())) {
            if (stop.stop_requested())
                break;
            PaletteEntry entry;
            entry.key = u"run:"_s + run.id;
            entry.text =
                run.title.isEmpty() ? run.id.left(8) : u"%1 %2"_s.arg(run.id.left(8), run.title);
            entry.note =
                QStringList{QLocale().toString(run.started.toLocalTime(), QLocale::ShortFormat),
                            run.branch, Palette::tr("%1 passed").arg(run.counts.passed),
                            Palette::tr("%1 failed").arg(run.counts.bad())}
                    .join(u" · "_s)
                    .replace(u" ·  · "_s, u" · "_s);
            entry.status = statusOf(run);
            entry.run = [shell, id = run.id] { shell->showRun(id); };
            entries.push_back(std::move(entry));
        }
        return entries;
    };
}

PaletteSource::Job filesOf(const PanelContext &context)
{
    const QString folder = context.controller.folder();
    if (folder.isEmpty())
        return {};
    return [folder, shell = &context.shell](const std::stop_token &stop) {
        std::vector<PaletteEntry> entries;
        QDirIterator it(folder, QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (it.hasNext() && !stop.stop_requested() && entries.size() < kMostFiles) {
            const QString path = it.next();
            const QString relative = path.mid(folder.size() + 1);
            PaletteEntry entry;
            entry.key = u"file:"_s + path;
            entry.text = relative.section(u'/', -1);
            entry.note = relative.section(u'/', 0, -2);
            entry.run = [shell, path] { shell->editFile(path); };
            entries.push_back(std::move(entry));
        }
        std::ranges::sort(entries, {}, &PaletteEntry::key);
        return entries;
    };
}

std::vector<PaletteEntry> settingsOf(const PanelContext &context)
{
    std::vector<PaletteEntry> entries;
    for (const SettingSpec &spec : context.preferences.specs()) {
        PaletteEntry entry;
        entry.key = u"setting:"_s + spec.key;
        entry.text = spec.title;
        entry.note = spec.help;
        entry.run = [shell = &context.shell, title = spec.title] { shell->openSettings(title); };
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<PaletteEntry> helpOf(const PanelContext &context)
{
    std::vector<PaletteEntry> entries;
    static const HelpLibrary library = HelpLibrary::find(); // read once
    for (const HelpLibrary::Page &page : library.pages()) {
        PaletteEntry entry;
        entry.key = u"help:"_s + page.file;
        entry.text = page.title;
        entry.note = page.file;
        entry.run = [shell = &context.shell, file = page.file] { shell->openHelp(file); };
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

std::vector<PaletteSource> paletteSources(PanelContext &context)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("assay::ui", text); // where lupdate finds them
    };
    const PanelContext *c = &context;
    return {
        {u"commands"_s, tr("Commands"), u'>', [c] { return commandsOf(*c); }, {}},
        {u"cases"_s, tr("Cases"), u'@', [c] { return casesOf(*c); }, {}},
        {u"runs"_s, tr("Runs"), u'#', {}, [c] { return runsOf(*c); }},
        {u"files"_s, tr("Files"), u'/', {}, [c] { return filesOf(*c); }},
        {u"settings"_s, tr("Settings"), u'=', [c] { return settingsOf(*c); }, {}},
        {u"help"_s, tr("Help"), u'?', [c] { return helpOf(*c); }, {}},
    };
}

} // namespace assay::ui
