// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <string>
#include <unordered_map>

namespace assay::suite::detail {

/// A mistake that ends the reading of a file; it passes through the YAML parser as an exception.
struct YamlRefused
{
    QString title;
    QString fix;
    YAML::Mark mark;
};

/// Makes nodes of the parser's events. Confined to one thread; lives as long as one reading.
class YamlBuilder final : public YAML::EventHandler
{
public:
    YamlBuilder(const QByteArray &text, QString file, Diagnostics &diagnostics);

    [[nodiscard]] bool hasDocument() const { return m_documents > 0; }
    [[nodiscard]] model::Node takeRoot() { return std::move(m_root); }
    [[nodiscard]] base::SourcePosition positionOf(const YAML::Mark &mark);
    /// Where a quoted text starts that the end of the file cut off: the parser lets it pass.
    [[nodiscard]] std::optional<base::SourcePosition> openQuote();

    void OnDocumentStart(const YAML::Mark &mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { endCollection(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { endCollection(); }

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
        YAML::anchor_t anchor = 0;
        int line = 0;
        int column = 0;
        QString key;
        int keyLine = 0;
        int keyColumn = 0;
        qint64 values = 1;
        int height = 0;
        std::vector<model::Node> items;
        std::vector<model::Node::Member> members;
        std::vector<model::Node> merges;
    };

    void startCollection(bool isMap, const YAML::Mark &mark, YAML::anchor_t anchor,
                         const std::string &tag);
    void endCollection();
    void put(Built built, YAML::anchor_t anchor);
    void setKey(Frame &frame, const std::string &text, bool plain, const YAML::Mark &mark);
    void mergeInto(Frame &frame);
    void refuseDuplicates(Frame &frame);
    [[nodiscard]] bool awaitsKey() const;
    [[nodiscard]] QJsonValue typed(const YAML::Mark &mark, const std::string &tag,
                                   const std::string &text);
    struct Word
    {
        QString text;
        QJsonValue value;
    };
    [[nodiscard]] Word interned(const std::string &text);

    const QByteArray &m_text;
    QString m_file;
    Diagnostics &m_diagnostics;
    std::vector<Frame> m_frames;
    std::vector<Built> m_anchors; ///< by the parser's number
    std::unordered_map<std::string, Word> m_words;
    model::Node m_root;
    int m_documents = 0;
    qint64 m_aliasValues = 0;
    YAML::Mark m_lastQuoted = YAML::Mark::null_mark();
    bool m_ascii = true;
    // Where columns were last counted: marks come in order, so that counting stays linear.
    qsizetype m_countedByte = 0;
    int m_countedColumn = 0;
    int m_countedLine = -1;
};

} // namespace assay::suite::detail
