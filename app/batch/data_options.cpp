// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/option_table.h"
#include "base/suggest.h"

namespace assay::app {

using namespace Qt::StringLiterals;
using base::failure;
using Action = Options::Action;

namespace {

using Apply = std::function<base::Result<>(Options &, const QString &)>;

Apply act(Action action)
{
    return [action](Options &options, const QString &text) -> base::Result<> {
        options.action = action;
        options.file = text;
        return {};
    };
}

Apply set(QString Options::Data::*member)
{
    return [member](Options &options, const QString &text) -> base::Result<> {
        options.data.*member = text;
        return {};
    };
}

Apply oneOf(const QString &option, const QStringList &words, QString Options::Data::*member)
{
    return [=](Options &options, const QString &text) -> base::Result<> {
        if (!words.contains(text))
            return failure(u"%1 takes %2, not \"%3\""_s.arg(option, words.join(u", "_s), text),
                           base::didYouMean(text, words));
        options.data.*member = text;
        return {};
    };
}

base::Result<> applyRows(Options &options, const QString &text)
{
    bool ok = false;
    const qint64 rows = text.toLongLong(&ok);
    if (!ok || rows < 0)
        return failure(u"--rows takes a whole number from 0, not \"%1\""_s.arg(text));
    options.data.rows = rows;
    return {};
}

base::Result<> applySeed(Options &options, const QString &text)
{
    bool ok = false;
    const quint64 seed = text.toULongLong(&ok);
    if (!ok)
        return failure(u"--seed takes a whole number from 0, not \"%1\""_s.arg(text));
    options.data.seed = seed;
    return {};
}

base::Result<> applyReferences(Options &options, const QString &)
{
    options.data.references = true;
    return {};
}

base::Result<> applyTable(Options &options, const QString &text)
{
    options.data.tables.append(text);
    return {};
}

base::Result<> applyMask(Options &options, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1 || !text.first(equals).contains(u'.'))
        return failure(u"--mask takes TABLE.COLUMN=FORM, not \"%1\""_s.arg(text),
                       u"for example --mask people.note=sentence, or =none to leave it"_s);
    options.data.masks.insert(text.first(equals), text.sliced(equals + 1));
    return {};
}

} // namespace

OptionGroup dataOptions()
{
    return {u"Test data"_s,
            {{u"--generate"_s,
              {},
              u"SCHEMA"_s,
              false,
              u"write the rows of a data set: --rows, --seed, --format, --out"_s,
              act(Action::Generate)},
             {u"--seed-database"_s,
              {},
              u"SCHEMA"_s,
              false,
              u"write a data set into --database; --mode, --references"_s,
              act(Action::SeedData)},
             {u"--clean"_s,
              {},
              u"PATTERN"_s,
              false,
              u"remove rows of --database: --clean \"texts.title like 'it-%'\""_s,
              act(Action::CleanData)},
             {u"--read-schema"_s,
              {},
              {},
              false,
              u"print the schema file of --database"_s,
              act(Action::ReadSchema)},
             {u"--sample"_s,
              {},
              {},
              false,
              u"write some rows of --database and all that they refer to, people masked"_s,
              act(Action::Sample)},
             {u"--database"_s,
              {},
              u"URL"_s,
              false,
              u"postgres://... or redis://..."_s,
              set(&Options::Data::database)},
             {u"--rows"_s,
              {},
              u"N"_s,
              false,
              u"of every table that does not say how many it has"_s,
              applyRows},
             {u"--seed"_s, {}, u"N"_s, false, u"another seed gives other data"_s, applySeed},
             {u"--format"_s,
              {},
              u"NAME"_s,
              false,
              u"csv, jsonl, yaml or sql (default: the suffix of --out)"_s,
              oneOf(u"--format"_s, {u"csv"_s, u"jsonl"_s, u"yaml"_s, u"sql"_s},
                    &Options::Data::format)},
             {u"--out"_s,
              {},
              u"PATH"_s,
              false,
              u"a file, a folder for several tables, or - (the default)"_s,
              set(&Options::Data::out)},
             {u"--mode"_s,
              {},
              u"MODE"_s,
              false,
              u"insert, replace (empties the tables before), update (by primary key)"_s,
              oneOf(u"--mode"_s, {u"insert"_s, u"replace"_s, u"update"_s}, &Options::Data::mode)},
             {u"--references"_s,
              {},
              {},
              false,
              u"also seed the tables that these refer to"_s,
              applyReferences},
             {u"--table"_s,
              {},
              u"NAME"_s,
              false,
              u"where a sample starts; may be given again (default: all)"_s,
              applyTable},
             {u"--mask"_s,
              {},
              u"COLUMN=FORM"_s,
              false,
              u"how a sample masks a column: --mask people.note=sentence"_s,
              applyMask}}};
}

} // namespace assay::app
