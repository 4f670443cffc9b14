// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/makers.h"
#include "testdata/pattern_text.h"
#include "testdata/permutation.h"
#include "testdata/phrases.h"
#include "testdata/value_text.h"

#include <QRegularExpression>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

std::vector<std::string> stringsOf(const QStringList &texts)
{
    std::vector<std::string> strings;
    for (const QString &text : texts)
        strings.push_back(text.toStdString());
    return strings;
}

/// How many digits of base 36 tell so many rows apart.
int codeDigits(qint64 rows)
{
    int digits = 1;
    for (qint64 count = 36; count < rows; count *= 36)
        ++digits;
    return digits;
}

class PatternMaker final : public ColumnMaker
{
public:
    PatternMaker(const MakerContext &context, PatternText pattern)
        : m_key(context.key)
        , m_pattern(std::move(pattern))
    {
        if (context.column.unique)
            m_order.emplace(context.key, m_pattern.count());
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        if (m_order)
            return m_pattern.nth(m_order->at(static_cast<quint64>(row)));
        Draws draws(m_key, row);
        return m_pattern.drawn(draws);
    }

private:
    quint64 m_key;
    PatternText m_pattern;
    std::optional<Permutation> m_order;
};

/// Some words of a list; when unique, each word once, then with a number.
class VocabularyMaker final : public ColumnMaker
{
public:
    VocabularyMaker(const MakerContext &context, qint64 low, qint64 high)
        : m_key(context.key)
        , m_words(stringsOf(context.column.vocabulary))
        , m_low(low)
        , m_high(high)
        , m_isUnique(context.column.unique)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        if (m_isUnique) {
            const auto count = static_cast<qint64>(m_words.size());
            const std::string &word = m_words[static_cast<std::size_t>(row % count)];
            return row < count ? word : word + '-' + std::to_string(row / count + 1);
        }
        constexpr qint64 kMostWords = 6;
        Draws draws(m_key, row);
        std::string text;
        qint64 have = 0;
        for (qint64 left = draws.between(1, kMostWords); left > 0 || have < m_low; --left) {
            const std::string &word = pick(draws, m_words);
            const qint64 more = characterCount(word) + (text.empty() ? 0 : 1);
            if (!text.empty() && have + more > m_high && have >= m_low)
                break;
            text += text.empty() ? word : ' ' + word;
            have += more;
        }
        if (have > m_high) {
            text.resize(byteOfCharacter(text, m_high));
            if (!text.empty() && text.back() == ' ')
                text.back() = 'a';
        }
        return text;
    }

private:
    quint64 m_key;
    std::vector<std::string> m_words;
    qint64 m_low;
    qint64 m_high;
    bool m_isUnique;
};

/// Running text of an exact length, of the language's sentences or of given ones.
class SentencesMaker final : public ColumnMaker
{
public:
    SentencesMaker(const MakerContext &context, qint64 low, qint64 high)
        : m_key(context.key)
        , m_words(context.words)
        , m_low(low)
        , m_high(high)
        , m_digits(context.column.unique ? codeDigits(context.rows) : 0)
        , m_order(context.key, static_cast<quint64>(std::max<qint64>(1, context.rows)))
    {
        static const QRegularExpression kEnd(u"(?<=[.!?。])\\s*"_s);
        for (const QString &text : context.column.vocabulary) {
            const QStringList parts = text.split(kEnd, Qt::SkipEmptyParts);
            for (const QString &part : parts)
                m_texts.push_back(part.toStdString());
        }
    }
    [[nodiscard]] qint64 characters(qint64 row) const override
    {
        return Draws(m_key, row).between(m_low, m_high);
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        const qint64 length = draws.between(m_low, m_high) - m_digits;
        std::string text = m_texts.empty() ? sentences(draws, m_words, length)
                                           : joinedTexts(draws, m_texts, " ", length);
        return m_digits == 0 ? text
                             : text + codeText(m_order.at(static_cast<quint64>(row)), m_digits);
    }

private:
    quint64 m_key;
    const WordList &m_words;
    qint64 m_low;
    qint64 m_high;
    int m_digits;
    Permutation m_order;
    std::vector<std::string> m_texts;
};

class FormMaker final : public ColumnMaker
{
public:
    FormMaker(const MakerContext &context, qint64 most)
        : m_key(context.key)
        , m_form(context.column.form)
        , m_words(context.words)
        , m_most(most)
        , m_digits(context.column.unique ? codeDigits(context.rows) : 0)
        , m_order(context.key, static_cast<quint64>(std::max<qint64>(1, context.rows)))
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        const std::string code = m_digits == 0
                                     ? std::string()
                                     : codeText(m_order.at(static_cast<quint64>(row)), m_digits);
        std::string text = formText(m_form, draws, m_words, code);
        if (m_digits == 0 && characterCount(text) > m_most)
            text.resize(byteOfCharacter(text, m_most));
        return text;
    }

