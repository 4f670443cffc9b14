// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_reader.h"

#include "base/units.h"
#include "suite/yaml_builder.h"

#include <libfyaml.h>

#include <algorithm>
#include <array>
#include <memory>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

base::SourcePosition positionAt(const QByteArray &text, qsizetype offset, const QString &file)
{
    const QByteArray before = text.first(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {file, static_cast<int>(before.count('\n')) + 1,
            static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size()) + 1};
}

/// The length of the valid UTF-8 sequence at `at`; 0 when it is not one.
qsizetype sequenceLength(const QByteArray &text, qsizetype at)
{
    const auto byte = [&](qsizetype i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(at);
    const qsizetype length = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80)
            return 0;
    }
    const unsigned second = byte(at + 1);
    const bool bad = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                     (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    return bad ? 0 : length;
}

bool isReadable(const QByteArray &text, const QString &file, Diagnostics &diagnostics)
{
    if (text.size() > YamlLimits::kFileSize) {
        diagnostics.add(
            u"the file is larger than %1 MiB"_s.arg(YamlLimits::kFileSize / 1024 / 1024),
            u"split it"_s, {file, 0, 0});
        return false;
    }
    for (qsizetype i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') {
            diagnostics.add(u"the control character U+%1 cannot stand in YAML"_s.arg(
                                int(byte), 4, 16, QChar(u'0')),
                            u"save the file as UTF-8 text; in double quotes write \\x%1"_s.arg(
                                int(byte), 2, 16, QChar(u'0')),
                            positionAt(text, i, file));
            return false;
        }
        const qsizetype length = byte < 0x80 ? 1 : sequenceLength(text, i);
        if (length == 0) {
            diagnostics.add(u"the file is not valid UTF-8 here"_s, u"save the file as UTF-8 text"_s,
                            positionAt(text, i, file));
            return false;
        }
        i += length;
    }
    return true;
}

constexpr std::string_view kNoReason = "a directive or a document is not understood";

struct Explanation
{
    std::string_view parserSays; ///< the start of it
    QLatin1StringView title;
    QLatin1StringView fix;
};

constexpr std::array kExplanations = {
    Explanation{"invalid nested block mapping on the same line",
                "a \":\" stands where no key can be"_L1,
                "put a text that holds \": \" in quotes, and check the indentation"_L1},
    Explanation{"invalid mapping key", "a key stands where none can be"_L1,
                "check the indentation"_L1},
    Explanation{
        "invalid multiline plain key", "a text of several lines cannot be a key"_L1,
        "check the indentation of the lines below; put a text that holds \": \" in quotes"_L1},
    Explanation{
        "invalid mapping in plain multiline", "a text of several lines cannot be a key"_L1,
        "check the indentation of the lines below; put a text that holds \": \" in quotes"_L1},
    Explanation{"could not find expected ':'", "a key without a \":\""_L1,
                "write \": \" and a value after it, or indent it as the text above"_L1},
    Explanation{"invalid indentation in mapping", "this does not belong to the map above"_L1,
                "give all keys of a map the same indentation"_L1},
    Explanation{"did not find expected key", "this does not belong to the map above"_L1,
                "give all keys of a map the same indentation"_L1},
    Explanation{"invalid value after mapping", "this does not belong to the map above"_L1,
                "give all keys of a map the same indentation"_L1},
    Explanation{"wrong indendation in sequence while in mapping",
                "this does not belong to the map above"_L1,
                "give all keys of a map the same indentation"_L1},
    Explanation{"missing comma in flow mapping", "a \"{\" is not closed, or a \",\" is missing"_L1,
                "close it with \"}\"; put texts that hold braces or ${...} in quotes"_L1},
    Explanation{"flow mapping without a closing brace",
                "a \"{\" is not closed, or a \",\" is missing"_L1,
                "close it with \"}\"; put texts that hold braces or ${...} in quotes"_L1},
    Explanation{"invalid scalar at the end of block sequence",
                "this does not belong to the list above"_L1,
                "give all items of a list the same indentation"_L1},
    Explanation{"wrongly indented sequence item", "this does not belong to the list above"_L1,
                "give all items of a list the same indentation"_L1},
    Explanation{"did not find expected '-' indicator", "this does not belong to the list above"_L1,
                "give all items of a list the same indentation"_L1},
    Explanation{"missing comma in flow sequence", "a \"[\" is not closed, or a \",\" is missing"_L1,
                "close it with \"]\"; put texts that hold brackets or ${...} in quotes"_L1},
    Explanation{"flow sequence without a closing bracket",
                "a \"[\" is not closed, or a \",\" is missing"_L1,
                "close it with \"]\"; put texts that hold brackets or ${...} in quotes"_L1},
    Explanation{"flow mapping with invalid extra closing", "this bracket closes nothing"_L1,
                "remove it, or put the text in quotes"_L1},
    Explanation{"flow sequence with invalid extra closing", "this bracket closes nothing"_L1,
                "remove it, or put the text in quotes"_L1},
    Explanation{"mismatched flow", "this bracket does not fit the one that it closes"_L1,
                "close \"{\" with \"}\" and \"[\" with \"]\", or put the text in quotes"_L1},
    Explanation{"block sequence on the same line as a mapping key",
                "a \"-\" stands where no list can be"_L1, "start the list on a new line"_L1},
    Explanation{"double-quoted scalar without closing quote", "a quoted text is not closed"_L1,
                "close it with the quote that it starts with"_L1},
    Explanation{"single-quoted scalar without closing quote", "a quoted text is not closed"_L1,
                "close it with the quote that it starts with"_L1},
    Explanation{"invalid document-start marker in", "a quoted text is not closed"_L1,
                "close it with the quote that it starts with"_L1},
    Explanation{"invalid trailing content after", "a text goes on after its quote is closed"_L1,
                "is a quote missing in a line above? put a quote inside the text as \\\", or use "
                "the other kind around it"_L1},
    Explanation{"plain scalar cannot start with", "no value can start with this character"_L1,
                "put the text in quotes"_L1},
};

