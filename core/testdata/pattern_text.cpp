// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/pattern_text.h"

#include <QList>

#include <algorithm>
#include <vector>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kMostTexts = quint64(1) << 62;
constexpr int kMostRepeats = 1000;
constexpr int kOpenEnd = 8;
constexpr int kDepth = 50;
constexpr quint64 kLongestText = 100'000;

quint64 times(quint64 a, quint64 b)
{
    return a != 0 && b > kMostTexts / a ? kMostTexts : a * b;
}

quint64 plus(quint64 a, quint64 b)
{
    return std::min(kMostTexts, a + b);
}

void appendUtf8(std::string &out, char32_t c)
{
    out += QString::fromUcs4(&c, 1).toStdString();
}

} // namespace

/// A class of characters, a sequence, a choice, or a repetition of its only child.
struct PatternText::Part
{
    enum class Kind { Class, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    std::vector<char32_t> characters;
    std::vector<Part> parts;
    int least = 1;
    int most = 1;
    quint64 count = 1;
    quint64 longest = 0; ///< bytes, at most

    void countTexts()
    {
        longest = kind == Kind::Class ? 4 : 0;
        for (const Part &part : parts) {
            if (kind == Kind::Sequence)
                longest = plus(longest, part.longest);
            else
                longest = std::max(longest, part.longest);
        }
        if (kind == Kind::Repeat)
            longest = times(longest, static_cast<quint64>(most));
        count = kind == Kind::Class ? characters.size() : kind == Kind::Sequence ? 1 : 0;
        if (kind == Kind::Repeat) {
            quint64 power = 1;
            for (int n = 0; n <= most; ++n) {
                if (n >= least)
                    count = plus(count, power);
                power = times(power, parts.front().count);
            }
        }
        for (const Part &part : parts) {
            if (kind == Kind::Sequence)
                count = times(count, part.count);
            else if (kind == Kind::Choice)
                count = plus(count, part.count);
        }
    }

    void draw(Draws &draws, std::string &out) const
    {
        switch (kind) {
        case Kind::Class:
            appendUtf8(out, characters[draws.below(characters.size())]);
            break;
        case Kind::Sequence:
            for (const Part &part : parts)
                part.draw(draws, out);
            break;
        case Kind::Choice:
            parts[draws.below(parts.size())].draw(draws, out);
            break;
        case Kind::Repeat:
            for (qint64 n = draws.between(least, most); n > 0; --n)
                parts.front().draw(draws, out);
            break;
        }
    }

    void write(quint64 index, std::string &out) const
    {
        switch (kind) {
        case Kind::Class:
            appendUtf8(out, characters[index % characters.size()]);
            break;
        case Kind::Sequence:
            for (const Part &part : parts) {
                part.write(index % part.count, out);
                index /= part.count;
            }
            break;
        case Kind::Choice:
            for (const Part &part : parts) {
                if (index < part.count)
                    return part.write(index, out);
                index -= part.count;
            }
            break;
        case Kind::Repeat: {
            const Part &part = parts.front();
            int repeats = least;
            quint64 power = 1;
            for (int n = 0; n < least; ++n)
                power = times(power, part.count);
            while (repeats < most && index >= power) {
                index -= power;
                power = times(power, part.count);
                ++repeats;
            }
            for (; repeats > 0; --repeats) {
                part.write(index % part.count, out);
                index /= part.count;
            }
            break;
        }
        }
    }
};

namespace {

using Part = PatternText::Part;

class Parser
{
public:
    explicit Parser(const QString &pattern)
        : m_text(pattern.toUcs4())
    {
        if (!m_text.isEmpty() && m_text.front() == U'^')
            m_at = 1;
        if (m_text.size() > m_at && m_text.back() == U'$' &&
            (m_text.size() < 2 || m_text[m_text.size() - 2] != U'\\'))
            m_text.removeLast();
    }

    Part parse()
    {
        Part root = choice(0);
        if (m_at < m_text.size() && m_problem.isEmpty())
            m_problem = u"a bracket closes that was not opened"_s;
        if (root.longest > kLongestText && m_problem.isEmpty())
            m_problem = u"its texts can be longer than %1 bytes"_s.arg(kLongestText);
        return root;
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size() || !m_problem.isEmpty(); }
    [[nodiscard]] char32_t peek() const { return static_cast<char32_t>(m_text[m_at]); }
    char32_t take() { return static_cast<char32_t>(m_text[m_at++]); }

    Part choice(int depth)
    {
        Part found{.kind = Part::Kind::Choice};
        if (depth > kDepth)
            m_problem = u"it has too many brackets inside each other"_s;
        do {
            found.parts.push_back(sequence(depth));
        } while (!atEnd() && peek() == U'|' && ++m_at > 0);
        if (found.parts.size() == 1)
            return std::move(found.parts.front());
        found.countTexts();
        return found;
    }

    Part sequence(int depth)
    {
        Part found;
        while (!atEnd() && peek() != U'|' && peek() != U')')
            found.parts.push_back(repeated(atom(depth)));
        found.countTexts();
        return found;
    }

