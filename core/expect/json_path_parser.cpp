// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_path_parser.h"

#include "base/suggest.h"
#include "expect/i_regexp.h"
#include "expect/json_path.h"
#include "expect/json_path_functions.h"
#include "expect/json_path_lexer.h"

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxNesting = 64; ///< parentheses, filters and calls inside each other

class Parser
{
public:
    explicit Parser(QStringView text)
        : m_in(text)
    {
    }

    base::Result<PathQuery> parse();

private:
    void segments(PathQuery &query);
    void dotSegment(PathSegment &segment);
    void bracketed(PathSegment &segment);
    std::optional<PathSelector> selector();
    std::optional<PathSelector> indexOrSlice();
    PathCondition orCondition();
    PathCondition andCondition();
    PathCondition basicCondition();
    PathCondition comparisonOrTest(bool negated);
    std::optional<PathComparison> comparison();
    PathOperand operand();
    std::shared_ptr<const PathCall> call(const QString &name, qsizetype start);
    void checkArguments(const PathCall &call, const PathFunctionRules &rules, qsizetype start);
    void checkComparable(const PathOperand &operand, qsizetype start);

    class Nesting
    {
    public:
        explicit Nesting(Parser &parser)
            : m_parser(parser)
        {
            if (++m_parser.m_nesting > kMaxNesting)
                m_parser.m_in.fail(u"nested deeper than %1"_s.arg(kMaxNesting));
        }
        ~Nesting() { --m_parser.m_nesting; }
        Nesting(const Nesting &) = delete;
        Nesting &operator=(const Nesting &) = delete;

    private:
        Parser &m_parser;
    };

    JsonPathLexer m_in;
    int m_nesting = 0;
};

base::Result<PathQuery> Parser::parse()
{
    PathQuery query;
    if (!m_in.take(u'$'))
        m_in.fail(u"it starts with $ and not with %1"_s.arg(m_in.seen()));
    else
        segments(query);
    if (!m_in.failed() && !m_in.atEnd())
        m_in.fail(u"expected a segment (.name, [...] or ..) and not %1"_s.arg(m_in.seen()));
    if (m_in.failed())
        return base::failure(m_in.error());
    return query;
}

void Parser::segments(PathQuery &query)
{
    while (!m_in.failed()) {
        const qsizetype before = m_in.position();
        m_in.skipBlank();
        PathSegment segment;
        if (m_in.take(u"..")) {
            segment.descendant = true;
            if (m_in.peek() == u'[')
                bracketed(segment);
            else
                dotSegment(segment);
        } else if (m_in.take(u'.')) {
            dotSegment(segment);
        } else if (m_in.peek() == u'[') {
            bracketed(segment);
        } else {
            m_in.moveTo(before); // blanks belong to what follows the query
            return;
        }
        query.segments.push_back(std::move(segment));
    }
}

void Parser::dotSegment(PathSegment &segment)
{
    if (m_in.take(u'*'))
        segment.selectors.emplace_back(WildcardSelector{});
    else if (m_in.startsName())
        segment.selectors.emplace_back(NameSelector{m_in.takeName()});
    else
        m_in.fail(u"expected a name or * and not %1"_s.arg(m_in.seen()));
}

void Parser::bracketed(PathSegment &segment)
{
    const Nesting nesting(*this);
    m_in.take(u'[');
    while (!m_in.failed()) {
        m_in.skipBlank();
        if (auto one = selector())
            segment.selectors.push_back(*std::move(one));
        m_in.skipBlank();
        if (m_in.take(u']'))
            return;
        if (!m_in.take(u','))
            m_in.fail(u"expected , or ] and not %1"_s.arg(m_in.seen()));
    }
}

std::optional<PathSelector> Parser::selector()
{
    const char16_t first = m_in.peek();
    if (first == u'\'' || first == u'"') {
        if (auto name = m_in.takeString())
            return NameSelector{*std::move(name)};
        return {};
    }
    if (m_in.take(u'*'))
        return WildcardSelector{};
    if (m_in.take(u'?')) {
        m_in.skipBlank();
        return FilterSelector{std::make_shared<const PathCondition>(orCondition())};
    }
    if (first == u':' || first == u'-' || (first >= u'0' && first <= u'9'))
        return indexOrSlice();
    m_in.fail(
        u"expected a quoted name, an index, a slice, * or ?filter and not %1"_s.arg(m_in.seen()));
    return {};
}

