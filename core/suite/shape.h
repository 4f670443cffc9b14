// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace assay::suite {

/// What may stand at a place of a file. One description drives the loader's checks and the JSON
/// Schema that editors complete from, so that they cannot disagree.
///
///     Shape::map({{u"on"_s, Shape::text(), true, u"the service"_s},
///                 {u"timeout"_s, Shape::duration()},
///                 {u"query"_s, Shape::text()}, {u"file"_s, Shape::text()}})
///         .exactlyOneOf({u"query"_s, u"file"_s})
///
/// A typed scalar also takes a text with `${...}`, because its value may be computed when the step
/// runs; fixed() says that it may not. A cheap value (shared and immutable), any thread.
class Shape
{
public:
    enum class Kind {
        Any,
        Text,
        Boolean,
        Integer,
        Number,
        Duration,
        ByteCount,
        Rate,
        Expression,
        Words,
        List,
        MapOf,
        Map,
        AnyOf,
        Steps,
        Matcher,
    };
    struct Key;

    Shape(); ///< any()

    static Shape any();
    static Shape text();
    static Shape boolean();
    static Shape integer(std::int64_t min = std::numeric_limits<std::int64_t>::min(),
                         std::int64_t max = std::numeric_limits<std::int64_t>::max());
    static Shape number(double min = std::numeric_limits<double>::lowest(),
                        double max = std::numeric_limits<double>::max());
    static Shape duration();   ///< 200ms, 1.5s, 2m; base::parseDuration
    static Shape byteCount();  ///< 64KiB, 10MB, or a whole number of bytes
    static Shape rate();       ///< 50/s
    static Shape expression(); ///< any scalar: text, number, true or false, null, `${...}`
    static Shape oneOfWords(QStringList words);
    static Shape list(Shape item, int atLeast = 0);
    static Shape mapOf(Shape value); ///< free keys
    static Shape
    map(std::vector<Key> keys); ///< closed: an unknown key is an error with a did-you-mean
    static Shape anyOf(std::vector<Shape> choices);
    static Shape steps();   ///< a list of steps of the Format
    static Shape matcher(); ///< what the Format's checkMatcher accepts

    /// For the schema, so for the editor's tooltips.
    [[nodiscard]] Shape described(QString help) const;
    /// A scalar that must be known when the file is loaded: `${...}` is not accepted.
    [[nodiscard]] Shape fixed() const;
    /// Of text: the whole of it must match the regular expression (as JSON Schema and
    /// QRegularExpression both read it); of a mapOf: its keys must. `expectation` says what that
    /// is: "a date such as ...".
    [[nodiscard]] Shape matching(QString pattern, QString expectation) const;
    /// Of a map: exactly one of these of its keys must be there. Several groups may be given.
    [[nodiscard]] Shape exactlyOneOf(QStringList names) const;
    /// Of a map: at most one of these of its keys may be there.
    [[nodiscard]] Shape atMostOneOf(QStringList names) const;

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isFixed() const;
    [[nodiscard]] const QString &help() const;
    [[nodiscard]] double min() const; ///< of Number
    [[nodiscard]] double max() const;
    [[nodiscard]] std::int64_t minInteger() const; ///< of Integer
    [[nodiscard]] std::int64_t maxInteger() const;
    [[nodiscard]] int atLeast() const; ///< of List
    [[nodiscard]] const QStringList &words() const;
    [[nodiscard]] const QString &pattern() const; ///< see matching(); "" when there is none
    [[nodiscard]] bool matchesPattern(const QString &text) const;
    [[nodiscard]] const QString &patternExpectation() const;
    [[nodiscard]] const Shape &item() const; ///< of List and MapOf
    [[nodiscard]] const std::vector<Key> &keys() const;
    [[nodiscard]] const std::vector<Shape> &choices() const;
    [[nodiscard]] const std::vector<QStringList> &exactlyOneGroups() const;
    [[nodiscard]] const std::vector<QStringList> &atMostOneGroups() const;
    /// The key of a Map; null when it has none of this name.
    [[nodiscard]] const Key *findKey(QStringView name) const;
    [[nodiscard]] QStringList keyNames() const;

    /// "a whole number from 1 to 64", "text", "a map", "a duration such as 200ms": for messages.
    [[nodiscard]] QString expectation() const;

private:
    struct Data;
    explicit Shape(std::shared_ptr<const Data> data);
    [[nodiscard]] static Shape ofKind(Kind kind);

    std::shared_ptr<const Data> m_data;
};

struct Shape::Key
{
    Key(QString keyName, Shape keyShape, bool isRequired = false, QString keyHelp = {})
        : name(std::move(keyName))
        , shape(std::move(keyShape))
        , required(isRequired)
        , help(std::move(keyHelp))
    {
    }

    QString name;
    Shape shape;
    bool required = false;
    QString help;
};

} // namespace assay::suite
