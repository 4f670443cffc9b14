// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/file_shapes.h"

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostParallel = 1024;
constexpr int kMostRetries = 100;
constexpr int kMostResource = 1'000'000;

Shape nonEmptyText()
{
    return Shape::text().fixed().matching(u"[\\s\\S]*\\S[\\s\\S]*"_s,
                                          u"a text that is not empty"_s);
}

Shape textOrTexts()
{
    return Shape::anyOf({nonEmptyText(), Shape::list(nonEmptyText())});
}

Shape tags()
{
    const Shape tag = Shape::text().fixed().matching(u"(?!(and|or|not)$)[^\\s()]+"_s,
                                                     u"one word without spaces or brackets"_s);
    return Shape::anyOf({tag, Shape::list(tag)});
}

Shape variables()
{
    return Shape::mapOf(Shape::any())
        .matching(u"[A-Za-z_][A-Za-z0-9_]*"_s, u"a name of letters, digits and _"_s);
}

Shape condition()
{
    return Shape::anyOf({Shape::text(), Shape::boolean()});
}

Shape capacities()
{
    return Shape::mapOf(Shape::integer(1, kMostResource).fixed());
}

Shape identifier()
{
    return Shape::text().fixed().matching(u"[A-Za-z0-9._-]+"_s,
                                          u"a word of letters, digits, \".\", \"_\" and \"-\""_s);
}

Shape includes()
{
    const Shape one =
        Shape::anyOf({nonEmptyText(), Shape::map({{u"file"_s, nonEmptyText(), true},
                                                  {u"with"_s, Shape::mapOf(Shape::any()), false,
                                                   u"values of the file's parameters"_s}})});
    return Shape::anyOf({nonEmptyText(), Shape::list(one)});
}

Shape isolation()
{
    return Shape::oneOfWords({u"none"_s, u"suite"_s, u"case"_s}).fixed();
}

Shape retries()
{
    return Shape::integer(0, kMostRetries).fixed();
}

Shape needs()
{
    const Shape one = Shape::anyOf(
        {nonEmptyText(), Shape::map({{u"case"_s, nonEmptyText(), true},
                                     {u"on"_s, Shape::oneOfWords({u"success"_s, u"always"_s,
                                                                  u"failure"_s, u"completed"_s})
                                                   .fixed()}})});
    return Shape::anyOf({nonEmptyText(), Shape::list(one)});
}

Shape each()
{
    const Shape rows = Shape::list(Shape::mapOf(Shape::any()));
    return Shape::anyOf(
        {rows,
         Shape::map({{u"csv"_s, nonEmptyText(), false, u"a file; its first line has the names"_s},
                     {u"json"_s, nonEmptyText(), false, u"a file with a list of objects"_s},
                     {u"rows"_s, rows},
                     {u"key"_s, nonEmptyText(), false, u"the column that names the rows"_s}})
             .exactlyOneOf({u"csv"_s, u"json"_s, u"rows"_s})});
}

Shape quarantine()
{
    const Shape date =
        Shape::text().fixed().matching(u"\\d{4}-\\d{2}-\\d{2}"_s, u"a date such as 2030-12-31"_s);
    return Shape::anyOf(
        {Shape::boolean().fixed(),
         Shape::map({{u"reason"_s, nonEmptyText()},
                     {u"until"_s, date, false, u"the last day of the quarantine"_s}})});
}

Shape failurePolicy()
{
    return Shape::anyOf(
        {Shape::oneOfWords({u"continue"_s, u"stop phase"_s, u"stop"_s, u"quarantine"_s}).fixed(),
         Shape::map({{u"retry"_s, Shape::integer(1, kMostRetries).fixed(), true},
                     {u"delay"_s, Shape::duration().fixed()}})});
}

std::vector<Shape::Key> sharedKeys()
{
    return {{u"vars"_s, variables(), false, u"variables for ${...}"_s},
            {u"include"_s, includes(), false, u"files that start with partial:"_s},
            {u"setup"_s, Shape::steps(), false, u"once, before the first case"_s},
            {u"teardown"_s, Shape::steps(), false, u"once, after the last case, always"_s},
            {u"caseSetup"_s, Shape::steps(), false, u"before each case"_s},
            {u"caseTeardown"_s, Shape::steps(), false, u"after each case, always"_s},
            {u"runSetup"_s, Shape::steps(), false, u"once in a run, whoever uses it"_s},
            {u"runTeardown"_s, Shape::steps(), false, u"when its last user is done, always"_s},
            {u"cases"_s, Shape::list(caseShape())}};
}

} // namespace

