// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Without it valijson ends the program where it should throw.
#define VALIJSON_USE_EXCEPTIONS 1

#include "expect/json_compare.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <valijson/adapters/std_string_adapter.hpp>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

#include <iterator>
#include <string>
#include <utility>

/// How valijson reads QJsonValue. Its own adapter for Qt takes whole numbers beyond 32 bits for
/// fractions. Included by schema.cpp only.
namespace assay::expect::adapter {

class JsonAdapter;
using JsonMember = std::pair<std::string, JsonAdapter>;

/// Both containers by index; holding the (shared) container keeps an iterator valid on its own.
template <class Container, class Element>
class Iterator
{
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Element;
    using difference_type = std::ptrdiff_t;
    using pointer = Element *;
    using reference = Element &;

    Iterator(Container container, qsizetype index)
        : m_container(std::move(container))
        , m_index(index)
    {
    }
    Element operator*() const;
    valijson::adapters::DerefProxy<Element> operator->() const
    {
        return valijson::adapters::DerefProxy<Element>(**this);
    }
    bool operator==(const Iterator &other) const { return m_index == other.m_index; }
    bool operator!=(const Iterator &other) const { return m_index != other.m_index; }
    const Iterator &operator++()
    {
        ++m_index;
        return *this;
    }
    Iterator operator++(int)
    {
        Iterator before = *this;
        ++m_index;
        return before;
    }
    const Iterator &operator--()
    {
        --m_index;
        return *this;
    }
    void advance(std::ptrdiff_t by) { m_index += by; }

private:
    Container m_container;
    qsizetype m_index;
};

class JsonList
{
public:
    using const_iterator = Iterator<QJsonArray, JsonAdapter>;
    using iterator = const_iterator;

    JsonList() = default;
    explicit JsonList(const QJsonValue &value)
        : m_array(value.toArray())
    {
    }
    [[nodiscard]] const_iterator begin() const { return {m_array, 0}; }
    [[nodiscard]] const_iterator end() const { return {m_array, m_array.size()}; }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_array.size()); }

private:
    QJsonArray m_array;
};

class JsonMap
{
public:
    using const_iterator = Iterator<QJsonObject, JsonMember>;
    using iterator = const_iterator;

    JsonMap() = default;
    explicit JsonMap(const QJsonValue &value)
        : m_object(value.toObject())
    {
    }
    [[nodiscard]] const_iterator begin() const { return {m_object, 0}; }
    [[nodiscard]] const_iterator end() const { return {m_object, m_object.size()}; }
    [[nodiscard]] const_iterator find(const std::string &name) const
    {
        return {m_object, m_object.constFind(QString::fromStdString(name)) - m_object.constBegin()};
    }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_object.size()); }

private:
    QJsonObject m_object;
};

class JsonFrozen final : public valijson::adapters::FrozenValue
{
public:
    explicit JsonFrozen(QJsonValue value)
        : m_value(std::move(value))
    {
    }
    [[nodiscard]] FrozenValue *clone() const override { return new JsonFrozen(m_value); }
    [[nodiscard]] bool equalTo(const valijson::adapters::Adapter &other,
                               bool strict) const override;

private:
    QJsonValue m_value;
};

class JsonScalar
{
public:
    JsonScalar() = default;
    explicit JsonScalar(QJsonValue value)
        : m_value(std::move(value))
    {
    }
    [[nodiscard]] valijson::adapters::FrozenValue *freeze() const
    {
        return new JsonFrozen(m_value);
    }
    [[nodiscard]] opt::optional<JsonList> getArrayOptional() const
    {
        return m_value.isArray() ? opt::make_optional(JsonList(m_value))
                                 : opt::optional<JsonList>();
    }
    [[nodiscard]] opt::optional<JsonMap> getObjectOptional() const
    {
        return m_value.isObject() ? opt::make_optional(JsonMap(m_value)) : opt::optional<JsonMap>();
    }
    bool getArraySize(std::size_t &result) const
    {
        result = static_cast<std::size_t>(m_value.toArray().size());
        return m_value.isArray();
    }
    bool getObjectSize(std::size_t &result) const
    {
        result = static_cast<std::size_t>(m_value.toObject().size());
        return m_value.isObject();
    }
    bool getBool(bool &result) const
    {
        result = m_value.toBool();
        return m_value.isBool();
    }
    bool getDouble(double &result) const
    {
        result = m_value.toDouble();
        return m_value.isDouble();
    }
    bool getInteger(std::int64_t &result) const
    {
        result = m_value.toInteger();
        return isInteger();
    }
    bool getString(std::string &result) const
    {
        result = m_value.toString().toStdString();
        return m_value.isString();
    }
    static bool hasStrictTypes() { return true; }
    [[nodiscard]] bool isArray() const { return m_value.isArray(); }
    [[nodiscard]] bool isBool() const { return m_value.isBool(); }
    [[nodiscard]] bool isDouble() const { return m_value.isDouble() && !isInteger(); }
    [[nodiscard]] bool isInteger() const
    {
        return m_value.isDouble() && static_cast<double>(m_value.toInteger()) == m_value.toDouble();
    }
    [[nodiscard]] bool isNull() const { return m_value.isNull() || m_value.isUndefined(); }
    [[nodiscard]] bool isNumber() const { return m_value.isDouble(); }
    [[nodiscard]] bool isObject() const { return m_value.isObject(); }
    [[nodiscard]] bool isString() const { return m_value.isString(); }

private:
    QJsonValue m_value = QJsonValue::Null;
};

class JsonAdapter : public valijson::adapters::BasicAdapter<JsonAdapter, JsonList, JsonMember,
                                                            JsonMap, JsonScalar>
{
public:
    explicit JsonAdapter(const QJsonValue &value)
        : BasicAdapter(JsonScalar(value))
        , m_json(value)
    {
    }
    [[nodiscard]] const QJsonValue &json() const { return m_json; }

private:
    QJsonValue m_json = QJsonValue::Null;
};

template <>
inline JsonAdapter Iterator<QJsonArray, JsonAdapter>::operator*() const
{
    return JsonAdapter(m_container.at(m_index));
}

template <>
inline JsonMember Iterator<QJsonObject, JsonMember>::operator*() const
{
    const auto at = m_container.constBegin() + m_index;
    return {at.key().toStdString(), JsonAdapter(at.value())};
}

inline bool JsonFrozen::equalTo(const valijson::adapters::Adapter &other, bool strict) const
{
    if (const auto *same = dynamic_cast<const JsonAdapter *>(&other))
        return jsonEquals(m_value, same->json());
    return JsonAdapter(m_value).equalTo(other, strict);
}

} // namespace assay::expect::adapter

template <>
struct valijson::adapters::AdapterTraits<assay::expect::adapter::JsonAdapter>
{
    using DocumentType = QJsonValue;
    static std::string adapterName() { return "JsonAdapter"; }
};
