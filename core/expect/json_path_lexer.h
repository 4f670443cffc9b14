// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

#include <optional>

namespace assay::expect {

/// A cursor over the text of a JSONPath that reads its smallest parts. After the first problem
/// `failed()` holds and every read gives nothing. Confined to its parser.
class JsonPathLexer
{
public:
    explicit JsonPathLexer(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char16_t peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead].unicode() : u'\0';
    }
    [[nodiscard]] bool at(QStringView token) const { return m_text.sliced(m_at).startsWith(token); }
    [[nodiscard]] qsizetype position() const { return m_at; }
    void moveTo(qsizetype position) { m_at = position; }

    void skipBlank();
    bool take(char16_t unit);
    bool take(QStringView token);

    [[nodiscard]] bool startsName() const;
    QString takeName();
    /// Lower-case letters, digits and underscores; for functions and the words true, false, null.
    QString takeWord();
    std::optional<QString> takeString();
    /// A whole number in the range that JSON keeps exact.
    std::optional<qint64> takeInteger();
    std::optional<QJsonValue> takeNumber();

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// Keeps the first problem; `offset` counts UTF-16 units from the start.
    void fail(const QString &what, qsizetype offset);
    void fail(const QString &what) { fail(what, m_at); }
    [[nodiscard]] base::Error error() const { return *m_error; }
    /// "\"]\"", or "the end", for messages.
    [[nodiscard]] QString seen() const;

private:
    bool takeEscape(QString &out, char16_t quote);
    std::optional<char16_t> takeHex();

    QStringView m_text;
    qsizetype m_at = 0;
    std::optional<base::Error> m_error;
};

} // namespace assay::expect
