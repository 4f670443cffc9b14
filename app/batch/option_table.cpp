// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/option_table.h"

#include "base/suggest.h"

#include <QDir>
#include <QRandomGenerator>

namespace assay::app {

using namespace Qt::StringLiterals;
using base::failure;
using Action = Options::Action;

namespace {

base::Result<int> wholeNumber(const QString &text, int lowest, const QString &option)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    if (!ok || number < lowest) {
        return failure(
            u"%1 takes a whole number from %2, not \"%3\""_s.arg(option).arg(lowest).arg(text));
    }
    return number;
}

/// A setter of a number.
auto number(int lowest, const QString &option, std::function<void(Options &, int)> set)
{
    return [=](Options &options, const QString &text) -> base::Result<> {
        const auto value = wholeNumber(text, lowest, option);
        if (!value)
            return failure(value.error());
        set(options, *value);
        return {};
    };
}

/// A setter that cannot fail.
auto plain(std::function<void(Options &, const QString &)> set)
{
    return [set = std::move(set)](Options &options, const QString &text) -> base::Result<> {
        set(options, text);
        return {};
    };
}

auto act(Action action)
{
    return plain([action](Options &o, const QString &text) {
        o.action = action;
        o.file = text;
    });
}

base::Result<> applyShard(Options &options, const QString &text)
{
    const QStringList parts = text.split(u'/');
    bool first = false;
    bool second = false;
    const int shard = parts.value(0).toInt(&first);
    const int shards = parts.value(1).toInt(&second);
    if (parts.size() != 2 || !first || !second || shard < 1 || shard > shards) {
        return failure(u"--shard takes i/n with i from 1 to n, not \"%1\""_s.arg(text),
                       u"for example --shard 2/3"_s);
    }
    options.request.selection.shard = shard;
    options.request.selection.shards = shards;
    return {};
}

base::Result<> applyReport(Options &options, const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 1 || colon + 1 == text.size()) {
        return failure(u"--report takes FORMAT:PATH, not \"%1\""_s.arg(text),
                       u"for example --report junit:out/junit.xml"_s);
    }
    options.reports.emplace_back(text.first(colon), text.sliced(colon + 1));
    return {};
}

base::Result<> applyCompare(Options &options, const QString &text)
{
    options.action = Action::Compare;
    options.compare = {text.section(u' ', 0, 0), text.section(u' ', 1)};
    return {};
}

base::Result<> applyTimeout(Options &options, const QString &text)
{
    const auto time = base::parseDuration(text);
    if (!time)
        return failure(u"--timeout: "_s + time.error().title, time.error().fix);
    options.request.timeout = *time;
    return {};
}

base::Result<> applyFact(Options &options, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        return failure(u"--fact takes NAME=VALUE, not \"%1\""_s.arg(text));
    options.request.facts.insert(text.first(equals), text.sliced(equals + 1));
    return {};
}

base::Result<> applyShuffle(Options &options, const QString &text)
{
    bool ok = true;
    const quint64 seed = text.isEmpty() ? QRandomGenerator::system()->bounded(1u, 1'000'000'000u)
                                        : text.toULongLong(&ok);
    if (!ok)
        return failure(u"--shuffle takes a whole number as its seed, not \"%1\""_s.arg(text));
    options.request.selection.shuffleSeed = seed;
    return {};
}

std::function<base::Result<>(Options &, const QString &)>
oneOf(const QString &option, QStringList words, std::function<void(Options &, const QString &)> set)
{
    return [=](Options &options, const QString &text) -> base::Result<> {
        if (!words.contains(text)) {
            return failure(u"%1 takes %2, not \"%3\""_s.arg(option, words.join(u", "_s), text),
                           base::didYouMean(text, words));
        }
        set(options, text);
        return {};
    };
}

} // namespace

