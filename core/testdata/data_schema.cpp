// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/data_schema.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

const std::vector<std::pair<ColumnType, QString>> &typeNames()
{
    static const std::vector<std::pair<ColumnType, QString>> kNames = {
        {ColumnType::Boolean, u"boolean"_s},     {ColumnType::Integer, u"integer"_s},
        {ColumnType::Number, u"number"_s},       {ColumnType::Text, u"text"_s},
        {ColumnType::Uuid, u"uuid"_s},           {ColumnType::Date, u"date"_s},
        {ColumnType::Timestamp, u"timestamp"_s}, {ColumnType::Json, u"json"_s},
        {ColumnType::Bytes, u"bytes"_s},         {ColumnType::Vector, u"vector"_s},
    };
    return kNames;
}

} // namespace

QString columnTypeName(ColumnType type)
{
    for (const auto &[known, name] : typeNames()) {
        if (known == type)
            return name;
    }
    return {};
}

std::optional<ColumnType> columnTypeNamed(QStringView name)
{
    for (const auto &[type, known] : typeNames()) {
        if (known == name)
            return type;
    }
    return std::nullopt;
}

QStringList columnTypeNames()
{
    QStringList names;
    for (const auto &[type, name] : typeNames())
        names.append(name);
    return names;
}

int TableSchema::columnIndex(QStringView wanted) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == wanted)
            return static_cast<int>(i);
    }
    return -1;
}

int DataSchema::tableIndex(QStringView wanted) const
{
    int found = -1;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (tables[i].name == wanted && (found < 0 || !tables[i].isContext))
            found = static_cast<int>(i);
    }
    return found;
}

} // namespace assay::testdata
