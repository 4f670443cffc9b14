// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema.h"

#include "base/json_text.h"
#include "expect/cached.h"
#include "expect/explain.h"
#include "expect/schema_adapter.h"
#include "expect/schema_checks.h"
#include "expect/schema_formats.h"
#include "expect/schema_wording.h"

#include <QHash>
#include <QSet>

#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <exception>
#include <memory>

using assay::expect::adapter::JsonAdapter;

namespace {

/// Patterns of a schema are tried by QRegularExpression: std::regex recurses for each character and
/// overflows the stack on long texts. Throws what the caller of valijson catches.
bool schemaPatternMatches(const std::string &pattern, const QString &text)
{
    const QRegularExpression regex = assay::expect::cachedRegex(
        QString::fromStdString(pattern), QRegularExpression::NoPatternOption);
    if (!regex.isValid())
        throw std::runtime_error("not a regular expression: " + pattern.substr(0, 200));
    return assay::expect::regexMatches(regex, text);
}

} // namespace

// valijson's own hooks, replaced where it would recurse, throw or take quadratic time.
namespace valijson {

using adapters::StdStringAdapter;
using assay::expect::schemaFormatHolds;

template <>
bool ValidationVisitor<JsonAdapter>::visit(const constraints::PatternConstraint &constraint)
{
    const std::string pattern(constraint.getPattern<std::string::allocator_type>());
    if (!m_target.isString() || schemaPatternMatches(pattern, m_target.json().toString()))
        return true;
    if (m_results != nullptr)
        m_results->pushError(m_context, "Does not match the pattern " + pattern);
    return false;
}

template <>
bool ValidationVisitor<StdStringAdapter>::visit(const constraints::PatternConstraint &constraint)
{
    const std::string pattern(constraint.getPattern<std::string::allocator_type>());
    if (schemaPatternMatches(pattern, QString::fromStdString(m_target.asString())))
        return true;
    if (m_results != nullptr)
        m_results->pushError(m_context, "Does not match the pattern " + pattern);
    return false;
}

template <>
bool ValidationVisitor<JsonAdapter>::visit(const constraints::FormatConstraint &constraint)
{
    if (!m_target.isString() || schemaFormatHolds(QString::fromStdString(constraint.getFormat()),
                                                  m_target.json().toString()))
        return true;
    if (m_results != nullptr)
        m_results->pushError(m_context, "Does not have the format " + constraint.getFormat());
    return false;
}

template <>
bool ValidationVisitor<JsonAdapter>::visit(const constraints::UniqueItemsConstraint &)
{
    QHash<QByteArray, qsizetype> seen;
    const QJsonArray array = m_target.json().toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QByteArray text = assay::base::compactJson(array.at(i));
        if (const auto earlier = seen.constFind(text); earlier != seen.constEnd()) {
            if (m_results != nullptr) {
                m_results->pushError(m_context, "Elements " + std::to_string(*earlier) + " and " +
                                                    std::to_string(i) + " are the same");
            }
            return false;
        }
        seen.insert(text, i);
    }
    return true;
}

template <>
template <>
bool ValidationVisitor<JsonAdapter>::ValidatePatternPropertySubschemas::operator()(
    const constraints::PropertiesConstraint::String &name, const Subschema *subschema) const
{
    const std::string pattern(name.c_str());
    for (const JsonAdapter::ObjectMember member : m_object) {
        if (!schemaPatternMatches(pattern, QString::fromStdString(member.first)))
            continue;
        if (m_propertiesMatched != nullptr)
            m_propertiesMatched->insert(member.first);
        std::vector<std::string> context = m_context;
        context.push_back("[" + member.first + "]");
        ValidationVisitor inner(member.second, context, m_strictTypes, m_results, m_regexesCache);
        if (inner.validateSchema(*subschema))
            continue;
        if (m_validated != nullptr)
            *m_validated = false;
        if (m_results == nullptr)
            return false;
    }
    return m_continueOnSuccess;
}

} // namespace valijson

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxValueDepth = 200;
constexpr qsizetype kMaxCached = 32;