std::optional<PathSelector> Parser::indexOrSlice()
{
    SliceSelector slice;
    if (m_in.peek() != u':') {
        slice.start = m_in.takeInteger();
        const qsizetype after = m_in.position();
        m_in.skipBlank();
        if (m_in.failed())
            return {};
        if (m_in.peek() != u':') {
            m_in.moveTo(after);
            return IndexSelector{*slice.start};
        }
    }
    const auto number = [this]() -> std::optional<qint64> {
        m_in.skipBlank();
        if (m_in.peek() == u'-' || (m_in.peek() >= u'0' && m_in.peek() <= u'9'))
            return m_in.takeInteger();
        return {};
    };
    m_in.take(u':');
    slice.end = number();
    m_in.skipBlank();
    if (m_in.take(u':')) {
        if (const auto step = number())
            slice.step = *step;
    }
    return slice;
}

PathCondition Parser::orCondition()
{
    const Nesting nesting(*this);
    PathCondition any{PathCondition::Kind::Or, {}, {}, {}, {}};
    any.parts.push_back(andCondition());
    m_in.skipBlank();
    while (m_in.take(u"||")) {
        m_in.skipBlank();
        any.parts.push_back(andCondition());
        m_in.skipBlank();
    }
    return any.parts.size() == 1 ? PathCondition(any.parts.front()) : any;
}

PathCondition Parser::andCondition()
{
    PathCondition all{PathCondition::Kind::And, {}, {}, {}, {}};
    all.parts.push_back(basicCondition());
    m_in.skipBlank();
    while (m_in.take(u"&&")) {
        m_in.skipBlank();
        all.parts.push_back(basicCondition());
        m_in.skipBlank();
    }
    return all.parts.size() == 1 ? PathCondition(all.parts.front()) : all;
}

PathCondition Parser::basicCondition()
{
    if (m_in.failed())
        return {};
    const bool negated = m_in.take(u'!');
    if (negated)
        m_in.skipBlank();
    PathCondition inner;
    if (m_in.take(u'(')) {
        m_in.skipBlank();
        inner = orCondition();
        m_in.skipBlank();
        if (!m_in.take(u')'))
            m_in.fail(u"expected ) and not %1"_s.arg(m_in.seen()));
    } else {
        inner = comparisonOrTest(negated);
    }
    if (!negated)
        return inner;
    PathCondition result{PathCondition::Kind::Not, {}, {}, {}, {}};
    result.parts.push_back(std::move(inner));
    return result;
}

PathCondition Parser::comparisonOrTest(bool negated)
{
    const qsizetype start = m_in.position();
    PathCondition condition;
    condition.left = operand();
    if (m_in.failed())
        return condition;
    const qsizetype end = m_in.position();
    m_in.skipBlank();
    const qsizetype operatorAt = m_in.position();
    if (const auto operation = comparison()) {
        if (negated) {
            m_in.fail(u"put the comparison that ! turns round in parentheses"_s, operatorAt);
            return condition;
        }
        m_in.skipBlank();
        const qsizetype rightStart = m_in.position();
        condition.kind = PathCondition::Kind::Compare;
        condition.comparison = *operation;
        condition.right = operand();
        checkComparable(condition.left, start);
        checkComparable(condition.right, rightStart);
        return condition;
    }
    m_in.moveTo(end);
    if (std::holds_alternative<QJsonValue>(condition.left)) {
        m_in.fail(u"a literal alone is no test; compare it with something"_s, start);
    } else if (const auto *made = std::get_if<std::shared_ptr<const PathCall>>(&condition.left)) {
        condition.kind = PathCondition::Kind::Call;
        const PathFunctionRules &rules = pathFunctionRules((*made)->function);
        if (rules.result != PathType::Logical)
            m_in.fail(u"%1() gives a value; compare it with something"_s.arg(rules.name), start);
    }
    return condition;
}

std::optional<PathComparison> Parser::comparison()
{
    if (m_in.take(u"=="))
        return PathComparison::Equal;
    if (m_in.take(u"!="))
        return PathComparison::NotEqual;
    if (m_in.take(u"<="))
        return PathComparison::LessOrEqual;
    if (m_in.take(u">="))
        return PathComparison::GreaterOrEqual;
    if (m_in.take(u'<'))
        return PathComparison::Less;
    if (m_in.take(u'>'))
        return PathComparison::Greater;
    return {};
}