private:
    quint64 m_key;
    QString m_form;
    const WordList &m_words;
    qint64 m_most;
    int m_digits;
    Permutation m_order;
};

/// The body of a template: whole sentences, each variable once in a while.
class TemplateMaker final : public ColumnMaker
{
public:
    TemplateMaker(const MakerContext &context, qint64 most)
        : m_key(context.key)
        , m_words(context.words)
        , m_names(stringsOf(context.column.placeholders))
        , m_most(most)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        std::string text = "{{" + pick(draws, m_names) + "}}";
        for (qint64 more = draws.between(1, 4); more > 0; --more) {
            std::string next = ", {{" + pick(draws, m_names) + "}}: ";
            next += sentence(draws, m_words);
            if (characterCount(text) + characterCount(next) > m_most)
                break;
            text += next;
        }
        return text;
    }

private:
    quint64 m_key;
    const WordList &m_words;
    std::vector<std::string> m_names;
    qint64 m_most;
};

/// The pieces of a text: joined in their order they are the whole.
class PartMaker final : public ColumnMaker
{
public:
    PartMaker(const MakerContext &context, ColumnLink whole)
        : m_cells(context.cells)
        , m_table(context.id.table)
        , m_key(context.key)
        , m_whole(whole)
        , m_most(context.column.length.high.value_or(std::numeric_limits<qint64>::max()))
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        const auto at = m_whole.rowFor(m_cells, row);
        if (!at)
            return {};
        const Value value = m_cells.value(m_whole.target, *at);
        const auto *text = value.as<std::string>();
        if (text == nullptr)
            return {};
        const qint64 length = characterCount(*text);
        qint64 first = 0;
        qint64 last = length;
        const ParentMap *map = m_whole.via < 0 ? nullptr : m_cells.parentMap(m_table);
        if (map != nullptr && map->locate(row).parent == *at) {
            const qint64 count = std::max<qint64>(1, map->countOf(*at));
            const qint64 ordinal = map->locate(row).ordinal;
            first = length * ordinal / count;
            last = length * (ordinal + 1) / count;
        } else {
            Draws draws(m_key, row);
            first = draws.between(0, std::max<qint64>(0, length - 1));
            last = draws.between(first + 1, length);
        }
        last = std::min(last, m_most > length ? length : first + m_most);
        const std::size_t from = byteOfCharacter(*text, first);
        return text->substr(from, byteOfCharacter(*text, last) - from);
    }

private:
    const Cells &m_cells;
    int m_table;
    quint64 m_key;
    ColumnLink m_whole;
    qint64 m_most;
};

base::Error notEnough(const MakerContext &context, const QString &what)
{
    return context.error(
        u"\"%1\" is unique, but %2 for %3 rows"_s.arg(context.columnName(), what).arg(context.rows),
        u"allow more texts, or make the rows fewer"_s);
}

} // namespace

base::Result<MakerPointer> textMaker(const MakerContext &context)
{
    const ColumnSchema &column = context.column;
    constexpr qint64 kLongest = 1'000'000;
    const qint64 usual = std::min<qint64>(column.unique ? 12 : 20,
                                          std::max<qint64>(0, column.length.high.value_or(20)));
    const qint64 low = std::clamp<qint64>(column.length.low.value_or(usual), 0, kLongest);
    const qint64 high =
        std::clamp(column.length.high.value_or(std::max<qint64>(low * 4, 120)), low, kLongest);
    if (!column.partOfText.isEmpty())
        return std::make_unique<PartMaker>(
            context, ColumnLink::find(context.cells, context.id.table, column.partOfText));
    if (!column.pattern.isEmpty()) {
        auto pattern = PatternText::parse(column.pattern);
        if (!pattern)
            return base::failure(base::Error(pattern.error()).at(context.position()));
        if (column.unique && pattern->count() < static_cast<quint64>(context.rows))
            return base::failure(
                notEnough(context, u"its pattern has %1 texts"_s.arg(pattern->count())));
        return std::make_unique<PatternMaker>(context, std::move(*pattern));
    }
    if (!column.vocabulary.isEmpty() && !column.wholeTexts)
        return std::make_unique<VocabularyMaker>(context, low > 20 ? low : std::min<qint64>(low, 1),
                                                 high);
    if (!column.form.isEmpty())
        return std::make_unique<FormMaker>(
            context, column.length.high.value_or(std::numeric_limits<qint64>::max()));
    if (!column.placeholders.isEmpty())
        return std::make_unique<TemplateMaker>(context, high);
    if (column.unique && low < codeDigits(context.rows)) {
        if (high < codeDigits(context.rows))
            return base::failure(notEnough(context, u"too short"_s));
        return std::make_unique<SentencesMaker>(context, codeDigits(context.rows), high);
    }
    return std::make_unique<SentencesMaker>(context, low, high);
}

} // namespace assay::testdata
