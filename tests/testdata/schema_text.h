// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/schema_loader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace assay::testdata::test {

/// Loads a schema from text, as a file "data.yaml" in a folder of its own.
inline suite::Loaded<DataSchema> loadText(const QString &text, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("data.yaml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(path));
    file.close();
    static const base::SystemFiles kDisk;
    return loadSchema(SchemaSource::anywhere(kDisk), path);
}

/// The schema; ends the test program when it has mistakes.
inline DataSchema schemaOf(const QString &text)
{
    const QTemporaryDir folder;
    const auto loaded = loadText(text, folder);
    for (const suite::Diagnostic &mistake : loaded.diagnostics)
        qCritical("%s", qPrintable(mistake.error.toText()));
    if (!loaded.ok())
        qFatal("the schema does not load");
    return loaded.value;
}

} // namespace assay::testdata::test
