// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_builder.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace assay::suite::detail {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

constexpr std::string_view kTextTag = "tag:yaml.org,2002:str";

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// The values from `first` on, moved out of `open`.
template <typename Value>
std::vector<Value> takeFrom(std::vector<Value> &open, std::size_t first)
{
    const auto begin = open.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<Value> taken(std::make_move_iterator(begin), std::make_move_iterator(open.end()));
    open.erase(begin, open.end());
    return taken;
}

QString tooDeep()
{
    return u"values are nested more than %1 deep"_s.arg(YamlLimits::kDepth);
}

} // namespace

YamlBuilder::YamlBuilder(QString file, Diagnostics &diagnostics)
    : m_file(std::move(file))
    , m_diagnostics(diagnostics)
{
}

void YamlBuilder::startDocument(const YamlPlace &place)
{
    if (++m_documents > 1) {
        throw YamlRefused{u"the file holds more than one document"_s,
                          u"remove the \"---\" line, or make it a file of its own"_s, place};
    }
}

bool YamlBuilder::awaitsKey() const
{
    return !m_frames.empty() && m_frames.back().isMap && !m_frames.back().hasKey;
}

void YamlBuilder::empty(const YamlProperties &properties)
{
    // Nothing stands there: it belongs to its key, or to the list that holds it.
    YamlPlace place{1, 1};
    if (!m_frames.empty())
        place = m_frames.back().hasKey ? m_frames.back().keyPlace : m_frames.back().place;
    if (awaitsKey())
        throw YamlRefused{u"a key is missing or null"_s, u"write a word before the \":\""_s, place};
    const bool isText = properties.tag == kTextTag;
    if (!properties.tag.empty() && !isText)
        refuseTag(properties);
    const QJsonValue value = isText ? QJsonValue(QString()) : QJsonValue(QJsonValue::Null);
    put({Node::scalar(value, place.line, place.column), 1, 0, true}, properties.anchor);
}

void YamlBuilder::alias(std::string_view name, const YamlPlace &place)
{
    const auto found = m_anchors.find(name);
    if (found == m_anchors.end()) {
        throw YamlRefused{u"no anchor has this name"_s,
                          u"write &name before the value that the alias means, above this line"_s,
                          place};
    }
    Built built = found->second;
    if (!built.finished) {
        throw YamlRefused{u"an alias stands inside the value that it names"_s,
                          u"a value cannot hold itself"_s, place};
    }
    if (awaitsKey()) {
        setKey(m_frames.back(), built.node.text().toStdString(), false, place);
        return;
    }
    m_aliasValues += built.values;
    if (m_aliasValues > YamlLimits::kAliasValues) {
        throw YamlRefused{u"aliases expand to more than %1 values"_s.arg(YamlLimits::kAliasValues),
                          u"use fewer aliases of aliases"_s, place};
    }
    if (static_cast<int>(m_frames.size()) + built.height > YamlLimits::kDepth)
        throw YamlRefused{tooDeep(), u"use fewer aliases of aliases"_s, place};
    put(std::move(built), {});
}

void YamlBuilder::scalar(std::string_view text, bool plain, const YamlProperties &properties,
                         const YamlPlace &place)
{
    if (awaitsKey()) {
        if (plain && properties.tag.empty() && typedPlainScalar(text).value_or(u""_s).isNull())
            throw YamlRefused{u"a key is missing or null"_s, u"write a word before the \":\""_s,
                              place};
        if (!properties.anchor.empty())
            put({Node::ofText(toText(text)), 1, 0, true}, properties.anchor);
        setKey(m_frames.back(), text, plain, place);
        return;
    }
    put({typed(text, plain, properties, place), 1, 0, true}, properties.anchor);
}

void YamlBuilder::refuseTag(const YamlProperties &properties)
{
    m_diagnostics.add(u"the tag \"%1\" has no meaning here"_s.arg(toText(properties.tag)),
                      u"remove the tag; only !!str is known"_s, positionOf(properties.tagPlace));
}

Node YamlBuilder::typed(std::string_view text, bool plain, const YamlProperties &properties,
                        const YamlPlace &place)
{
    const auto asText = [&] { return Node::ofText(interned(text), place.line, place.column); };
    if (!properties.tag.empty() && properties.tag != kTextTag)
        refuseTag(properties);
    if (!plain || !properties.tag.empty())
        return asText();
    const std::optional<QJsonValue> value = typedPlainScalar(text);
    if (!value) {
        static const QSet<QByteArray> kNotFinite = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
        const QByteArrayView view(text);
        const bool hasSign = text.size() == 5 && (text.front() == '-' || text.front() == '+');
        if (view.size() <= 5 && view.size() >= 4 &&
            kNotFinite.contains((hasSign ? view.sliced(1) : view).toByteArray())) {
            m_diagnostics.add(u"%1 is not a number that can be used"_s.arg(toText(text)),
                              u"write a finite number, or put it in quotes to make it text"_s,
                              positionOf(place));
        }
        return asText();
    }
    if (value->isDouble() && std::isnan(value->toDouble())) {
        m_diagnostics.add(u"the number %1 is too large"_s.arg(toText(text.substr(0, 40))),
                          u"put it in quotes to make it text"_s, positionOf(place));
        return Node::scalar(0, place.line, place.column);
    }
    return Node::scalar(*value, place.line, place.column);
}