const std::vector<OptionGroup> &optionGroups()
{
    static const std::vector<OptionGroup> kGroups = {
        {u"What to do"_s,
         {{u"--batch"_s,
           {},
           {},
           false,
           u"run headless: the default is the window"_s,
           act(Action::Run)},
          {u"--list"_s,
           {},
           {},
           false,
           u"print the ids of the selected cases; nothing is started"_s,
           act(Action::List)},
          {u"--dry-run"_s, {}, {}, false, u"the same as --list"_s, act(Action::List)},
          {u"--runs"_s,
           {},
           {},
           false,
           u"print the runs in history, newest first"_s,
           act(Action::Runs)},
          {u"--compare"_s,
           {},
           u"RUN_A RUN_B"_s,
           false,
           u"print what changed from one past run to another; 1 when a case newly fails"_s,
           applyCompare},
          {u"--schedule"_s,
           {},
           u"CRON"_s,
           true,
           u"run at each tick, until stopped: --schedule=\"30 2 * * 1-5\"; without CRON as the plan says"_s,
           plain([](Options &o, const QString &t) {
               o.action = Action::Schedule;
               o.schedule = t;
           })},
          {u"--merge"_s,
           {},
           {},
           false,
           u"join the .assayrun files of all shards into one run and report it"_s,
           act(Action::Merge)},
          {u"--export"_s,
           {},
           u"FILE"_s,
           false,
           u"write the run of --run to one .assayrun file"_s,
           act(Action::Export)},
          {u"--import"_s,
           {},
           u"FILE"_s,
           false,
           u"put the run of an .assayrun file into history"_s,
           act(Action::Import)},
          {u"--mock"_s,
           {},
           u"FILE"_s,
           false,
           u"serve a mock file alone, on --port, until stopped"_s,
           act(Action::Mock)},
          {u"--up"_s,
           {},
           u"ENVIRONMENT"_s,
           false,
           u"bring an environment up by itself and say where its services are, until stopped"_s,
           plain([](Options &o, const QString &t) {
               o.action = Action::Up;
               o.request.environment = t;
           })},
          {u"--restore"_s,
           {},
           u"FILE"_s,
           false,
           u"the same, in the state of a snapshot's file: of a failure that was kept, above all"_s,
           plain([](Options &o, const QString &t) {
               o.action = Action::Up;
               o.request.from = QDir::current().absoluteFilePath(t);
           })},
          {u"--schema"_s,
           {},
           u"NAME"_s,
           false,
           u"print a JSON Schema: suite, plan, environment or dataset"_s,
           act(Action::Schema)},
          {u"--help"_s, u"-h"_s, {}, false, u"print this"_s, act(Action::Help)},
          {u"--version"_s, {}, {}, false, u"print the version"_s, act(Action::Version)}}},
        {u"Which cases"_s,
         {{u"--keyword"_s, u"-k"_s, u"EXPR"_s, false,
           u"names that match: -k \"text and not slow\""_s,
           plain([](Options &o, const QString &t) { o.request.selection.keyword = t; })},
          {u"--tag"_s,
           {},
           u"EXPR"_s,
           false,
           u"tags that match: --tag \"smoke and not (slow or db)\""_s,
           plain([](Options &o, const QString &t) { o.request.selection.tags = t; })},
          {u"--case"_s,
           {},
           u"ID"_s,
           false,
           u"a case by its id or name; may be given again"_s,
           plain([](Options &o, const QString &t) { o.request.selection.cases.append(t); })},
          {u"--rerun"_s,
           {},
           u"ID"_s,
           false,
           u"a case alone, without those that it needs: with --from, where it failed"_s,
           plain([](Options &o, const QString &t) {
               o.request.selection.cases.append(t);
               o.request.selection.pullNeeds = false;
           })},
          {u"--plan"_s,
           {},
           u"FILE"_s,
           false,
           u"the phases and cases of a plan file"_s,
           plain([](Options &o, const QString &t) { o.request.planFile = t; })},
          {u"--last-failed"_s,
           {},
           {},
           false,
           u"cases whose last outcome was bad; all when there are none"_s,
           plain([](Options &o, const QString &) { o.request.lastFailed = true; })},
          {u"--resume"_s,
           {},
           u"RUN"_s,
           false,
           u"cases of an interrupted run that have no final outcome; \"latest\" will do"_s,
           plain([](Options &o, const QString &t) { o.request.resume = t; })},
          {u"--no-needs"_s,
           {},
           {},
           false,
           u"do not add the cases that selected ones need"_s,
           plain([](Options &o, const QString &) { o.request.selection.pullNeeds = false; })},
          {u"--shard"_s,
           {},
           u"I/N"_s,
           false,
           u"the i-th of n parts, balanced by recorded durations"_s,
           applyShard},
          {u"--pass-with-no-tests"_s,
           {},
           {},
           false,
           u"exit 0 when nothing is selected"_s,
           plain([](Options &o, const QString &) { o.request.passWithNoTests = true; })}}},
        {u"How to run them"_s,
         {{u"--environment"_s, u"-e"_s, u"NAME"_s, false,
           u"the environment, over what suites say; \"\" runs without one"_s,
           plain([](Options &o, const QString &t) { o.request.environment = t; })},
          {u"--from"_s,
           {},
           u"FILE"_s,
           false,
           u"the environment of a snapshot's file starts in that state"_s,
           plain([](Options &o, const QString &t) {
               o.request.from = QDir::current().absoluteFilePath(t);
           })},
          {u"--parallel"_s, u"-j"_s, u"N"_s, false,
           u"cases at once (default: processors, at least 2)"_s,
           number(1, u"--parallel"_s, [](Options &o, int n) { o.request.parallel = n; })},
          {u"--shuffle"_s,
           {},
           u"SEED"_s,
           true,
           u"random order; the seed is printed"_s,
           applyShuffle},
          {u"--repeat"_s,
           {},
           u"N"_s,
           false,
           u"run every case N times"_s,
           number(1, u"--repeat"_s, [](Options &o, int n) { o.request.selection.repeat = n; })},
          {u"--retries"_s,
           {},
           u"N"_s,
           false,
           u"further attempts of a bad case, over what suites say"_s,
           number(0, u"--retries"_s, [](Options &o, int n) { o.request.retries = n; })},
          {u"--timeout"_s,
           {},
           u"TIME"_s,
           false,
           u"of one attempt, over what suites say: 30s, 2m"_s,
           applyTimeout},
          {u"--fail-fast"_s,
           u"-x"_s,
           {},
           false,
           u"start nothing more after the first bad case"_s,
           plain([](Options &o, const QString &) { o.request.failFast = true; })},
          {u"--max-failures"_s,
           {},
           u"N"_s,
           false,
           u"start nothing more after N bad cases"_s,
           number(1, u"--max-failures"_s, [](Options &o, int n) { o.request.maxFailures = n; })},
          {u"--fail-on-flaky"_s,
           {},
           {},
           false,
           u"a flaky case makes the exit code 1"_s,
           plain([](Options &o, const QString &) { o.request.failOnFlaky = true; })},
          {u"--update-snapshots"_s,
           {},
           {},
           false,
           u"write golden files anew instead of comparing"_s,
           plain([](Options &o, const QString &) { o.request.updateSnapshots = true; })},
          {u"--overlap"_s,
           {},
           u"HOW"_s,
           false,
           u"a tick while a scheduled run goes on: skip, queue, replace"_s,
           oneOf(u"--overlap"_s, {u"skip"_s, u"queue"_s, u"replace"_s},
                 [](Options &o, const QString &t) { o.overlap = t; })},
          {u"--catchup"_s,
           {},
           u"HOW"_s,
           false,
           u"ticks that were missed: none, one, all"_s,
           oneOf(u"--catchup"_s, {u"none"_s, u"one"_s, u"all"_s},
                 [](Options &o, const QString &t) { o.catchup = t; })}}},
        {u"What comes out"_s,
         {{u"--report"_s,
           {},
           u"FORMAT:PATH"_s,
           false,
           u"write a report; may be given again. Formats: html, junit, json, jsonl, csv, markdown, tap, github. PATH - is standard output"_s,
           applyReport},
          {u"--run"_s,
           {},
           u"RUN"_s,
           false,
           u"with --report or --export: of a past run, by id, prefix or \"latest\"; nothing is run"_s,
           plain([](Options &o, const QString &t) { o.run = t; })},
          {u"--events"_s,
           {},
           u"FILE"_s,
           false,
           u"write the run's events as JSON Lines, live"_s,
           plain([](Options &o, const QString &t) { o.request.eventsFile = t; })},
          {u"--no-history"_s,
           {},
           {},
           false,
           u"do not keep this run"_s,
           plain([](Options &o, const QString &) { o.request.keepHistory = false; })},
          {u"--fact"_s,
           {},
           u"NAME=VALUE"_s,
           false,
           u"kept with the run, to search history by"_s,
           applyFact},
          {u"--verbose"_s,
           u"-v"_s,
           {},
           false,
           u"print logs of services and steps too"_s,
           plain([](Options &o, const QString &) { o.verbose = true; })},
          {u"--quiet"_s,
           u"-q"_s,
           {},
           false,
           u"print bad cases and the summary only"_s,
           plain([](Options &o, const QString &) { o.quiet = true; })},
          {u"--color"_s,
           {},
           u"WHEN"_s,
           false,
           u"auto, always, never; NO_COLOR and CLICOLOR_FORCE are honoured"_s,
           oneOf(u"--color"_s, {u"auto"_s, u"always"_s, u"never"_s},
                 [](Options &o, const QString &t) {
                     o.color = t == u"always"  ? Options::Color::Always
                               : t == u"never" ? Options::Color::Never
                                               : Options::Color::Auto;
                 })},
          {u"--port"_s,
           {},
           u"N"_s,
           false,
           u"of --mock; 0 takes a free one"_s,
           number(0, u"--port"_s, [](Options &o, int n) { o.port = n; })},
          {u"--bind"_s,
           {},
           u"ADDRESS"_s,
           false,
           u"of --mock; 127.0.0.1 by default, 0.0.0.0 in a container"_s,
           plain([](Options &o, const QString &t) { o.bind = t; })},
          {u"--theme"_s,
           {},
           u"NAME"_s,
           false,
           u"of the window: system, light, dark"_s,
           oneOf(u"--theme"_s, {u"system"_s, u"light"_s, u"dark"_s},
                 [](Options &o, const QString &t) { o.theme = t; })}}},
        dataOptions()};
    return kGroups;
}

} // namespace assay::app
