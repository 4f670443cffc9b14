// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_reader.h"

#include "base/units.h"
#include "suite/yaml_builder.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

/// Reads from the bytes where they are.
class ByteBuffer final : public std::streambuf
{
public:
    explicit ByteBuffer(const QByteArray &bytes)
    {
        char *start = const_cast<char *>(bytes.constData()); // only read; the interface is older
        setg(start, start, start + bytes.size());
    }
};

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

struct Explanation
{
    const char *parserSays;
    QLatin1StringView title;
    QLatin1StringView fix;
};

const std::array kExplanations = {
    Explanation{YAML::ErrorMsg::MAP_VALUE, "a \":\" stands where no key can be"_L1,
                "put a text that holds \": \" in quotes, and check the indentation"_L1},
    Explanation{YAML::ErrorMsg::MAP_KEY, "a key stands where none can be"_L1,
                "check the indentation"_L1},
    Explanation{YAML::ErrorMsg::END_OF_MAP, "this does not belong to the map above"_L1,
                "give all keys of a map the same indentation"_L1},
    Explanation{YAML::ErrorMsg::END_OF_MAP_FLOW, "a \"{\" is not closed, or a \",\" is missing"_L1,
                "close it with \"}\"; put texts that hold braces or ${...} in quotes"_L1},
    Explanation{YAML::ErrorMsg::END_OF_SEQ, "this does not belong to the list above"_L1,
                "give all items of a list the same indentation"_L1},
    Explanation{YAML::ErrorMsg::END_OF_SEQ_FLOW, "a \"[\" is not closed, or a \",\" is missing"_L1,
                "close it with \"]\"; put texts that hold brackets or ${...} in quotes"_L1},
    Explanation{YAML::ErrorMsg::FLOW_END, "this bracket closes nothing"_L1,
                "remove it, or put the text in quotes"_L1},
    Explanation{YAML::ErrorMsg::BLOCK_ENTRY, "a \"-\" stands where no list can be"_L1,
                "start the list on a new line"_L1},
    Explanation{YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text is not closed"_L1,
                "close it with the quote that it starts with"_L1},
    Explanation{YAML::ErrorMsg::DOC_IN_SCALAR, "a quoted text is not closed"_L1,
                "close it with the quote that it starts with"_L1},
    Explanation{YAML::ErrorMsg::UNKNOWN_TOKEN, "no value can start with this character"_L1,
                "put the text in quotes"_L1},
    Explanation{YAML::ErrorMsg::UNKNOWN_ANCHOR, "no anchor has this name"_L1,
                "write &name before the value that the alias means, above this line"_L1},
};

/// The indentation of the line that holds a tab, or of the one before: the parser notices late.
std::optional<base::SourcePosition> tabNear(const QByteArray &text, int line, const QString &file)
{
    const QList<QByteArray> lines = text.split('\n');
    for (int candidate = line; candidate >= std::max(1, line - 1); --candidate) {
        if (candidate > lines.size())
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

void addSyntaxError(const QByteArray &text, const std::string &says, base::SourcePosition position,
                    Diagnostics &diagnostics)
{
    if (const auto tab = tabNear(text, position.line, position.file)) {
        diagnostics.add(u"a tab indents this line"_s, u"indent with spaces"_s, *tab);
        return;
    }
    for (const Explanation &explanation : kExplanations) {
        if (says == explanation.parserSays) {
            diagnostics.add(explanation.title, explanation.fix, position);
            return;
        }
    }
    diagnostics.add(u"this is not valid YAML: %1"_s.arg(QString::fromStdString(says)),
                    u"check the indentation, and put texts with special characters in quotes"_s,
                    position);
}

} // namespace

std::optional<model::Node> readYaml(const QByteArray &original, const QString &file,
                                    Diagnostics &diagnostics)
{
    const QByteArray text = original.startsWith("\xEF\xBB\xBF") ? original.sliced(3) : original;
    diagnostics.addSource(file, text);
    if (!isReadable(text, file, diagnostics))
        return std::nullopt;
    detail::YamlBuilder builder(text, file, diagnostics);
    try {
        ByteBuffer buffer(text);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const detail::YamlRefused &refused) {
        diagnostics.add(refused.title, refused.fix, builder.positionOf(refused.mark));
        return std::nullopt;
    } catch (const YAML::Exception &error) {
        addSyntaxError(text, error.msg, builder.positionOf(error.mark), diagnostics);
        return std::nullopt;
    } catch (const std::exception &error) {
        // The parser's own containers throw on some hostile input.
        diagnostics.add(u"this is not valid YAML: %1"_s.arg(QString::fromUtf8(error.what())),
                        u"check the brackets and the indentation"_s, {file, 1, 1});
        return std::nullopt;
    }
    if (const auto open = builder.openQuote()) {
        addSyntaxError(text, YAML::ErrorMsg::EOF_IN_SCALAR, *open, diagnostics);
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
