// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/shape.h"

#include <QRegularExpression>

#include <optional>

namespace assay::suite {

using namespace Qt::StringLiterals;

struct Shape::Data
{
    Kind kind = Kind::Any;
    bool fixed = false;
    QString help;
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    std::int64_t minInteger = std::numeric_limits<std::int64_t>::min();
    std::int64_t maxInteger = std::numeric_limits<std::int64_t>::max();
    int atLeast = 0;
    QStringList words;
    QString pattern;
    QString patternExpectation;
    QRegularExpression expression;
    std::vector<Shape> shapes; ///< the item, or the choices
    std::vector<Key> keys;
    std::vector<QStringList> exactlyOne;
    std::vector<QStringList> atMostOne;
};

Shape::Shape()
    : Shape(any())
{
}

Shape::Shape(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}

Shape Shape::ofKind(Kind kind)
{
    Data data;
    data.kind = kind;
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::any()
{
    static const Shape kShape = ofKind(Kind::Any);
    return kShape;
}

Shape Shape::text()
{
    return ofKind(Kind::Text);
}

Shape Shape::boolean()
{
    return ofKind(Kind::Boolean);
}

Shape Shape::integer(std::int64_t min, std::int64_t max)
{
    Data data;
    data.kind = Kind::Integer;
    data.minInteger = min;
    data.maxInteger = max;
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::number(double min, double max)
{
    Data data;
    data.kind = Kind::Number;
    data.min = min;
    data.max = max;
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::duration()
{
    return ofKind(Kind::Duration);
}

Shape Shape::byteCount()
{
    return ofKind(Kind::ByteCount);
}

Shape Shape::rate()
{
    return ofKind(Kind::Rate);
}

Shape Shape::expression()
{
    return ofKind(Kind::Expression);
}

Shape Shape::oneOfWords(QStringList words)
{
    Data data;
    data.kind = Kind::Words;
    data.words = std::move(words);
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::list(Shape item, int atLeast)
{
    Data data;
    data.kind = Kind::List;
    data.atLeast = atLeast;
    data.shapes.push_back(std::move(item));
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::mapOf(Shape value)
{
    Data data;
    data.kind = Kind::MapOf;
    data.shapes.push_back(std::move(value));
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::map(std::vector<Key> keys)
{
    Data data;
    data.kind = Kind::Map;
    data.keys = std::move(keys);
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::anyOf(std::vector<Shape> choices)
{
    Data data;
    data.kind = Kind::AnyOf;
    data.shapes = std::move(choices);
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::steps()
{
    return ofKind(Kind::Steps);
}

Shape Shape::matcher()
{
    return ofKind(Kind::Matcher);
}

Shape Shape::described(QString help) const
{
    Data data = *m_data;
    data.help = std::move(help);
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::fixed() const
{
    Data data = *m_data;
    data.fixed = true;
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::matching(QString pattern, QString expectation) const
{
    Data data = *m_data;
    data.expression.setPattern(QRegularExpression::anchoredPattern(pattern));
    data.pattern = std::move(pattern);
    data.patternExpectation = std::move(expectation);
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::exactlyOneOf(QStringList names) const
{
    Data data = *m_data;
    data.exactlyOne.push_back(std::move(names));
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape Shape::atMostOneOf(QStringList names) const
{
    Data data = *m_data;
    data.atMostOne.push_back(std::move(names));
    return Shape(std::make_shared<const Data>(std::move(data)));
}

Shape::Kind Shape::kind() const
{
    return m_data->kind;
}

bool Shape::isFixed() const
{
    return m_data->fixed;
}

const QString &Shape::help() const
{
    return m_data->help;
}

double Shape::min() const
{
    return m_data->min;
}

double Shape::max() const
{
    return m_data->max;
}

std::int64_t Shape::minInteger() const
{
    return m_data->minInteger;
}

std::int64_t Shape::maxInteger() const
{
    return m_data->maxInteger;
}

int Shape::atLeast() const
{
    return m_data->atLeast;
}

const QStringList &Shape::words() const
{
    return m_data->words;
}

const QString &Shape::pattern() const
{
    return m_data->pattern;
}

bool Shape::matchesPattern(const QString &text) const
{
    return m_data->pattern.isEmpty() || m_data->expression.match(text).hasMatch();
}

const QString &Shape::patternExpectation() const
{
    return m_data->patternExpectation;
}

const Shape &Shape::item() const
{
    return m_data->shapes.front();
}

const std::vector<Shape::Key> &Shape::keys() const
{
    return m_data->keys;
}

const std::vector<Shape> &Shape::choices() const
{
    return m_data->shapes;
}

const std::vector<QStringList> &Shape::exactlyOneGroups() const
{
    return m_data->exactlyOne;
}

const std::vector<QStringList> &Shape::atMostOneGroups() const
{
    return m_data->atMostOne;
}

const Shape::Key *Shape::findKey(QStringView name) const
{
    for (const Key &key : m_data->keys) {
        if (key.name == name)
            return &key;
    }
    return nullptr;
}

QStringList Shape::keyNames() const
{
    QStringList names;
    for (const Key &key : m_data->keys)
        names.append(key.name);
    return names;
}

namespace {

/// " from 1 to 5", " of at least 1", " of at most 5", "".
QString rangeText(const std::optional<QString> &min, const std::optional<QString> &max)
{
    if (min && max)
        return u" from %1 to %2"_s.arg(*min, *max);
    if (min)
        return u" of at least %1"_s.arg(*min);
    if (max)
        return u" of at most %1"_s.arg(*max);
    return {};
}

template <class T>
std::optional<QString> bound(T value, T unbounded)
{
    return value == unbounded ? std::nullopt : std::optional(QString::number(value));
}

} // namespace

QString Shape::expectation() const
{
    using Integers = std::numeric_limits<std::int64_t>;
    using Numbers = std::numeric_limits<double>;
    switch (kind()) {
    case Kind::Any:
        return u"anything"_s;
    case Kind::Text:
        return pattern().isEmpty() ? u"text"_s : patternExpectation();
    case Kind::Boolean:
        return u"true or false"_s;
    case Kind::Integer:
        return u"a whole number"_s + rangeText(bound<qint64>(minInteger(), Integers::min()),
                                               bound<qint64>(maxInteger(), Integers::max()));
    case Kind::Number:
        return u"a number"_s +
               rangeText(bound(min(), Numbers::lowest()), bound(max(), Numbers::max()));
    case Kind::Duration:
        return u"a duration such as 200ms"_s;
    case Kind::ByteCount:
        return u"a size such as 64KiB"_s;
    case Kind::Rate:
        return u"a rate such as 50/s"_s;
    case Kind::Expression:
        return u"a single value"_s;
    case Kind::Words:
        return words().size() == 1 ? words().front() : u"one of "_s + words().join(u", "_s);
    case Kind::List:
        return atLeast() > 0 ? u"a list of at least %1"_s.arg(atLeast()) : u"a list"_s;
    case Kind::MapOf:
    case Kind::Map:
        return u"a map"_s;
    case Kind::Steps:
        return u"a list of steps"_s;
    case Kind::Matcher:
        return u"a matcher"_s;
    case Kind::AnyOf:
        break;
    }
    QStringList texts;
    for (const Shape &choice : choices()) {
        const QString text = choice.expectation();
        if (!texts.contains(text))
            texts.append(text);
    }
    if (texts.size() == 1)
        return texts.front();
    const QString last = texts.takeLast();
    return texts.join(u", "_s) + u" or "_s + last;
}

} // namespace assay::suite
