// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/i_regexp.h"

#include "expect/cached.h"

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxNesting = 64;

/// Recursive descent over the grammar of RFC 9485; writes the same meaning for PCRE.
class Translator
{
public:
    explicit Translator(QStringView text)
        : m_text(text)
    {
    }

    std::optional<QString> translate()
    {
        branches(0);
        if (m_bad || m_at != m_text.size())
            return {};
        return m_out;
    }

private:
    [[nodiscard]] char16_t peek() const
    {
        return m_at < m_text.size() ? m_text[m_at].unicode() : u'\0';
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    void branches(int depth)
    {
        if (depth > kMaxNesting)
            m_bad = true;
        while (!m_bad && !atEnd() && peek() != u')') {
            if (peek() == u'|') {
                m_out += u'|';
                ++m_at;
                continue;
            }
            atom(depth);
            quantifier();
        }
    }

    void atom(int depth)
    {
        switch (peek()) {
        case u'(':
            ++m_at;
            m_out += u"(?:"_s;
            branches(depth + 1);
            m_bad = m_bad || peek() != u')';
            ++m_at;
            m_out += u')';
            return;
        case u'.':
            ++m_at;
            m_out += u"[^\\n\\r]"_s;
            return;
        case u'[':
            characterClass();
            return;
        case u'\\':
            escape();
            return;
        case u'*':
        case u'+':
        case u'?':
        case u'{':
        case u'}':
        case u']':
            m_bad = true;
            return;
        // The RFC maps both to the host's anchors; to end at a line break would be PCRE's own idea.
        case u'^':
            ++m_at;
            m_out += u"\\A"_s;
            return;
        case u'$':
            ++m_at;
            m_out += u"\\z"_s;
            return;
        default:
            plain();
        }
    }

    void plain()
    {
        const qsizetype length = m_text[m_at].isHighSurrogate() && m_at + 1 < m_text.size() ? 2 : 1;
        if (m_text[m_at].isSurrogate() && length == 1) {
            m_bad = true;
            return;
        }
        m_out += QRegularExpression::escape(m_text.sliced(m_at, length));
        m_at += length;
    }

    void escape()
    {
        ++m_at;
        const char16_t unit = peek();
        if (unit == u'p' || unit == u'P') {
            category();
            return;
        }
        if (atEnd() || !u"()*+-.?[\\]^nrt{|}"_s.contains(QChar(unit))) {
            m_bad = true;
            return;
        }
        m_out += u'\\';
        m_out += QChar(unit);
        ++m_at;
    }

    void category()
    {
        static const QRegularExpression kCategory(
            u"\\A[pP]\\{(L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\\}"_s);
        const auto match =
            kCategory.match(m_text.sliced(m_at, std::min<qsizetype>(6, m_text.size() - m_at)));
        if (!match.hasMatch()) {
            m_bad = true;
            return;
        }
        m_out += u'\\' + match.captured();
        m_at += match.capturedLength();
    }

    void characterClass()
    {
        m_out += u'[';
        ++m_at;
        if (peek() == u'^') {
            m_out += u'^';
            ++m_at;
        }
        bool any = false;
        if (peek() == u'-') {
            m_out += u"\\-"_s;
            ++m_at;
            any = true;
        }
        while (!m_bad && !atEnd() && peek() != u']') {
            any = true;
            if (peek() == u'-') { // only the last one may stand alone
                ++m_at;
                m_bad = peek() != u']';
                m_out += u"\\-"_s;
                continue;
            }
            classCharacter();
            if (peek() == u'-' && m_at + 1 < m_text.size() && m_text[m_at + 1] != u']') {
                m_out += u'-';
                ++m_at;
                classCharacter();
            }
        }
        m_bad = m_bad || !any || peek() != u']';
        ++m_at;
        m_out += u']';
    }

    void classCharacter()
    {
        if (peek() == u'\\')
            escape();
        else if (peek() == u'[' || atEnd())
            m_bad = true;
        else
            plain();
    }

    void quantifier()
    {
        if (peek() == u'*' || peek() == u'+' || peek() == u'?') {
            m_out += QChar(peek());
            ++m_at;
        } else if (peek() == u'{') {
            static const QRegularExpression kCount(u"\\A\\{[0-9]{1,5}(,[0-9]{0,5})?\\}"_s);
            const auto match =
                kCount.match(m_text.sliced(m_at, std::min<qsizetype>(14, m_text.size() - m_at)));
            m_bad = m_bad || !match.hasMatch();
            m_out += match.captured();
            m_at += match.capturedLength();
        }
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_bad = false;
    QString m_out;
};

} // namespace

std::optional<QString> translateIRegexp(QStringView pattern)
{
    return Translator(pattern).translate();
}

QRegularExpression iRegexp(const QString &pattern, bool whole)
{
    const auto translated = translateIRegexp(pattern);
    if (!translated)
        return QRegularExpression(u"("_s); // invalid, so that it matches nothing
    return cachedRegex(whole ? u"\\A(?:"_s + *translated + u")\\z"_s : *translated,
                       QRegularExpression::DontCaptureOption);
}

} // namespace assay::expect
