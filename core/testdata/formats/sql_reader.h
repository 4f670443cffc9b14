// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/file_reader.h"

#include <QStringList>

namespace assay::testdata {

/// The rows that a file's INSERT statements write into one table; those into others are passed
/// over, as are comments, BEGIN, COMMIT and SET. Any other statement is an error with its line.
class SqlRecords final : public RecordReader
{
public:
    SqlRecords(const QString &path, QString table, std::vector<DataColumn> columns);
    [[nodiscard]] base::Result<> open();
    [[nodiscard]] base::Result<RawRecord> next() override;
    [[nodiscard]] base::SourcePosition position() const override { return m_position; }

private:
    struct Token
    {
        enum class Kind { End, Word, Name, Text, Number, Sign } kind = Kind::End;
        std::string text;
    };
    [[nodiscard]] base::Result<Token> token();
    [[nodiscard]] base::Result<Token> quoted(char quote, Token::Kind kind);
    [[nodiscard]] base::Result<bool> statement(); ///< false at the end
    [[nodiscard]] base::Result<> skipStatement();
    [[nodiscard]] base::Result<> insertHead();
    [[nodiscard]] base::Result<RawRecord> row();
    void skipBlanks();
    [[nodiscard]] base::Error unexpected(const Token &token, const QString &wanted) const;
    [[nodiscard]] std::string plainText(const RawField &field) const;

    FileText m_text;
    QString m_table;
    std::vector<DataColumn> m_columns;
    QStringList m_names; ///< of the statement
    bool m_inRows = false;
    bool m_isOurs = false;
    base::SourcePosition m_position;
};

} // namespace assay::testdata
