// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/yaml_reader.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace assay::suite::detail {

/// Where a thing stands in the file; both count from 1, columns in code points. Line 0: nowhere.
struct YamlPlace
{
    int line = 0;
    int column = 0;
};

/// A mistake that ends the reading of a file.
struct YamlRefused
{
    QString title;
    QString fix;
    YamlPlace place;
};

/// What the parser says before a value: the anchor's name and the full tag, or empty.
struct YamlProperties
{
    std::string_view anchor;
    std::string_view tag;
    YamlPlace tagPlace;
};

/// Makes nodes of the parser's events, which come as calls in the order of the file. Throws
/// YamlRefused. Confined to one thread; lives as long as one reading.
class YamlBuilder final
{
public:
    YamlBuilder(QString file, Diagnostics &diagnostics);

    [[nodiscard]] bool hasDocument() const { return m_documents > 0; }
    [[nodiscard]] model::Node takeRoot() { return std::move(m_root); }
    [[nodiscard]] base::SourcePosition positionOf(const YamlPlace &place) const
    {
        return {m_file, place.line, place.column};
    }

    void startDocument(const YamlPlace &place);
    /// A value of which nothing is written.
    void empty(const YamlProperties &properties);
    void alias(std::string_view name, const YamlPlace &place);
    void scalar(std::string_view text, bool plain, const YamlProperties &properties,
                const YamlPlace &place);
    void startList(const YamlProperties &properties, const YamlPlace &place)
    {
        startCollection(false, properties, place);
    }
    void startMap(const YamlProperties &properties, const YamlPlace &place)
    {
        startCollection(true, properties, place);
    }
    void endCollection();

private:
    /// A node and what it would cost if it were written out wherever an alias names it.
    struct Built
    {
        model::Node node;
        qint64 values = 1;
        int height = 0;
        bool finished = false;
    };
    struct Frame
    {
        bool isMap = false;
        bool hasKey = false;
        bool mergeNext = false; ///< the key is `<<`
        std::string anchor;
        YamlPlace place;
        QString key;
        YamlPlace keyPlace;
        qint64 values = 1;
        int height = 0;
        std::size_t first = 0; ///< of m_items or m_members
        std::vector<model::Node> merges;
    };
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    template <typename Value>
    using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

    void startCollection(bool isMap, const YamlProperties &properties, const YamlPlace &place);
    void put(Built built, std::string_view anchor);
    void setKey(Frame &frame, std::string_view text, bool plain, const YamlPlace &place);
    using Members = std::vector<model::Node::Member>;
    static void addMerged(Members &members, const model::Node &map);
    void mergeInto(Members &members, const std::vector<model::Node> &merges);
    void refuseDuplicates(Members &members);
    void refuseTag(const YamlProperties &properties);
    [[nodiscard]] bool awaitsKey() const;
    [[nodiscard]] model::Node typed(std::string_view text, bool plain,
                                    const YamlProperties &properties, const YamlPlace &place);
    [[nodiscard]] QString interned(std::string_view text);

    QString m_file;
    Diagnostics &m_diagnostics;
    std::vector<Frame> m_frames;
    // What open lists and maps hold so far: each ends up in a vector of its exact size.
    std::vector<model::Node> m_items;
    std::vector<model::Node::Member> m_members;
    ByText<Built> m_anchors;
    ByText<QString> m_words;
    model::Node m_root;
    int m_documents = 0;
    qint64 m_aliasValues = 0;
};

} // namespace assay::suite::detail
