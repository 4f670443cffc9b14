// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace assay::testdata {

/// Days since 1970-01-01.
struct Date
{
    qint32 days = 0;
    friend bool operator==(const Date &, const Date &) = default;
};

/// Microseconds since 1970-01-01 00:00 UTC.
struct Timestamp
{
    qint64 microseconds = 0;
    friend bool operator==(const Timestamp &, const Timestamp &) = default;
};

struct Uuid
{
    std::array<quint8, 16> bytes{};
    friend bool operator==(const Uuid &, const Uuid &) = default;
};

/// A JSON text, compact.
struct Json
{
    std::string text;
    friend bool operator==(const Json &, const Json &) = default;
};

struct Bytes
{
    std::string bytes;
    friend bool operator==(const Bytes &, const Bytes &) = default;
};

using Vector = std::vector<float>;

/// One cell of a table. Texts are UTF-8. A plain value, any thread.
struct Value
{
    using List = std::vector<Value>;
    using Content = std::variant<std::monostate, bool, qint64, double, std::string, Date, Timestamp,
                                 Uuid, Json, Bytes, Vector, List>;
    Content content;

    Value() = default;
    template <class T>
    Value(T value) // NOLINT(google-explicit-constructor)
        : content(std::move(value))
    {
    }
    [[nodiscard]] bool isNull() const { return content.index() == 0; }
    template <class T>
    [[nodiscard]] const T *as() const
    {
        return std::get_if<T>(&content);
    }
    friend bool operator==(const Value &, const Value &) = default;
};

/// Consecutive rows of a table, cell by cell, row by row.
struct Block
{
    qint64 firstRow = 0;
    std::size_t columns = 0;
    std::vector<Value> cells;

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : cells.size() / columns; }
    [[nodiscard]] const Value &at(std::size_t row, std::size_t column) const
    {
        return cells[row * columns + column];
    }
};

} // namespace assay::testdata