QString YamlBuilder::interned(std::string_view text)
{
    // The same few words fill a suite; sharing them halves its memory.
    constexpr std::size_t kLongest = 40;
    constexpr std::size_t kWords = 4096;
    if (text.size() > kLongest)
        return toText(text);
    if (const auto found = m_words.find(text); found != m_words.end())
        return found->second;
    QString word = toText(text);
    if (m_words.size() < kWords)
        m_words.emplace(text, word);
    return word;
}

void YamlBuilder::setKey(Frame &frame, std::string_view text, bool plain, const YamlPlace &place)
{
    frame.hasKey = true;
    frame.mergeNext = plain && text == "<<";
    frame.key = interned(text);
    frame.keyPlace = place;
}

void YamlBuilder::startCollection(bool isMap, const YamlProperties &properties,
                                  const YamlPlace &place)
{
    if (awaitsKey()) {
        throw YamlRefused{
            u"a key must be a single word, not %1"_s.arg(isMap ? u"a map"_s : u"a list"_s),
            u"put a value that starts with { or [ in quotes"_s, place};
    }
    if (static_cast<int>(m_frames.size()) >= YamlLimits::kDepth)
        throw YamlRefused{tooDeep(), u"move inner values to files of their own"_s, place};
    if (!properties.tag.empty())
        refuseTag(properties);
    if (!properties.anchor.empty())
        m_anchors[std::string(properties.anchor)] = {}; // until it is finished
    Frame frame;
    frame.isMap = isMap;
    frame.anchor = properties.anchor;
    frame.place = place;
    frame.first = isMap ? m_members.size() : m_items.size();
    m_frames.push_back(std::move(frame));
}

void YamlBuilder::endCollection()
{
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    Built built;
    built.values = frame.values;
    built.height = frame.height + 1;
    built.finished = true;
    if (frame.isMap) {
        Members members = takeFrom(m_members, frame.first);
        refuseDuplicates(members);
        if (!frame.merges.empty())
            mergeInto(members, frame.merges);
        built.node = Node::map(std::move(members), frame.place.line, frame.place.column);
    } else {
        built.node =
            Node::list(takeFrom(m_items, frame.first), frame.place.line, frame.place.column);
    }
    put(std::move(built), frame.anchor);
}

void YamlBuilder::refuseDuplicates(Members &members)
{
    constexpr std::size_t kFew = 12;
    QHash<QString, int> lines; // only for large maps
    bool found = false;
    for (std::size_t i = 0; i < members.size(); ++i) {
        int firstLine = 0;
        if (members.size() <= kFew) {
            for (std::size_t j = 0; j < i && firstLine == 0; ++j) {
                if (members[j].key == members[i].key)
                    firstLine = members[j].line;
            }
        } else {
            firstLine = lines.value(members[i].key);
            if (firstLine == 0)
                lines.insert(members[i].key, members[i].line);
        }
        if (firstLine == 0)
            continue;
        m_diagnostics.add(
            u"the key \"%1\" is already there, in line %2"_s.arg(members[i].key).arg(firstLine),
            u"remove one of the two, or rename it"_s, {m_file, members[i].line, members[i].column});
        members[i].line = 0; // marks it for removal
        found = true;
    }
    if (found)
        std::erase_if(members, [](const Node::Member &member) { return member.line == 0; });
}

void YamlBuilder::addMerged(Members &members, const Node &map)
{
    for (const Node::Member &member : map.members()) {
        const bool known = std::any_of(members.cbegin(), members.cend(),
                                       [&](const auto &own) { return own.key == member.key; });
        if (!known)
            members.push_back(member);
    }
}

void YamlBuilder::mergeInto(Members &members, const std::vector<Node> &merges)
{
    for (const Node &merge : merges) {
        if (merge.isMap()) {
            addMerged(members, merge);
            continue;
        }
        const bool allMaps =
            merge.isList() && std::all_of(merge.items().cbegin(), merge.items().cend(),
                                          [](const Node &item) { return item.isMap(); });
        if (!allMaps) {
            m_diagnostics.add(u"\"<<\" must name a map or a list of maps, but this is %1"_s.arg(
                                  Node::kindName(merge.kind())),
                              u"write <<: *anchor-of-a-map"_s, merge.position(m_file));
            continue;
        }
        for (const Node &item : merge.items())
            addMerged(members, item);
    }
}

void YamlBuilder::put(Built built, std::string_view anchor)
{
    if (!anchor.empty())
        m_anchors[std::string(anchor)] = built;
    if (m_frames.empty()) {
        m_root = std::move(built.node);
        return;
    }
    Frame &frame = m_frames.back();
    if (frame.isMap && !frame.hasKey)
        return; // an anchored key: only its anchor was wanted
    frame.values += built.values;
    frame.height = std::max(frame.height, built.height);
    if (!frame.isMap) {
        m_items.push_back(std::move(built.node));
        return;
    }
    frame.hasKey = false;
    if (frame.mergeNext) {
        frame.merges.push_back(std::move(built.node));
        return;
    }
    m_members.push_back(
        {std::move(frame.key), std::move(built.node), frame.keyPlace.line, frame.keyPlace.column});
}

} // namespace assay::suite::detail
