// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_builder.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace assay::suite::detail {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

QString tooDeep()
{
    return u"values are nested more than %1 deep"_s.arg(YamlLimits::kDepth);
}

} // namespace

YamlBuilder::YamlBuilder(const QByteArray &text, QString file, Diagnostics &diagnostics)
    : m_text(text)
    , m_file(std::move(file))
    , m_diagnostics(diagnostics)
    , m_ascii(std::none_of(text.cbegin(), text.cend(),
                           [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
{
    m_anchors.emplace_back(); // the parser counts from 1
}

base::SourcePosition YamlBuilder::positionOf(const YAML::Mark &mark)
{
    // The parser counts bytes; people count characters.
    if (m_ascii || mark.column <= 0)
        return {m_file, mark.line + 1, mark.column + 1};
    const qsizetype position = std::clamp<qsizetype>(mark.pos, 0, m_text.size());
    if (m_countedLine != mark.line) {
        m_countedLine = mark.line;
        m_countedByte = std::max<qsizetype>(0, position - mark.column);
        m_countedColumn = 0;
    }
    for (; m_countedByte < position; ++m_countedByte)
        m_countedColumn += isContinuation(m_text[m_countedByte]) ? 0 : 1;
    for (; m_countedByte > position; --m_countedByte)
        m_countedColumn -= isContinuation(m_text[m_countedByte - 1]) ? 0 : 1;
    return {m_file, mark.line + 1, m_countedColumn + 1};
}

std::optional<base::SourcePosition> YamlBuilder::openQuote()
{
    if (m_lastQuoted.is_null() || m_lastQuoted.pos >= m_text.size())
        return std::nullopt;
    const char quote = m_text[m_lastQuoted.pos];
    if (quote != '"' && quote != '\'')
        return std::nullopt; // a block text
    for (qsizetype i = m_lastQuoted.pos + 1; i < m_text.size(); ++i) {
        if (quote == '"' && m_text[i] == '\\')
            ++i;
        else if (m_text[i] != quote)
            continue;
        else if (quote == '\'' && i + 1 < m_text.size() && m_text[i + 1] == quote)
            ++i;
        else
            return std::nullopt;
    }
    return positionOf(m_lastQuoted);
}

void YamlBuilder::OnDocumentStart(const YAML::Mark &mark)
{
    if (++m_documents > 1) {
        // The parser also takes what it cannot join to the first value for a second document.
        if (!m_text.sliced(0, std::clamp<qsizetype>(mark.pos + 3, 0, m_text.size()))
                 .contains("---"))
            throw YamlRefused{u"this does not belong to the value above"_s,
                              u"indent it as its neighbours are; a file is one map or one list"_s,
                              mark};
        throw YamlRefused{u"the file holds more than one document"_s,
                          u"remove the \"---\" line, or make it a file of its own"_s, mark};
    }
}

bool YamlBuilder::awaitsKey() const
{
    return !m_frames.empty() && m_frames.back().isMap && !m_frames.back().hasKey;
}

void YamlBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    if (awaitsKey())
        throw YamlRefused{u"a key is missing or null"_s, u"write a word before the \":\""_s, mark};
    base::SourcePosition position = positionOf(mark);
    // An empty value is marked where the next thing starts: it belongs to its key.
    if (!m_frames.empty() && m_frames.back().isMap &&
        (mark.is_null() || position.line != m_frames.back().keyLine)) {
        position.line = m_frames.back().keyLine;
        position.column = m_frames.back().keyColumn;
    }
    put({Node::scalar(QJsonValue::Null, position.line, position.column), 1, 0, true}, anchor);
}

void YamlBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const Built &built = m_anchors.at(anchor);
    if (!built.finished) {
        throw YamlRefused{u"an alias stands inside the value that it names"_s,
                          u"a value cannot hold itself"_s, mark};
    }
    if (awaitsKey()) {
        setKey(m_frames.back(), built.node.text().toStdString(), false, mark);
        return;
    }
    m_aliasValues += built.values;
    if (m_aliasValues > YamlLimits::kAliasValues) {
        throw YamlRefused{u"aliases expand to more than %1 values"_s.arg(YamlLimits::kAliasValues),
                          u"use fewer aliases of aliases"_s, mark};
    }
    if (static_cast<int>(m_frames.size()) + built.height > YamlLimits::kDepth)
        throw YamlRefused{tooDeep(), u"use fewer aliases of aliases"_s, mark};
    Built copy = built;
    put(std::move(copy), 0);
}

void YamlBuilder::OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                           const std::string &value)
{
    if (tag == "!")
        m_lastQuoted = mark;
    if (awaitsKey()) {
        if (anchor != 0)
            put({Node::scalar(QString::fromStdString(value)), 1, 0, true}, anchor);
        setKey(m_frames.back(), value, tag == "?", mark);
        return;
    }
    const base::SourcePosition position = positionOf(mark);
    put({Node::scalar(typed(mark, tag, value), position.line, position.column), 1, 0, true},
        anchor);
}