PathOperand Parser::operand()
{
    const Nesting nesting(*this);
    const qsizetype start = m_in.position();
    const char16_t first = m_in.peek();
    if (m_in.failed())
        return {};
    if (first == u'@' || first == u'$') {
        m_in.moveTo(start + 1);
        PathQuery query;
        query.relative = first == u'@';
        segments(query);
        return query;
    }
    if (first == u'\'' || first == u'"')
        return QJsonValue(m_in.takeString().value_or(QString()));
    if (first == u'-' || (first >= u'0' && first <= u'9'))
        return m_in.takeNumber().value_or(QJsonValue());
    if (first >= u'a' && first <= u'z') {
        const QString word = m_in.takeWord();
        if (m_in.peek() == u'(')
            return call(word, start);
        if (word == u"true" || word == u"false")
            return QJsonValue(word == u"true");
        if (word == u"null")
            return QJsonValue(QJsonValue::Null);
        m_in.fail(u"\"%1\" is not a word of JSONPath; quote it if it is text"_s.arg(word), start);
        return {};
    }
    m_in.fail(u"expected @, $, a literal or a function and not %1"_s.arg(m_in.seen()));
    return {};
}

std::shared_ptr<const PathCall> Parser::call(const QString &name, qsizetype start)
{
    auto made = std::make_shared<PathCall>();
    const PathFunctionRules *rules = findPathFunction(name);
    if (rules == nullptr) {
        m_in.fail(u"no function is called \"%1\" (%2)"_s.arg(
                      name, base::didYouMean(name, pathFunctionNames())),
                  start);
        return made;
    }
    made->function = rules->function;
    m_in.take(u'(');
    m_in.skipBlank();
    if (!m_in.take(u')')) {
        do {
            m_in.skipBlank();
            made->arguments.push_back(operand());
            m_in.skipBlank();
        } while (m_in.take(u','));
        if (!m_in.take(u')'))
            m_in.fail(u"expected , or ) and not %1"_s.arg(m_in.seen()));
    }
    checkArguments(*made, *rules, start);
    if (!m_in.failed() && made->arguments.size() == 2) {
        if (const auto *literal = std::get_if<QJsonValue>(&made->arguments.back()))
            made->pattern = iRegexp(literal->toString(), made->function == PathFunction::Match);
    }
    return made;
}

void Parser::checkArguments(const PathCall &call, const PathFunctionRules &rules, qsizetype start)
{
    if (m_in.failed())
        return;
    if (call.arguments.size() != rules.parameters.size()) {
        m_in.fail(
            u"%1() takes %2 and not %3"_s
                .arg(rules.name, rules.parameters.size() == 1 ? u"1 argument"_s : u"2 arguments"_s)
                .arg(call.arguments.size()),
            start);
        return;
    }
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const PathOperand &argument = call.arguments[i];
        if (rules.parameters[i] == PathType::Nodes) {
            if (!std::holds_alternative<PathQuery>(argument))
                m_in.fail(u"%1() takes a query such as @.a"_s.arg(rules.name), start);
            continue;
        }
        if (const auto *query = std::get_if<PathQuery>(&argument); query && !query->isSingular())
            m_in.fail(u"%1() takes one value, and its query can select many"_s.arg(rules.name),
                      start);
        if (const auto *inner = std::get_if<std::shared_ptr<const PathCall>>(&argument)) {
            if (pathFunctionRules((*inner)->function).result != PathType::Value)
                m_in.fail(
                    u"%1() takes a value, and its argument is true or false"_s.arg(rules.name),
                    start);
        }
    }
}

void Parser::checkComparable(const PathOperand &operand, qsizetype start)
{
    if (const auto *query = std::get_if<PathQuery>(&operand); query && !query->isSingular())
        m_in.fail(u"only a query that selects one value can be compared"_s, start);
    if (const auto *made = std::get_if<std::shared_ptr<const PathCall>>(&operand); made && *made) {
        const PathFunctionRules &rules = pathFunctionRules((*made)->function);
        if (rules.result != PathType::Value)
            m_in.fail(u"%1() is true or false and is not compared"_s.arg(rules.name), start);
    }
}

} // namespace

base::Result<PathQuery> parseJsonPath(QStringView text)
{
    if (text.size() > JsonPath::kMaxText) {
        return base::failure(
            u"not a JSONPath: it is longer than %1 characters"_s.arg(JsonPath::kMaxText));
    }
    return Parser(text).parse();
}

} // namespace assay::expect
