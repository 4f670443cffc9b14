// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/source_position.h"

#include <QJsonValue>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace assay::model {

/// A value of a suite file that remembers where it stands: what YAML says, before ${...} is
/// evaluated. Scalars are typed as YAML 1.2's core schema types them. A cheap value (children are
/// shared), any thread.
class Node
{
public:
    enum class Kind { Missing, Null, Bool, Number, Text, List, Map };
    struct Member;

    Node() = default;
    static Node scalar(const QJsonValue &value, int line = 0, int column = 0);
    static Node ofText(QString text, int line = 0, int column = 0);
    static Node list(std::vector<Node> items, int line = 0, int column = 0);
    static Node map(std::vector<Member> members, int line = 0, int column = 0);
    /// The JSON value as nodes without positions of their own: all get the given one.
    static Node fromJson(const QJsonValue &value, int line = 0, int column = 0);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isMissing() const { return m_kind == Kind::Missing; }
    [[nodiscard]] bool isNull() const { return m_kind == Kind::Null; }
    [[nodiscard]] bool isText() const { return m_kind == Kind::Text; }
    [[nodiscard]] bool isList() const { return m_kind == Kind::List; }
    [[nodiscard]] bool isMap() const { return m_kind == Kind::Map; }
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] base::SourcePosition position(const QString &file) const
    {
        return {file, m_line, m_column};
    }

    [[nodiscard]] QJsonValue value() const;               ///< of a scalar; else undefined
    [[nodiscard]] const QString &text() const;            ///< of a text; else empty
    [[nodiscard]] const std::vector<Node> &items() const; ///< of a list; else empty
    [[nodiscard]] const std::vector<Member> &
    members() const; ///< of a map, in file order; else empty
    /// The member's value; a missing node when there is none.
    [[nodiscard]] const Node &operator[](QStringView key) const;
    [[nodiscard]] bool contains(QStringView key) const { return !(*this)[key].isMissing(); }
    /// As JSON; missing becomes undefined. ${...} stays text.
    [[nodiscard]] QJsonValue toJson() const;

    /// "a map", "a list", "text", "a number", "true or false", "null", "nothing": for messages.
    [[nodiscard]] static QString kindName(Kind kind);

private:
    using Items = std::shared_ptr<const std::vector<Node>>;
    using Members = std::shared_ptr<const std::vector<Member>>;

    // Suites are made of these by the hundred thousand: one place for whichever of the four it is.
    // A text is no QJsonValue, which would copy it at every look.
    std::variant<QJsonValue, QString, Items, Members> m_content{QJsonValue(QJsonValue::Undefined)};
    Kind m_kind = Kind::Missing;
    int m_line = 0;
    int m_column = 0;
};

struct Node::Member
{
    QString key;
    Node value;
    int line = 0; ///< of the key
    int column = 0;
};

} // namespace assay::model
