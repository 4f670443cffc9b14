// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/file_reader.h"

#include "base/suggest.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPiece = 256 * 1024;
constexpr int kLookedAt = 1000;

ColumnType narrowest(const RawField &field)
{
    if (field.isText)
        return ColumnType::Text;
    for (const ColumnType type : {ColumnType::Integer, ColumnType::Number, ColumnType::Boolean}) {
        const bool isWord = type != ColumnType::Boolean || field.text.size() > 1;
        // "007" is a text.
        const bool hasZeros = field.text.size() > 1 && field.text[0] == '0' && field.text[1] != '.';
        if (isWord && !hasZeros && valueOfText(field.text, type))
            return type;
    }
    return ColumnType::Text;
}

ColumnType wider(ColumnType a, ColumnType b)
{
    const auto isNumber = [](ColumnType type) {
        return type == ColumnType::Integer || type == ColumnType::Number;
    };
    return a == b ? a : isNumber(a) && isNumber(b) ? ColumnType::Number : ColumnType::Text;
}

class RecordRows final : public RowReader
{
public:
    RecordRows(const TableHead &head, std::unique_ptr<RecordReader> records)
        : m_head(head)
        , m_records(std::move(records))
    {
    }
    base::Result<Block> next() override
    {
        Block block;
        block.firstRow = m_row;
        block.columns = m_head.columns.size();
        for (qint64 i = 0; i < DataTable::kBlockRows; ++i) {
            const auto record = m_records->next();
            if (!record)
                return base::failure(record.error());
            if (record->empty())
                break;
            if (auto added = add(*record, block); !added)
                return base::failure(added.error());
            ++m_row;
        }
        return block;
    }

private:
    base::Result<> add(const RawRecord &record, Block &block)
    {
        const std::size_t start = block.cells.size();
        block.cells.resize(start + block.columns);
        for (std::size_t i = 0; i < record.size(); ++i) {
            const RawField &field = record[i];
            // Mostly the columns stand in the same order in every record.
            std::size_t column =
                i < block.columns && m_head.columns[i].name == field.name ? i : indexOf(field.name);
            if (column == block.columns) {
                QStringList names;
                for (const DataColumn &known : m_head.columns)
                    names.append(known.name);
                return base::failure(u"\"%1\" has no column \"%2\""_s.arg(m_head.name, field.name),
                                     base::didYouMean(field.name, names), m_records->position());
            }
            if (field.isNull)
                continue;
            auto value = valueOfText(field.text, m_head.columns[column].type,
                                     m_head.columns[column].isArray);
            if (!value)
                return base::failure(
                    base::Error{u"column \"%1\": %2"_s.arg(field.name, value.error().title),
                                u"describe the column in columns:, or mend it"_s}
                        .at(m_records->position()));
            block.cells[start + column] = std::move(*value);
        }
        return {};
    }
    [[nodiscard]] std::size_t indexOf(const QString &name) const
    {
        std::size_t at = 0;
        while (at < m_head.columns.size() && m_head.columns[at].name != name)
            ++at;
        return at;
    }

    const TableHead &m_head;
    std::unique_ptr<RecordReader> m_records;
    qint64 m_row = 0;
};

class RecordTable final : public DataTable
{
public:
    RecordTable(TableHead head, OpenRecords open)
        : m_head(std::move(head))
        , m_open(std::move(open))
    {
    }
    [[nodiscard]] const TableHead &head() const override { return m_head; }
    [[nodiscard]] qint64 rows() const override { return -1; }
    [[nodiscard]] base::Result<std::unique_ptr<RowReader>> open() const override
    {
        auto records = m_open();
        if (!records)
            return base::failure(records.error());
        return std::make_unique<RecordRows>(m_head, std::move(*records));
    }

private:
    TableHead m_head;
    OpenRecords m_open;
};

} // namespace

base::Result<> FileText::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return base::failure(u"cannot read %1: %2"_s.arg(m_path, m_file.errorString()),
                             u"check the path and its permissions"_s);
    // A byte order mark is no part of the text.
    if (m_file.peek(3) == "\xEF\xBB\xBF")
        m_file.skip(3);
    return {};
}

bool FileText::fill()
{
    m_piece = m_file.read(kPiece);
    m_at = 0;
    return !m_piece.isEmpty();
}

base::Result<TablePointer> recordTable(TableHead head, OpenRecords open)
{
    auto records = open();
    if (!records)
        return base::failure(records.error());
    std::vector<std::pair<QString, std::optional<ColumnType>>> found;
    for (int i = 0; i < kLookedAt && head.columns.empty(); ++i) {
        const auto record = (*records)->next();
        if (!record)
            return base::failure(record.error());
        if (record->empty())
            break;
        for (const RawField &field : *record) {
            const auto known = std::find_if(found.begin(), found.end(), [&](const auto &one) {
                return one.first == field.name;
            });
            auto &[name, type] =
                known == found.end() ? found.emplace_back(field.name, std::nullopt) : *known;
            if (!field.isNull)
                type = type ? wider(*type, narrowest(field)) : narrowest(field);
        }
    }
    for (const auto &[name, type] : found)
        head.columns.push_back({name, type.value_or(ColumnType::Text)});
    return std::make_shared<const RecordTable>(std::move(head), std::move(open));
}

} // namespace assay::testdata