QJsonValue YamlBuilder::typed(const YAML::Mark &mark, const std::string &tag,
                              const std::string &text)
{
    if (tag == "!" || tag == "tag:yaml.org,2002:str")
        return interned(text).value;
    if (tag != "?") {
        m_diagnostics.add(u"the tag \"%1\" has no meaning here"_s.arg(QString::fromStdString(tag)),
                          u"remove the tag; only !!str is known"_s, positionOf(mark));
        return interned(text).value;
    }
    std::optional<QJsonValue> value =
        typedPlainScalar(QByteArrayView(text.data(), qsizetype(text.size())));
    if (!value) {
        static const QSet<QByteArray> kNotFinite = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
        const QByteArrayView view(text.data(), qsizetype(text.size()));
        const bool hasSign = text.size() == 5 && (text.front() == '-' || text.front() == '+');
        if (view.size() <= 5 && view.size() >= 4 &&
            kNotFinite.contains((hasSign ? view.sliced(1) : view).toByteArray())) {
            m_diagnostics.add(
                u"%1 is not a number that can be used"_s.arg(QString::fromStdString(text)),
                u"write a finite number, or put it in quotes to make it text"_s, positionOf(mark));
        }
        return interned(text).value;
    }
    if (value->isDouble() && std::isnan(value->toDouble())) {
        m_diagnostics.add(
            u"the number %1 is too large"_s.arg(QString::fromStdString(text.substr(0, 40))),
            u"put it in quotes to make it text"_s, positionOf(mark));
        return 0;
    }
    return *value;
}

YamlBuilder::Word YamlBuilder::interned(const std::string &text)
{
    // The same few words fill a suite; sharing them halves its memory.
    constexpr std::size_t kLongest = 40;
    constexpr std::size_t kWords = 4096;
    const auto made = [&] {
        QString word = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        return Word{word, word};
    };
    if (text.size() > kLongest)
        return made();
    if (const auto found = m_words.find(text); found != m_words.end())
        return found->second;
    Word word = made();
    if (m_words.size() < kWords)
        m_words.emplace(text, word);
    return word;
}

void YamlBuilder::setKey(Frame &frame, const std::string &text, bool plain, const YAML::Mark &mark)
{
    const base::SourcePosition position = positionOf(mark);
    frame.hasKey = true;
    frame.mergeNext = plain && text == "<<";
    frame.key = interned(text).text;
    frame.keyLine = position.line;
    frame.keyColumn = position.column;
}

void YamlBuilder::OnSequenceStart(const YAML::Mark &mark, const std::string &tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value)
{
    startCollection(false, mark, anchor, tag);
}

void YamlBuilder::OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value)
{
    startCollection(true, mark, anchor, tag);
}

void YamlBuilder::startCollection(bool isMap, const YAML::Mark &mark, YAML::anchor_t anchor,
                                  const std::string &tag)
{
    if (awaitsKey()) {
        throw YamlRefused{
            u"a key must be a single word, not %1"_s.arg(isMap ? u"a map"_s : u"a list"_s),
            u"put a value that starts with { or [ in quotes"_s, mark};
    }
    if (static_cast<int>(m_frames.size()) >= YamlLimits::kDepth)
        throw YamlRefused{tooDeep(), u"move inner values to files of their own"_s, mark};
    if (!tag.empty() && tag != "?") {
        m_diagnostics.add(u"the tag \"%1\" has no meaning here"_s.arg(QString::fromStdString(tag)),
                          u"remove the tag; only !!str is known"_s, positionOf(mark));
    }
    Frame frame;
    frame.isMap = isMap;
    frame.anchor = anchor;
    const base::SourcePosition position = positionOf(mark);
    frame.line = position.line;
    frame.column = position.column;
    if (anchor >= m_anchors.size())
        m_anchors.resize(anchor + 1);
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
        refuseDuplicates(frame);
        if (!frame.merges.empty())
            mergeInto(frame);
        frame.members.shrink_to_fit();
        built.node = Node::map(std::move(frame.members), frame.line, frame.column);
    } else {
        frame.items.shrink_to_fit();
        built.node = Node::list(std::move(frame.items), frame.line, frame.column);
    }
    put(std::move(built), frame.anchor);
}

void YamlBuilder::refuseDuplicates(Frame &frame)
{
    constexpr std::size_t kFew = 12;
    auto &members = frame.members;
    QHash<QString, int> lines; // only for large maps
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
    }
    std::erase_if(members, [](const Node::Member &member) { return member.line == 0; });
}

void YamlBuilder::mergeInto(Frame &frame)
{
    const auto mergeMap = [&frame](const Node &map) {
        for (const Node::Member &member : map.members()) {
            const bool known = std::any_of(frame.members.cbegin(), frame.members.cend(),
                                           [&](const auto &own) { return own.key == member.key; });
            if (!known)
                frame.members.push_back(member);
        }
    };
    for (const Node &merge : frame.merges) {
        if (merge.isMap()) {
            mergeMap(merge);
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
            mergeMap(item);
    }
}

void YamlBuilder::put(Built built, YAML::anchor_t anchor)
{
    if (anchor != 0) {
        if (anchor >= m_anchors.size())
            m_anchors.resize(anchor + 1);
        m_anchors[anchor] = built;
    }
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
        frame.items.push_back(std::move(built.node));
        return;
    }
    frame.hasKey = false;
    if (frame.mergeNext) {
        frame.merges.push_back(std::move(built.node));
        return;
    }
    frame.members.push_back(
        {std::move(frame.key), std::move(built.node), frame.keyLine, frame.keyColumn});
}

} // namespace assay::suite::detail
