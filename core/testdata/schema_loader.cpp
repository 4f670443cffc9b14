// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/schema_loader.h"

#include "suite/node_values.h"
#include "suite/shape_check.h"
#include "suite/yaml_reader.h"
#include "testdata/column_reader.h"
#include "testdata/schema_resolver.h"
#include "testdata/schema_shape.h"

#include <QDir>
#include <QFileInfo>

#include <set>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

constexpr int kMostFiles = 200;

class Loading
{
public:
    Loading(const SchemaSource &source, suite::Diagnostics &diagnostics)
        : m_source(source)
        , m_diagnostics(diagnostics)
    {
    }

    DataSchema schema;

    void readRoot(const QString &file)
    {
        const auto path = m_source.resolve(file, {});
        if (!path) {
            m_diagnostics.add(base::Error(path.error()).at({file, 0, 0}));
            return;
        }
        schema.file = file;
        readFile(*path, file, false, {file, 0, 0});
    }

    /// Tables that are referred to, but not described, in files beside those that do.
    void findMissing()
    {
        for (std::size_t t = 0; t < schema.tables.size(); ++t) {
            if (const auto nearest = schema.tables[t].neighbours)
                find(nearest->ofText, t, {});
            for (std::size_t c = 0; c < schema.tables[t].columns.size(); ++c) {
                const ColumnSchema column = schema.tables[t].columns[c];
                find(column.referenceText, t, column.name);
                if (column.items)
                    find(column.items->referenceText, t, column.name);
            }
        }
    }

private:
    void find(const QString &reference, std::size_t from, const QString &column)
    {
        const QString name = reference.section(u'.', 0, 0);
        if (name.isEmpty())
            return;
        const TableSchema &table = schema.tables[from];
        const bool isItself = table.name == name && reference.section(u'.', 1) == column;
        for (std::size_t t = 0; t < schema.tables.size(); ++t) {
            if (schema.tables[t].name == name && (!isItself || t != from))
                return;
        }
        const QString sibling = name + u".yaml"_s;
        const QString file = table.file;
        if (const auto path = m_source.resolve(sibling, file); path && m_source.disk.isFile(*path))
            readFile(*path,
                     QFileInfo(file).path() == u"."_s ? sibling
                                                      : QFileInfo(file).path() + u'/' + sibling,
                     true, {file, 0, 0});
    }

    void readFile(const QString &path, const QString &file, bool isContext,
                  const base::SourcePosition &from)
    {
        if (m_read.count(path) > 0)
            return;
        if (m_read.size() >= kMostFiles) {
            m_diagnostics.add(u"the data set names more than %1 files"_s.arg(kMostFiles), {}, from);
            return;
        }
        m_read.insert(path);
        const auto content = m_source.disk.read(path, {suite::YamlLimits::kFileSize});
        if (!content) {
            m_diagnostics.add(base::Error(content.error()).at(from));
            return;
        }
        const auto node = suite::readYaml(*content, file, m_diagnostics);
        static const suite::Format kFormat;
        static const suite::Shape kShape = schemaShape();
        if (!node || !suite::ShapeChecker(kFormat, file, m_diagnostics)
                          .check(*node, kShape, u"the data set"_s))
            return;
        readNode(*node, file, isContext);
    }

    void readNode(const Node &node, const QString &file, bool isContext)
    {
        if (schema.name.isEmpty()) {
            schema.name = node[u"dataset"].text();
            if (node.contains(u"seed"))
                schema.seed = static_cast<quint64>(node[u"seed"].value().toInteger());
            if (node.contains(u"locale"))
                schema.locale = node[u"locale"].text();
        }
        ColumnReader reader(m_source, file, m_diagnostics);
        const auto add = [&](TableSchema table) {
            table.isContext = isContext;
            for (const TableSchema &known : schema.tables) {
                if (known.name == table.name && known.file == file) {
                    m_diagnostics.add(u"two tables are called \"%1\""_s.arg(table.name), {},
                                      {file, table.line, table.columnNumber});
                }
            }
            schema.tables.push_back(std::move(table));
        };
        if (node.contains(u"table"))
            add(reader.table(node[u"table"].text(), node));
        for (const Node::Member &member : node[u"tables"].members())
            add(reader.table(member.key, member.value));
        for (const Node &other : node[u"tables"].items())
            readNamed(other, file, isContext);
        for (const Node &other : node[u"include"].items())
            readNamed(other, file, true);
    }

    void readNamed(const Node &node, const QString &file, bool isContext)
    {
        const auto path = m_source.resolve(node.text(), file);
        if (!path) {
            m_diagnostics.add(base::Error(path.error()).at(node.position(file)));
            return;
        }
        const QString folder = QFileInfo(file).path();
        const QString shown =
            folder == u"."_s ? node.text() : QDir::cleanPath(folder + u'/' + node.text());
        readFile(*path, shown, isContext, node.position(file));
    }

    const SchemaSource &m_source;
    suite::Diagnostics &m_diagnostics;
    std::set<QString> m_read;
};

} // namespace

SchemaSource SchemaSource::anywhere(const base::Files &disk)
{
    const auto find = [&disk](const QString &path, const QString &from,
                              bool folder) -> base::Result<QString> {
        const QString full =
            QDir::isAbsolutePath(path) ? path : QDir(QFileInfo(from).absolutePath()).filePath(path);
        const QString found = disk.canonicalPath(full);
        if (found.isEmpty() || !(folder ? disk.isFolder(found) : disk.isFile(found)))
            return base::failure(
                u"there is no %1 \"%2\""_s.arg(folder ? u"folder"_s : u"file"_s, path),
                u"it is looked for beside the file that names it"_s);
        return found;
    };
    return {disk,
            [find](const QString &path, const QString &from) { return find(path, from, false); },
            [find](const QString &path, const QString &from) { return find(path, from, true); }};
}

suite::Loaded<DataSchema> loadSchema(const SchemaSource &source, const QString &file)
{
    suite::Diagnostics diagnostics;
    Loading loading(source, diagnostics);
    loading.readRoot(file);
    loading.findMissing();
    if (diagnostics.isEmpty())
        resolveSchema(loading.schema, diagnostics);
    return {std::move(loading.schema), diagnostics.take()};
}

} // namespace assay::testdata