Shape caseShape()
{
    return Shape::map({
        {u"case"_s, nonEmptyText(), true, u"the name"_s},
        {u"id"_s, identifier(), false, u"survives a change of the name"_s},
        {u"needs"_s, needs(), false, u"cases that must be over, and good, before"_s},
        {u"tags"_s, tags()},
        {u"timeout"_s, Shape::duration().fixed(), false, u"of one attempt"_s},
        {u"retries"_s, retries(), false, u"further attempts"_s},
        {u"each"_s, each(), false, u"one case for each row; the row is ${row}"_s},
        {u"matrix"_s, Shape::mapOf(Shape::list(Shape::expression(), 1)), false,
         u"one case for each combination; it is ${row}"_s},
        {u"isolation"_s, isolation()},
        {u"quarantine"_s, quarantine(), false, u"it runs, but its failure does not count"_s},
        {u"resources"_s, Shape::anyOf({Shape::list(nonEmptyText()), capacities()}), false,
         u"named locks that it holds while it runs"_s},
        {u"onFailure"_s, Shape::oneOfWords({u"nothing"_s, u"keep"_s}).fixed()},
        {u"if"_s, condition(), false, u"it is skipped when this is false"_s},
        {u"vars"_s, variables()},
        {u"setup"_s, Shape::steps()},
        {u"steps"_s, Shape::steps(), true},
        {u"teardown"_s, Shape::steps(), false, u"always runs"_s},
    });
}

Shape suiteShape()
{
    std::vector<Shape::Key> keys = {
        {u"suite"_s, nonEmptyText(), true, u"the name"_s},
        {u"id"_s, identifier()},
        {u"tags"_s, tags(), false, u"of all its cases"_s},
        {u"environment"_s, nonEmptyText(), false, u"a file of environments/, without .yaml"_s},
        {u"config"_s,
         Shape::map(
             {{u"parallel"_s, Shape::integer(1, kMostParallel).fixed()},
              {u"timeout"_s, Shape::duration().fixed(), false, u"of each case's attempt"_s},
              {u"retries"_s, retries()},
              {u"isolation"_s, isolation()},
              {u"resources"_s, capacities(), false, u"how many of a named lock there are"_s}})},
    };
    for (const Shape::Key &key : sharedKeys())
        keys.push_back(key);
    return Shape::map(std::move(keys));
}

Shape includeShape()
{
    std::vector<Shape::Key> keys = {
        {u"partial"_s, nonEmptyText(), true, u"the name"_s},
        {u"params"_s, variables(), false,
         u"its parameters: the default, or the word required; used as ${param.name}"_s},
        {u"blocks"_s, Shape::mapOf(Shape::steps()), false, u"steps that `use:` puts in place"_s},
    };
    for (const Shape::Key &key : sharedKeys())
        keys.push_back(key);
    return Shape::map(std::move(keys));
}

Shape planShape()
{
    const Shape phase = Shape::map({
        {u"phase"_s, nonEmptyText(), true, u"the name"_s},
        {u"suites"_s, textOrTexts(), false, u"files or folders; all when it is missing"_s},
        {u"tags"_s, nonEmptyText(), false, u"for example: smoke and not slow"_s},
        {u"needs"_s, textOrTexts(), false, u"phases that must be over, and good, before"_s},
        {u"onFailure"_s, failurePolicy()},
    });
    return Shape::map({
        {u"plan"_s, nonEmptyText(), true, u"the name"_s},
        {u"environment"_s, nonEmptyText()},
        {u"phases"_s, Shape::list(phase, 1), true},
        {u"limits"_s, Shape::map({{u"parallel"_s, Shape::integer(1, kMostParallel).fixed()},
                                  {u"resources"_s, capacities()}})},
        {u"onFailure"_s, failurePolicy()},
        {u"timeout"_s, Shape::duration().fixed(), false, u"of the whole run"_s},
        {u"schedule"_s, nonEmptyText(), false, u"five cron fields, or @daily and the like"_s},
    });
}