    Part atom(int depth)
    {
        Part one{.kind = Part::Kind::Class};
        const char32_t c = take();
        if (c == U'(') {
            if (!atEnd() && peek() == U'?') {
                ++m_at;
                if (atEnd() || take() != U':')
                    m_problem = u"only (?: ...) can follow \"(?\""_s;
            }
            Part inner = choice(depth + 1);
            if (atEnd() || take() != U')')
                m_problem = m_problem.isEmpty() ? u"a bracket is not closed"_s : m_problem;
            return inner;
        }
        if (c == U'[')
            one.characters = bracketed();
        else if (c == U'.')
            addRange(one.characters, U' ', U'~');
        else if (c == U'\\')
            one.characters = escaped();
        else if (c == U'*' || c == U'+' || c == U'?' || c == U'{')
            m_problem = u"nothing stands before \"%1\""_s.arg(QChar(static_cast<ushort>(c)));
        else
            one.characters = {c};
        if (one.characters.empty()) {
            if (m_problem.isEmpty())
                m_problem = u"a class has no characters"_s;
            one.characters = {U' '};
        }
        one.countTexts();
        return one;
    }

    Part repeated(Part part)
    {
        if (atEnd())
            return part;
        int least = 0;
        int most = 1;
        if (peek() == U'*')
            most = kOpenEnd;
        else if (peek() == U'+') {
            least = 1;
            most = 1 + kOpenEnd;
        } else if (peek() == U'{') {
            ++m_at;
            least = number();
            most = least;
            if (!atEnd() && peek() == U',') {
                ++m_at;
                most = !atEnd() && peek() == U'}' ? least + kOpenEnd : number();
            }
            if (atEnd() || peek() != U'}' || most < least || most > kMostRepeats) {
                m_problem = u"a repetition is written {2} or {2,5}, to %1"_s.arg(kMostRepeats);
                return part;
            }
        } else if (peek() != U'?') {
            return part;
        }
        ++m_at;
        Part found{.kind = Part::Kind::Repeat};
        found.parts.push_back(std::move(part));
        found.least = least;
        found.most = most;
        found.countTexts();
        return found;
    }

    int number()
    {
        int value = 0;
        while (!atEnd() && peek() >= U'0' && peek() <= U'9')
            value = std::min(kMostRepeats + 1, value * 10 + static_cast<int>(take() - U'0'));
        return value;
    }

    static void addRange(std::vector<char32_t> &set, char32_t first, char32_t last)
    {
        for (char32_t c = first; c <= last; ++c)
            set.push_back(c);
    }

    std::vector<char32_t> escaped()
    {
        std::vector<char32_t> set;
        if (atEnd()) {
            m_problem = u"it ends with a backslash"_s;
            return set;
        }
        const char32_t c = take();
        if (c == U'd') {
            addRange(set, U'0', U'9');
        } else if (c == U'w') {
            addRange(set, U'a', U'z');
            addRange(set, U'A', U'Z');
            addRange(set, U'0', U'9');
            set.push_back(U'_');
        } else if (c == U's') {
            set.push_back(U' ');
        } else if (c == U'n' || c == U't') {
            set.push_back(c == U'n' ? U'\n' : U'\t');
        } else if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
                   (c >= U'1' && c <= U'9')) {
            m_problem = u"\"\\%1\" is not known here"_s.arg(QChar(static_cast<ushort>(c)));
        } else {
            set.push_back(c);
        }
        return set;
    }

    std::vector<char32_t> bracketed()
    {
        std::vector<char32_t> set;
        const bool isNegated = !atEnd() && peek() == U'^' && ++m_at > 0;
        bool first = true;
        while (!atEnd() && (first || peek() != U']')) {
            first = false;
            char32_t low = take();
            if (low == U'\\') {
                const std::vector<char32_t> some = escaped();
                if (some.size() != 1) {
                    set.insert(set.end(), some.begin(), some.end());
                    continue;
                }
                low = some.front();
            }
            const bool isRange =
                m_at + 1 < m_text.size() && peek() == U'-' && m_text[m_at + 1] != U']';
            if (!isRange) {
                set.push_back(low);
                continue;
            }
            ++m_at;
            char32_t high = take();
            if (high == U'\\' && !atEnd())
                high = take();
            if (high < low || high - low > 0x5000) {
                m_problem = u"a range of characters is empty or too large"_s;
                return set;
            }
            addRange(set, low, high);
        }
        if (atEnd())
            m_problem = m_problem.isEmpty() ? u"a \"[\" is not closed"_s : m_problem;
        else
            ++m_at;
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        if (!isNegated)
            return set;
        std::vector<char32_t> rest;
        for (char32_t c = U' '; c <= U'~'; ++c) {
            if (!std::binary_search(set.begin(), set.end(), c))
                rest.push_back(c);
        }
        return rest;
    }

    QList<uint> m_text;
    qsizetype m_at = 0;
    QString m_problem;
};

} // namespace

base::Result<PatternText> PatternText::parse(const QString &pattern)
{
    Parser parser(pattern);
    auto root = std::make_shared<Part>(parser.parse());
    if (!parser.problem().isEmpty()) {
        return base::failure(
            u"no text can be made of the pattern \"%1\": %2"_s.arg(pattern, parser.problem()),
            u"it can have classes, groups, |, ?, *, + and {n,m}"_s);
    }
    PatternText made;
    made.m_root = std::move(root);
    return made;
}

std::string PatternText::drawn(Draws &draws) const
{
    std::string text;
    m_root->draw(draws, text);
    return text;
}

quint64 PatternText::count() const
{
    return m_root->count;
}

std::string PatternText::nth(quint64 index) const
{
    std::string text;
    m_root->write(index, text);
    return text;
}

} // namespace assay::testdata