/// The indentation near the line that holds a tab: the parser may see something else first.
std::optional<base::SourcePosition> tabNear(const QByteArray &text, int line, const QString &file)
{
    const QList<QByteArray> lines = text.split('\n');
    for (const int candidate : {line, line - 1, line + 1}) {
        if (candidate < 1 || candidate > lines.size())
            continue;
        const QByteArray &content = lines.at(candidate - 1);
        const auto firstOther =
            std::find_if(content.cbegin(), content.cend(), [](char c) { return c != ' '; });
        if (firstOther != content.cend() && *firstOther == '\t')
            return base::SourcePosition{file, candidate,
                                        static_cast<int>(firstOther - content.cbegin()) + 1};
    }
    return std::nullopt;
}

void addSyntaxError(const QByteArray &text, std::string_view says, base::SourcePosition position,
                    Diagnostics &diagnostics)
{
    if (const auto tab = tabNear(text, position.line, position.file)) {
        diagnostics.add(u"a tab indents this line"_s, u"indent with spaces"_s, *tab);
        return;
    }
    if (says.ends_with("without closing quote"))
        --position.column; // the parser marks what follows the quote
    for (const Explanation &explanation : kExplanations) {
        if (says.starts_with(explanation.parserSays)) {
            diagnostics.add(explanation.title, explanation.fix, position);
            return;
        }
    }
    diagnostics.add(
        u"this is not valid YAML: %1"_s.arg(QString::fromUtf8(says.data(), qsizetype(says.size()))),
        u"check the indentation, and put texts with special characters in quotes"_s, position);
}

/// The parser with its own list of errors; reads `text` where it is.
class Parser
{
public:
    explicit Parser(const QByteArray &text)
        : m_diagnosis(fy_diag_create(nullptr))
    {
        fy_diag_set_collect_errors(m_diagnosis.get(), true);
        fy_parse_cfg config{};
        config.flags = static_cast<fy_parse_cfg_flags>(
            unsigned(FYPCF_QUIET) | unsigned(FYPCF_COLLECT_DIAG) | FYPCF_DEFAULT_VERSION_1_2 |
            FYPCF_JSON_NONE | unsigned(FYPCF_SLOPPY_FLOW_INDENTATION));
        config.diag = m_diagnosis.get();
        m_parser.reset(fy_parser_create(&config));
        if (!m_parser ||
            fy_parser_set_string(m_parser.get(), text.constData(), size_t(text.size())) != 0)
            throw std::bad_alloc();
    }

    struct EndEvent
    {
        fy_parser *parser;
        void operator()(fy_event *event) const { fy_parser_event_free(parser, event); }
    };
    using Event = std::unique_ptr<fy_event, EndEvent>;