Shape environmentShape(const Format &format)
{
    const Shape ready =
        Shape::map(
            {{u"http"_s, Shape::text(), false, u"a path or an address"_s},
             {u"command"_s, Shape::anyOf({Shape::text(), Shape::list(Shape::expression(), 1)})},
             {u"file"_s, Shape::text(), false, u"that exists"_s},
             {u"log"_s, Shape::text(), false, u"a regular expression for a line of output"_s},
             {u"tcp"_s, Shape::anyOf({Shape::text(), Shape::integer(1, 65535)})},
             {u"status"_s, Shape::integer(100, 599).fixed(), false, u"with http"_s},
             {u"within"_s, Shape::duration().fixed()}})
            .atMostOneOf({u"http"_s, u"command"_s, u"file"_s, u"log"_s, u"tcp"_s});
    std::vector<Shape::Key> keys;
    QStringList providers;
    for (const auto &[name, settings] : format.providers) {
        keys.emplace_back(name, settings);
        providers.append(name);
    }
    keys.emplace_back(u"ready"_s, ready, false, u"how we know that it is up"_s);
    keys.emplace_back(u"after"_s, textOrTexts(), false, u"services that must be up before"_s);
    const Shape service = Shape::map(std::move(keys)).exactlyOneOf(providers);
    return Shape::map(
        {{u"environment"_s, nonEmptyText(), true, u"the name"_s},
         {u"vars"_s, variables()},
         {u"edges"_s, textOrTexts(), false,
          u"pairs of services whose connections go through a proxy: api -> llm"_s},
         {u"services"_s, Shape::mapOf(service).matching(u"[A-Za-z_][A-Za-z0-9_]*"_s,
                                                        u"a name of letters, digits and _"_s)}});
}

Shape workspaceShape()
{
    return Shape::map(
        {{u"workspace"_s, nonEmptyText(), true, u"the name"_s},
         {u"roots"_s, textOrTexts(), false, u"further folders that files may be read from"_s},
         {u"defaults"_s,
          Shape::map(
              {{u"environment"_s, nonEmptyText()},
               {u"config"_s, Shape::map({{u"parallel"_s, Shape::integer(1, kMostParallel).fixed()},
                                         {u"timeout"_s, Shape::duration().fixed()},
                                         {u"retries"_s, retries()},
                                         {u"isolation"_s, isolation()}})}})}});
}

std::vector<Shape::Key> commonStepKeys(const StepShape &step)
{
    static const Shape kFactor = Shape::number(1, 1000).fixed();
    static const Shape kJitter = Shape::number(0, 1).fixed();
    static const Shape kRetry =
        Shape::anyOf({Shape::integer(0, kMostRetries).fixed(),
                      Shape::map({{u"times"_s, Shape::integer(0, kMostRetries).fixed(), true},
                                  {u"delay"_s, Shape::duration().fixed()},
                                  {u"factor"_s, kFactor},
                                  {u"jitter"_s, kJitter}})});
    static const Shape kEventually = Shape::anyOf(
        {Shape::duration().fixed(), Shape::map({{u"within"_s, Shape::duration().fixed()},
                                                {u"every"_s, Shape::duration().fixed()},
                                                {u"factor"_s, kFactor},
                                                {u"jitter"_s, kJitter}})});
    std::vector<Shape::Key> keys = {
        {u"name"_s, Shape::text(), false, u"for reports"_s},
        {u"timeout"_s, Shape::duration().fixed()},
        {u"retry"_s, kRetry, false, u"run it again while it fails"_s},
        {u"eventually"_s, kEventually, false, u"run it until its expectations hold"_s},
        {u"if"_s, condition(), false, u"it is skipped when this is false"_s},
        {u"continueOnFailure"_s, Shape::boolean().fixed()},
    };
    if (!step.expectAllowed)
        return keys;
    if (step.expectKeys.isEmpty()) {
        keys.emplace_back(u"expect"_s, Shape::matcher());
    } else {
        std::vector<Shape::Key> fields;
        for (const QString &field : step.expectKeys)
            fields.emplace_back(field, Shape::matcher());
        keys.emplace_back(u"expect"_s, Shape::map(std::move(fields)));
    }
    keys.emplace_back(
        u"capture"_s,
        Shape::mapOf(Shape::anyOf({Shape::text(), Shape::mapOf(Shape::any())}))
            .matching(u"[A-Za-z_][A-Za-z0-9_]*"_s, u"a name of letters, digits and _"_s),
        false, u"variables for later steps"_s);
    return keys;
}

Shape stepShape(const StepShape &step)
{
    std::vector<Shape::Key> keys;
    keys.emplace_back(step.kind, step.body, true, step.help);
    if (&step == &useStep())
        return Shape::map(
            std::move(keys)); // it is gone after loading: nothing could carry the rest
    for (const Shape::Key &key : step.besides)
        keys.push_back(key);
    for (const Shape::Key &key : commonStepKeys(step)) {
        if (key.name != step.kind) // of the kind "if"
            keys.push_back(key);
    }
    return Shape::map(std::move(keys));
}

const StepShape &useStep()
{
    static const StepShape kUse = {
        .kind = u"use"_s,
        .body =
            Shape::anyOf({nonEmptyText(), Shape::map({{u"block"_s, nonEmptyText(), true},
                                                      {u"with"_s, Shape::mapOf(Shape::any())}})}),
        .help = u"the steps of a block of an included file"_s,
        .expectAllowed = false};
    return kUse;
}

} // namespace assay::suite
