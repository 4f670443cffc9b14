// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/phrases.h"

#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

void replace(std::string &text, std::string_view what, const std::string &with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

const WordList::Name &pickName(Draws &draws, const std::vector<WordList::Name> &names)
{
    return names[draws.below(names.size())];
}

/// Each place of the form gets a word of its own: some languages have two family names.
std::string personName(Draws &draws, const WordList &words)
{
    std::string text = words.nameForm;
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
        const bool isFirst = text.compare(at, 7, "{first}") == 0;
        const std::string &name =
            pickName(draws, isFirst ? words.firstNames : words.lastNames).text;
        text.replace(at, isFirst ? 7 : 6, name);
        at += name.size();
    }
    return text;
}

std::string cut(std::string text, qint64 characters, const std::string &stop)
{
    const qint64 stopLength = characterCount(stop);
    if (characters < 12) {
        text.resize(byteOfCharacter(text, characters));
    } else {
        text.resize(byteOfCharacter(text, characters - stopLength));
        if (text.back() == ' ' || text.back() == '.')
            text.back() = 'a';
        text += stop;
    }
    // A text does not end with a blank that a form or a database may take away.
    if (!text.empty() && text.back() == ' ')
        text.back() = 'a';
    return text;
}

} // namespace

const std::string &pick(Draws &draws, const std::vector<std::string> &words)
{
    return words[draws.below(words.size())];
}

std::string sentence(Draws &draws, const WordList &words)
{
    std::string text = words.sentenceForm;
    const std::string &subject = pick(draws, words.subjects);
    const std::string &predicate = pick(draws, words.predicates);
    const std::string &ending = pick(draws, words.endings);
    replace(text, "{s}", subject);
    replace(text, "{p}", predicate);
    replace(text, "{e}", ending);
    return text + words.stop;
}

std::string sentences(Draws &draws, const WordList &words, qint64 characters)
{
    std::string text;
    qint64 have = 0;
    while (have < characters) {
        std::string next = sentence(draws, words);
        if (!text.empty())
            next.insert(0, words.space);
        have += characterCount(next);
        text += next;
    }
    return have == characters ? text : cut(std::move(text), characters, words.stop);
}

std::string joinedTexts(Draws &draws, const std::vector<std::string> &texts,
                        const std::string &space, qint64 characters)
{
    std::string text;
    qint64 have = 0;
    while (have < characters) {
        std::string next = pick(draws, texts);
        if (!text.empty())
            next.insert(0, space);
        have += characterCount(next);
        text += next;
    }
    return have == characters ? text : cut(std::move(text), characters, ".");
}

std::string filledForm(Draws &draws, const std::string &form)
{
    std::string text = form;
    for (char &c : text) {
        if (c == '#')
            c = static_cast<char>('0' + draws.below(10));
        else if (c == '?')
            c = static_cast<char>('A' + draws.below(26));
    }
    return text;
}

std::string codeText(quint64 index, int digits)
{
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto it = text.rbegin(); it != text.rend(); ++it) {
        const auto digit = static_cast<int>(index % 36);
        *it = static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10);
        index /= 36;
    }
    return text;
}

std::string formText(const QString &form, Draws &draws, const WordList &words,
                     const std::string &code)
{
    // Addresses are of the names that nobody can own (RFC 2606).
    static const std::vector<std::string> kHosts = {"example.com", "example.org", "example.net"};
    const auto account = [&] {
        const std::string first = pickName(draws, words.firstNames).ascii;
        return first + '.' + pickName(draws, words.lastNames).ascii + code;
    };
    // One draw a statement: in what order a compiler computes parts of an expression is its own.
    if (form == u"email") {
        const std::string name = account();
        return name + '@' + pick(draws, kHosts);
    }
    if (form == u"user_name")
        return account();
    if (form == u"url") {
        const std::string host = pickName(draws, words.lastNames).ascii;
        const std::string &domain = pick(draws, kHosts);
        const std::string &page = pickName(draws, words.firstNames).ascii;
        return "https://" + host + '.' + domain + '/' + page + code;
    }
    const auto plain = [&]() -> std::string {
        if (form == u"name")
            return personName(draws, words);
        if (form == u"first_name")
            return pickName(draws, words.firstNames).text;
        if (form == u"last_name")
            return pickName(draws, words.lastNames).text;
        if (form == u"city")
            return pick(draws, words.cities);
        if (form == u"country")
            return pick(draws, words.countries);
        if (form == u"job")
            return pick(draws, words.jobs);
        if (form == u"phone")
            return filledForm(draws, words.phoneForm);
        if (form == u"postcode")
            return filledForm(draws, words.postcodeForm);
        if (form == u"word")
            return pick(draws, words.words);
        if (form == u"company") {
            const std::string &name = pick(draws, words.companies);
            return name + (words.space.empty() ? "" : " ") + pick(draws, words.companyForms);
        }
        if (form == u"street") {
            std::string text = words.streetForm;
            replace(text, "{street}", pick(draws, words.streets));
            replace(text, "{number}", std::to_string(draws.between(1, 199)));
            return text;
        }
        if (form == u"paragraph") {
            std::string text = sentence(draws, words);
            for (qint64 more = draws.between(1, 5); more > 0; --more)
                text += words.space + sentence(draws, words);
            return text;
        }
        return sentence(draws, words);
    };
    return code.empty() ? plain() : plain() + '-' + code;
}

} // namespace assay::testdata