    /// Nothing at the end and after a mistake.
    [[nodiscard]] Event next()
    {
        return Event(fy_parser_parse(m_parser.get()), EndEvent{m_parser.get()});
    }

    struct Mistake
    {
        std::string_view says;
        detail::YamlPlace place;
    };

    [[nodiscard]] std::optional<Mistake> mistake() const
    {
        void *walk = nullptr;
        if (const fy_diag_error *error = fy_diag_errors_iterate(m_diagnosis.get(), &walk))
            return Mistake{error->msg, {std::max(1, error->line), std::max(1, error->column)}};
        if (fy_parser_get_stream_error(m_parser.get()))
            return Mistake{kNoReason, {1, 1}};
        return std::nullopt;
    }

private:
    struct EndDiagnosis
    {
        void operator()(fy_diag *diagnosis) const { fy_diag_destroy(diagnosis); }
    };
    struct EndParser
    {
        void operator()(fy_parser *parser) const { fy_parser_destroy(parser); }
    };

    std::unique_ptr<fy_diag, EndDiagnosis> m_diagnosis;
    std::unique_ptr<fy_parser, EndParser> m_parser;
};

std::string_view textOf(fy_token *token)
{
    size_t length = 0;
    const char *text = token ? fy_token_get_text(token, &length) : nullptr;
    return text ? std::string_view(text, length) : std::string_view();
}

/// Where a token's text starts; `before` characters of it are not part of the text.
detail::YamlPlace placeOf(const fy_mark *mark, int before = 0)
{
    return mark ? detail::YamlPlace{mark->line + 1, mark->column + 1 - before}
                : detail::YamlPlace{1, 1};
}

detail::YamlProperties propertiesOf(fy_token *anchor, fy_token *tag)
{
    return {textOf(anchor), textOf(tag),
            tag ? placeOf(fy_token_start_mark(tag)) : detail::YamlPlace()};
}

void giveScalar(fy_event &event, detail::YamlBuilder &builder)
{
    const detail::YamlProperties properties = propertiesOf(event.scalar.anchor, event.scalar.tag);
    if (!event.scalar.value) {
        builder.empty(properties);
        return;
    }
    const fy_scalar_style style = fy_token_scalar_style(event.scalar.value);
    const bool isQuoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    builder.scalar(textOf(event.scalar.value), style == FYSS_PLAIN, properties,
                   placeOf(fy_event_start_mark(&event), isQuoted ? 1 : 0));
}

void give(fy_event &event, detail::YamlBuilder &builder)
{
    switch (event.type) {
    case FYET_DOCUMENT_START:
        builder.startDocument(placeOf(fy_event_start_mark(&event)));
        break;
    case FYET_ALIAS:
        builder.alias(textOf(event.alias.anchor), placeOf(fy_event_start_mark(&event), 1));
        break;
    case FYET_SCALAR:
        giveScalar(event, builder);
        break;
    case FYET_SEQUENCE_START:
        builder.startList(propertiesOf(event.sequence_start.anchor, event.sequence_start.tag),
                          placeOf(fy_event_start_mark(&event)));
        break;
    case FYET_MAPPING_START:
        builder.startMap(propertiesOf(event.mapping_start.anchor, event.mapping_start.tag),
                         placeOf(fy_event_start_mark(&event)));
        break;
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        builder.endCollection();
        break;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
        break;
    }
}

} // namespace

std::optional<model::Node> readYaml(const QByteArray &original, const QString &file,
                                    Diagnostics &diagnostics)
{
    const QByteArray text = original.startsWith("\xEF\xBB\xBF") ? original.sliced(3) : original;
    diagnostics.addSource(file, text);
    if (!isReadable(text, file, diagnostics))
        return std::nullopt;
    detail::YamlBuilder builder(file, diagnostics);
    Parser parser(text);
    try {
        while (const Parser::Event event = parser.next())
            give(*event, builder);
    } catch (const detail::YamlRefused &refused) {
        diagnostics.add(refused.title, refused.fix, builder.positionOf(refused.place));
        return std::nullopt;
    }
    if (const auto mistake = parser.mistake()) {
        addSyntaxError(text, mistake->says, builder.positionOf(mistake->place), diagnostics);
        return std::nullopt;
    }
    model::Node root = builder.takeRoot();
    if (!builder.hasDocument() || root.isMissing() || root.isNull()) {
        diagnostics.add(u"the file is empty"_s, {}, {file, 1, 1});
        return std::nullopt;
    }
    return root;
}

} // namespace assay::suite
