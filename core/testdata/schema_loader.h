// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "suite/diagnostics.h"
#include "testdata/data_schema.h"

#include <functional>

namespace assay::testdata {

/// Where the files of data sets are found. Outlived by what it refers to; any thread.
struct SchemaSource
{
    const base::Files &disk;
    /// The absolute path of what a file names ("" is nobody); an error when it is missing or lies
    /// outside of the workspace.
    std::function<base::Result<QString>(const QString &path, const QString &fromFile)> resolve;
    std::function<base::Result<QString>(const QString &path, const QString &fromFile)>
        resolveFolder;

    /// Paths as they are, relative ones from the naming file's folder: for a file that a person
    /// names on the command line.
    [[nodiscard]] static SchemaSource anywhere(const base::Files &disk);
};

/// Reads `file` and what it names. A table that is referred to, but not described, is looked for in
/// `<table>.yaml` beside the file. Every mistake is reported, with its place. Any thread.
///
///     const auto loaded = loadSchema(source, u"fixtures/datasets/texts.yaml"_s);
///     if (!loaded.ok()) ...
[[nodiscard]] suite::Loaded<DataSchema> loadSchema(const SchemaSource &source, const QString &file);

} // namespace assay::testdata
