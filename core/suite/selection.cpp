// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/selection.h"

#include <QRegularExpression>

#include <algorithm>

namespace assay::suite {

using namespace Qt::StringLiterals;

struct Selector::Term
{
    enum class Kind { Tag, Keyword, Not, And, Or };
    Kind kind = Kind::Tag;
    QString word = {};
    QRegularExpression tag = {}; ///< of a word with "*"
    std::vector<std::shared_ptr<const Term>> terms = {};

    [[nodiscard]] bool matches(const model::Case &candidate) const
    {
        switch (kind) {
        case Kind::Tag:
            for (const QString &own : candidate.tags) {
                if (tag.pattern().isEmpty() ? own.compare(word, Qt::CaseInsensitive) == 0
                                            : tag.match(own).hasMatch())
                    return true;
            }
            return false;
        case Kind::Keyword:
            return candidate.id.contains(word, Qt::CaseInsensitive);
        case Kind::Not:
            return !terms.front()->matches(candidate);
        case Kind::And:
            return std::all_of(terms.begin(), terms.end(),
                               [&](const auto &term) { return term->matches(candidate); });
        case Kind::Or:
            return std::any_of(terms.begin(), terms.end(),
                               [&](const auto &term) { return term->matches(candidate); });
        }
        return false;
    }
};

bool Selector::matches(const model::Case &candidate) const
{
    return m_root->matches(candidate);
}

namespace {

using Term = Selector::Term;
using TermPointer = std::shared_ptr<const Term>;

struct Token
{
    enum class Kind { Word, And, Or, Not, Open, Close, End };
    Kind kind = Kind::End;
    QString text;
    int column = 1;
};

class Parser
{
public:
    Parser(const QString &text, Term::Kind words)
        : m_text(text)
        , m_words(words)
    {
    }

    base::Result<Selector> parse()
    {
        if (auto cut = tokenize(); !cut)
            return base::failure(cut.error());
        auto root = either(0);
        if (!root)
            return base::failure(root.error());
        if (now().kind == Token::Kind::Close)
            return fail(u"\")\" closes nothing"_s, u"remove it, or add \"(\" before"_s);
        if (now().kind != Token::Kind::End)
            return fail(u"\"and\" or \"or\" is missing before \"%1\""_s.arg(now().text),
                        u"words are joined by and, or, not; put a word with spaces in quotes"_s);
        return Selector(*root);
    }

private:
    [[nodiscard]] const Token &now() const { return m_tokens[m_at]; }

    tl::unexpected<base::Error> fail(const QString &title, const QString &fix) const
    {
        return failAt(title, fix, now().column);
    }

    static tl::unexpected<base::Error> failAt(const QString &title, const QString &fix, int column)
    {
        return base::failure(title, fix, {u"expression"_s, 1, column});
    }

    base::Result<> tokenize()
    {
        qsizetype at = 0;
        while (true) {
            while (at < m_text.size() && m_text[at].isSpace())
                ++at;
            const int column = static_cast<int>(at) + 1;
            if (at >= m_text.size()) {
                m_tokens.push_back({Token::Kind::End, {}, column});
                return {};
            }
            const QChar c = m_text[at];
            if (c == u'(' || c == u')') {
                m_tokens.push_back({c == u'(' ? Token::Kind::Open : Token::Kind::Close, c, column});
                ++at;
            } else if (c == u'"' || c == u'\'') {
                const qsizetype end = m_text.indexOf(c, at + 1);
                if (end < 0)
                    return failAt(u"the quote is not closed"_s, {}, column);
                m_tokens.push_back(
                    {Token::Kind::Word, m_text.sliced(at + 1, end - at - 1), column});
                at = end + 1;
            } else {
                const qsizetype start = at;
                while (at < m_text.size() && !m_text[at].isSpace() && m_text[at] != u'(' &&
                       m_text[at] != u')')
                    ++at;
                const QString word = m_text.sliced(start, at - start);
                const Token::Kind kind = word == u"and"   ? Token::Kind::And
                                         : word == u"or"  ? Token::Kind::Or
                                         : word == u"not" ? Token::Kind::Not
                                                          : Token::Kind::Word;
                m_tokens.push_back({kind, word, column});
            }
        }
    }

    base::Result<TermPointer> either(int depth)
    {
        return joined(Token::Kind::Or, Term::Kind::Or, depth);
    }

    base::Result<TermPointer> joined(Token::Kind joint, Term::Kind kind, int depth)
    {
        Term term{kind};
        while (true) {
            auto one = joint == Token::Kind::Or ? joined(Token::Kind::And, Term::Kind::And, depth)
                                                : single(depth);
            if (!one)
                return one;
            term.terms.push_back(*one);
            if (now().kind != joint)
                break;
            ++m_at;
        }
        if (term.terms.size() == 1)
            return term.terms.front();
        return std::make_shared<const Term>(std::move(term));
    }

    base::Result<TermPointer> single(int depth)
    {
        constexpr int kDeepest = 100;
        if (depth > kDeepest)
            return fail(u"the expression is nested too deep"_s, {});
        const Token token = now();
        switch (token.kind) {
        case Token::Kind::Not: {
            ++m_at;
            auto inner = single(depth + 1);
            if (!inner)
                return inner;
            return std::make_shared<const Term>(Term{Term::Kind::Not, {}, {}, {*inner}});
        }
        case Token::Kind::Open: {
            ++m_at;
            auto inner = either(depth + 1);
            if (!inner)
                return inner;
            if (now().kind == Token::Kind::End)
                return failAt(u"\"(\" is not closed"_s, u"add \")\""_s, token.column);
            if (now().kind != Token::Kind::Close)
                return fail(
                    u"\"and\" or \"or\" is missing before \"%1\""_s.arg(now().text),
                    u"words are joined by and, or, not; put a word with spaces in quotes"_s);
            ++m_at;
            return inner;
        }
        case Token::Kind::Word: {
            ++m_at;
            Term term{m_words, token.text};
            if (m_words == Term::Kind::Tag && token.text.contains(u'*')) {
                QString pattern = QRegularExpression::escape(token.text);
                pattern.replace(u"\\*"_s, u".*"_s);
                term.tag = QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                              QRegularExpression::CaseInsensitiveOption);
            }
            return std::make_shared<const Term>(std::move(term));
        }
        case Token::Kind::End:
            return fail(m_tokens.size() == 1 ? u"the expression is empty"_s
                                             : u"a word is missing at the end"_s,
                        u"for example: smoke and not slow"_s);
        default:
            return fail(u"a word is missing before \"%1\""_s.arg(token.text),
                        u"for example: smoke and not slow"_s);
        }
    }

    const QString &m_text;
    Term::Kind m_words;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
};

} // namespace

base::Result<Selector> parseTagExpression(const QString &text)
{
    return Parser(text, Term::Kind::Tag).parse();
}

base::Result<Selector> parseKeywordExpression(const QString &text)
{
    return Parser(text, Term::Kind::Keyword).parse();
}

} // namespace assay::suite
