// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/registry.h"

#include "testdata/formats/csv.h"
#include "testdata/formats/json_lines.h"
#include "testdata/formats/sql.h"
#include "testdata/formats/yaml.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

/// A file that is there whole or not at all; or the standard output.
class Output
{
public:
    explicit Output(const QString &path)
        : m_path(path)
        , m_isStandard(path == u"-")
    {
        // A pipe or a device is written to; only files are replaced.
        const bool isSpecial = QFileInfo(path).exists() && !QFileInfo(path).isFile();
        if (m_isStandard) {
            m_isOpen = m_standard.open(stdout, QIODevice::WriteOnly);
        } else if (isSpecial) {
            m_isStandard = true;
            m_standard.setFileName(path);
            m_isOpen = m_standard.open(QIODevice::WriteOnly);
        } else {
            m_file.setFileName(path);
            m_isOpen = m_file.open(QIODevice::WriteOnly);
        }
    }
    base::Result<> write(const QByteArray &bytes)
    {
        QIODevice &device = m_isStandard ? static_cast<QIODevice &>(m_standard) : m_file;
        if (!m_isOpen || device.write(bytes) != bytes.size())
            return refused(device.errorString());
        return {};
    }
    base::Result<> finish()
    {
        if (m_isStandard ? !m_standard.flush() : !m_file.commit())
            return refused(m_isStandard ? m_standard.errorString() : m_file.errorString());
        return {};
    }

private:
    base::Result<> refused(const QString &why) const
    {
        return base::failure(u"cannot write %1: %2"_s.arg(m_path, why),
                             u"check the folder, its permissions and the space left"_s);
    }

    QString m_path;
    bool m_isStandard;
    bool m_isOpen = false;
    QFile m_standard;
    QSaveFile m_file;
};

base::Result<qint64> writeTable(const DataTable &table, const DataFormat &format, Output &output,
                                const WorkOptions &options)
{
    const TableHead &head = table.head();
    if (auto begun = output.write(format.beginTable(head)); !begun)
        return base::failure(begun.error());
    const auto rows = encodeTable(
        table, [&](const Block &block) { return format.rows(head, block); },
        [&](const QByteArray &bytes) { return output.write(bytes); }, options);
    if (!rows)
        return rows;
    if (auto ended = output.write(format.endTable(head)); !ended)
        return base::failure(ended.error());
    return rows;
}

} // namespace

const std::vector<std::unique_ptr<DataFormat>> &allFormats()
{
    static const std::vector<std::unique_ptr<DataFormat>> kFormats = [] {
        std::vector<std::unique_ptr<DataFormat>> formats;
        formats.push_back(std::make_unique<CsvFormat>());
        formats.push_back(std::make_unique<JsonLinesFormat>());
        formats.push_back(std::make_unique<YamlFormat>());
        formats.push_back(std::make_unique<SqlFormat>());
        return formats;
    }();
    return kFormats;
}

const DataFormat *formatNamed(QStringView name)
{
    for (const auto &format : allFormats()) {
        if (format->name() == name)
            return format.get();
    }
    return nullptr;
}

QStringList formatNamesOfData()
{
    QStringList names;
    for (const auto &format : allFormats())
        names.append(format->name());
    return names;
}

base::Result<std::vector<std::pair<QString, qint64>>> writeDataSet(const DataSet &set,
                                                                   const DataFormat &format,
                                                                   const QString &path,
                                                                   const WorkOptions &options)
{
    std::vector<std::pair<QString, qint64>> written;
    const bool isFolder = format.oneTableAFile() && set.tables.size() > 1;
    if (isFolder && path == u"-")
        return base::failure(
            u"%1 tables cannot be one %2 stream"_s.arg(set.tables.size()).arg(format.name()),
            u"name a folder, or choose yaml or sql"_s);
    if (isFolder) {
        if (!QDir().mkpath(path))
            return base::failure(u"cannot make the folder %1"_s.arg(path),
                                 u"check its parent and the permissions"_s);
        for (const TablePointer &table : set.tables) {
            const QString name = table->head().name;
            Output output(QDir(path).filePath(name + u'.' + format.name()));
            const auto rows = writeTable(*table, format, output, options);
            if (!rows)
                return base::failure(rows.error());
            if (auto finished = output.finish(); !finished)
                return base::failure(finished.error());
            written.emplace_back(name, *rows);
        }
        return written;
    }
    Output output(path);
    if (auto begun = output.write(format.beginSet(set)); !begun)
        return base::failure(begun.error());
    for (const TablePointer &table : set.tables) {
        const auto rows = writeTable(*table, format, output, options);
        if (!rows)
            return base::failure(rows.error());
        written.emplace_back(table->head().name, *rows);
    }
    if (auto ended = output.write(format.endSet(set)); !ended)
        return base::failure(ended.error());
    if (auto finished = output.finish(); !finished)
        return base::failure(finished.error());
    return written;
}

} // namespace assay::testdata
