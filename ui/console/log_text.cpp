// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_text.h"

#include <algorithm>

namespace assay::ui {

namespace {

constexpr char16_t kEscape = 0x1b;
constexpr char16_t kBell = 0x07;
constexpr char32_t kReplacement = 0xfffd;
constexpr char16_t kPictures = 0x2400; ///< of control characters, in their order
constexpr qsizetype kTab = 8;
/// One bad character in so many makes a line binary.
constexpr qsizetype kBinaryPart = 8;
/// A title or link in an escape sequence is never longer; what is, is text with an escape in it.
constexpr qsizetype kLongestString = 4096;

/// Length of the escape sequence at the start of the text (ECMA-48 5.4, 5.6); 0 when it is none.
qsizetype escapeLength(QStringView text)
{
    if (text.size() < 2)
        return 0;
    const auto in = [&](qsizetype at, char16_t first, char16_t last) {
        return at < text.size() && text[at].unicode() >= first && text[at].unicode() <= last;
    };
    if (text[1] == u'[') {
        qsizetype at = 2;
        while (in(at, 0x30, 0x3f))
            ++at;
        while (in(at, 0x20, 0x2f))
            ++at;
        return in(at, 0x40, 0x7e) ? at + 1 : 0;
    }
    if (text[1] == u']') {
        const qsizetype last = std::min(text.size(), kLongestString);
        for (qsizetype at = 2; at < last; ++at) {
            if (text[at] == kBell)
                return at + 1;
            if (text[at] == kEscape)
                return in(at + 1, u'\\', u'\\') ? at + 2 : 0;
            if (text[at] == u'\n')
                return 0;
        }
        return 0;
    }
    // Character sets, and save and restore of the cursor.
    if (text[1] == u'(' || text[1] == u')')
        return in(2, 0x30, 0x7e) ? 3 : 0;
    return text[1] == u'7' || text[1] == u'8' || text[1] == u'=' || text[1] == u'>' ? 2 : 0;
}

/// Characters that are not what they look like: direction of text, line separators, marks.
bool isTreacherous(char32_t c)
{
    return (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c < 0xe0080);
}

char32_t picture(char16_t control)
{
    return control == 0x7f ? 0x2421 : char32_t(kPictures) + control;
}

char *put(char *to, char32_t c)
{
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) {
        *to++ = static_cast<char>(c);
    } else if (c < 0x800) {
        *to++ = static_cast<char>(0xc0 | (c >> 6));
        *to++ = tail(0);
    } else if (c < 0x10000) {
        *to++ = static_cast<char>(0xe0 | (c >> 12));
        *to++ = tail(6);
        *to++ = tail(0);
    } else {
        *to++ = static_cast<char>(0xf0 | (c >> 18));
        *to++ = tail(12);
        *to++ = tail(6);
        *to++ = tail(0);
    }
    return to;
}

} // namespace

void appendClean(QByteArray &out, QStringView text, std::vector<qsizetype> &ends)
{
    while (!text.isEmpty() && (text.back() == u'\n' || text.back() == u'\r'))
        text.chop(1);
    // At most three bytes for each of its units, and the last line's end.
    const qsizetype before = out.size();
    out.resize(before + 3 * text.size() + 1);
    char *const begin = out.data();
    char *to = begin + before;
    std::size_t rows = 1;
    const char16_t *at = text.utf16();
    const char16_t *const last = at + text.size();
    while (at < last) {
        const char16_t unit = *at;
        if (unit >= 0x20 && unit < 0x7f) {
            *to++ = static_cast<char>(unit);
            ++at;
            continue;
        }
        ++at;
        if (unit == u'\t') {
            *to++ = '\t';
        } else if (unit == u'\n' && rows < kMostRows) {
            *to++ = '\n';
            ++rows;
            ends.push_back(to - begin);
        } else if (unit == u'\r' && at < last && *at == u'\n') {
            // the line's end follows
        } else if (unit < 0x20 || unit == 0x7f) {
            const qsizetype length =
                unit == kEscape ? escapeLength(QStringView(at - 1, last)) : qsizetype(0);
            if (length > 0)
                at += length - 1;
            else
                to = put(to, picture(unit));
        } else if (QChar::isHighSurrogate(unit) && at < last && QChar::isLowSurrogate(*at)) {
            const char32_t c = QChar::surrogateToUcs4(unit, *at++);
            to = put(to, isTreacherous(c) ? kReplacement : c);
        } else {
            const bool bad = QChar::isSurrogate(unit) || isTreacherous(unit);
            to = put(to, bad ? kReplacement : char32_t(unit));
        }
    }
    *to++ = '\n';
    ends.push_back(to - begin);
    out.resize(to - begin);
}

QString shownLine(QByteArrayView utf8, qsizetype most)
{
    // A character has at most four bytes; one that is cut in two at the end is left out.
    QString text = QString::fromUtf8(utf8.first(std::min(utf8.size(), 4 * most + 4)));
    if (text.size() > most) {
        text.truncate(most);
        if (text.back().isHighSurrogate())
            text.chop(1);
    }
    // Few fonts have the pictures: a dot takes their place where they are only looked at. In bytes
    // that are no text, letters of other scripts are none: each costs a font, and says nothing.
    const auto isPicture = [](QChar c) {
        return c.unicode() >= kPictures && c.unicode() <= kPictures + 0x21;
    };
    const auto bad = std::count_if(text.cbegin(), text.cend(), [&](QChar c) {
        return c == QChar(QChar::ReplacementCharacter) || isPicture(c);
    });
    const bool binary = bad * kBinaryPart > text.size();
    for (QChar &c : text) {
        if (isPicture(c) || (binary && c.unicode() >= 0x80))
            c = u'·';
    }
    for (qsizetype tab = text.indexOf(u'\t'); tab >= 0; tab = text.indexOf(u'\t', tab))
        text.replace(tab, 1, QString(kTab - tab % kTab, u' '));
    return text;
}

} // namespace assay::ui