base::Result<std::shared_ptr<valijson::Schema>> compile(const QJsonValue &schema)
{
    if (auto fine = checkSchemaShape(schema); !fine)
        return base::failure(std::move(fine).error());
    try {
        auto compiled = std::make_shared<valijson::Schema>();
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(JsonAdapter(schema), *compiled);
        return compiled;
    } catch (const std::exception &problem) {
        return base::failure(
            u"not a JSON Schema: %1"_s.arg(QString::fromUtf8(problem.what()).left(200)));
    }
}

base::Result<std::shared_ptr<valijson::Schema>> cachedSchema(const QJsonValue &schema)
{
    thread_local QHash<QByteArray, std::shared_ptr<valijson::Schema>> cache;
    if (isDeeperThan(schema, kMaxValueDepth))
        return compile(schema);
    const QByteArray key = base::compactJson(schema);
    if (const auto found = cache.constFind(key); found != cache.constEnd())
        return *found;
    auto compiled = compile(schema);
    if (compiled) {
        if (cache.size() >= kMaxCached)
            cache.clear();
        cache.insert(key, *compiled);
    }
    return compiled;
}

/// They only say that something below them, which is reported too, does not fit.
bool isWrapper(const QString &text)
{
    return text.startsWith(u"Failed to validate against schema associated"_s) ||
           text.startsWith(u"Failed to validate item #"_s) ||
           text.startsWith(u"Failed to validate against child schema #"_s) ||
           text.startsWith(u"Failed to validate against dependent schema"_s) ||
           text.startsWith(u"Failed to validate against additional properties schema"_s) ||
           text.startsWith(u"Failed to validate against a conditional schema"_s);
}

SchemaProblem readable(const valijson::ValidationResults::Error &error, const QJsonValue &value)
{
    SchemaProblem problem;
    QJsonValue at = value;
    for (std::size_t i = 1; i < error.context.size(); ++i) {
        const QString part = QString::fromStdString(error.context[i]);
        const QString name = part.sliced(1, part.size() - 2);
        if (at.isArray()) {
            problem.path = elementPath(problem.path, name.toLongLong());
            at = at.toArray().at(name.toLongLong());
        } else {
            problem.path = problem.path.isEmpty() ? memberPath(u"$"_s, name).sliced(1)
                                                  : memberPath(problem.path, name);
            at = at.toObject().value(name);
        }
    }
    const QString text = schemaWording(QString::fromStdString(error.description));
    if (!text.isEmpty())
        problem.message = u"%1 does not fit the schema: %2"_s.arg(shown(at), text.left(300));
    return problem;
}

} // namespace

base::Result<std::vector<SchemaProblem>> validateSchema(const QJsonValue &schema,
                                                        const QJsonValue &value)
{
    if (isDeeperThan(value, kMaxValueDepth)) {
        return base::failure(
            u"the value is nested deeper than %1 levels, too deep for a schema"_s.arg(
                kMaxValueDepth));
    }
    const auto compiled = cachedSchema(schema);
    if (!compiled)
        return base::failure(compiled.error());
    valijson::ValidationResults results;
    bool fits = false;
    try {
        valijson::Validator validator;
        fits = validator.validate(**compiled, JsonAdapter(value), &results);
    } catch (const std::exception &problem) {
        return base::failure(
            u"the schema cannot be used: %1"_s.arg(QString::fromUtf8(problem.what()).left(200)));
    }
    std::vector<SchemaProblem> problems;
    if (fits)
        return problems;
    QSet<QString> seen;
    for (const auto &error : results) {
        if (isWrapper(QString::fromStdString(error.description)) && results.numErrors() > 1)
            continue;
        SchemaProblem problem = readable(error, value);
        const QString key = problem.path + u'\n' + problem.message;
        if (!problem.message.isEmpty() && !seen.contains(key)) {
            seen.insert(key);
            problems.push_back(std::move(problem));
        }
    }
    if (problems.empty())
        problems.push_back({{}, u"%1 does not fit the schema"_s.arg(shown(value))});
    return problems;
}

base::Result<> checkSchema(const QJsonValue &schema)
{
    const auto compiled = cachedSchema(schema);
    if (!compiled)
        return base::failure(compiled.error());
    return {};
}

} // namespace assay::expect
