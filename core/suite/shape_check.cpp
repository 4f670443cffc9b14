// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/shape_check.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "suite/file_shapes.h"
#include "suite/shape_fit.h"
#include "suite/template_text.h"

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;
using Kind = Shape::Kind;

namespace {

QString quoted(const QString &word)
{
    return u'"' + word + u'"';
}

/// "5", "\"abc\"", "a map", "nothing is here": after "but this is".
QString described(const Node &node)
{
    switch (node.kind()) {
    case Node::Kind::Missing:
    case Node::Kind::Null:
        return u"but nothing is here"_s;
    case Node::Kind::List:
        return node.items().empty() ? u"but this is an empty list"_s : u"but this is a list"_s;
    case Node::Kind::Map:
        return u"but this is "_s + Node::kindName(node.kind());
    default:
        return u"but this is "_s + base::jsonForMessage(node.value(), 60);
    }
}

} // namespace

QString PlaceLabel::text() const
{
    return (m_isItem ? u"an item of "_s : QString()) + (m_isKey ? quoted(m_word) : m_word);
}

ShapeChecker::ShapeChecker(const Format &format, QString file, Diagnostics &diagnostics)
    : m_format(format)
    , m_file(std::move(file))
    , m_diagnostics(&diagnostics)
{
    for (const StepShape &step : format.steps)
        m_kinds.append(step.kind);
    m_kinds.append(useStep().kind);
    m_stepWords = m_kinds;
    for (const Shape::Key &key : commonStepKeys(StepShape{}))
        m_stepWords.append(key.name);
}

ShapeChecker::~ShapeChecker() = default;

bool ShapeChecker::check(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    if (m_parameters && node.isText() && node.text().contains(u"${param."))
        return checkTemplates(node);
    switch (shape.kind()) {
    case Kind::Any:
        return checkTemplates(node);
    case Kind::Matcher:
        return checkTemplates(node) && checkMatcher(node);
    case Kind::List: {
        if (!node.isList() || static_cast<int>(node.items().size()) < shape.atLeast())
            return refuse(node, shape, label);
        bool ok = true;
        const PlaceLabel itemLabel = label.item();
        for (const Node &item : node.items())
            ok &= check(item, shape.item(), itemLabel);
        return ok;
    }
    case Kind::MapOf:
        return checkMapOf(node, shape, label);
    case Kind::Map:
        return checkMap(node, shape, label);
    case Kind::AnyOf:
        return checkAnyOf(node, shape, label);
    case Kind::Steps:
        return checkSteps(node, label);
    default:
        return checkScalar(node, shape, label);
    }
}

bool ShapeChecker::checkScalar(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    return scalarFits(node, shape) ? checkTemplates(node) : refuse(node, shape, label);
}

bool ShapeChecker::refuse(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    QString fix;
    QString replacement;
    QStringList words = shape.words();
    if (shape.kind() == Kind::AnyOf) {
        for (const Shape &choice : shape.choices())
            words += choice.words();
    }
    if (node.isText() && hasTemplate(node.text())) {
        fix = u"it is needed when the file is loaded: write the value itself"_s;
    } else if (!words.isEmpty() && node.isText()) {
        replacement = base::nearestWord(node.text(), words);
        fix = replacement.isEmpty() ? QString() : base::didYouMean(node.text(), words);
    } else if (shape.kind() == Kind::Text && !node.isText() && node.value().isDouble()) {
        fix = u"put it in quotes: \"%1\""_s.arg(base::jsonForMessage(node.value()));
    } else if (shape.kind() == Kind::Text && node.kind() == Node::Kind::Bool) {
        fix = u"put it in quotes: \"%1\""_s.arg(base::jsonForMessage(node.value()));
    } else if ((shape.kind() == Kind::List || shape.kind() == Kind::Steps) && node.isNull()) {
        fix = u"write [] for an empty list, or remove the key"_s;
    }
    m_diagnostics->add(
        u"%1 must be %2, %3"_s.arg(label.text(), shape.expectation(), described(node)), fix,
        node.position(m_file), shape.expectation(), replacement);
    return false;
}

bool ShapeChecker::checkMapOf(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    if (!node.isMap())
        return refuse(node, shape, label);
    bool ok = true;
    for (const Node::Member &member : node.members()) {
        const bool isName = shape.pattern().isEmpty() ||
                            (shape.matchesPattern(member.key) && isVariableName(member.key));
        if (!isName) {
            const bool isWord = shape.matchesPattern(member.key);
            m_diagnostics->add(u"%1 cannot be a name in %2"_s.arg(quoted(member.key), label.text()),
                               isWord ? u"it is a word of JavaScript: choose another name"_s
                                      : u"write %1"_s.arg(shape.patternExpectation()),
                               {m_file, member.line, member.column}, shape.patternExpectation());
            ok = false;
        }
        if (isReservedName(member.key) && (label.isKey(u"vars") || label.isKey(u"capture"))) {
            m_diagnostics->add(u"%1 cannot be a name in %2"_s.arg(quoted(member.key), label.text()),
                               u"every expression knows it already: choose another name"_s,
                               {m_file, member.line, member.column});
            ok = false;
        }
        ok &= check(member.value, shape.item(), PlaceLabel::key(member.key));
    }
    return ok;
}

bool ShapeChecker::checkMap(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    if (!node.isMap())
        return refuse(node, shape, label);
    bool ok = true;
    for (const Node::Member &member : node.members()) {
        if (const Shape::Key *key = shape.findKey(member.key)) {
            ok &= check(member.value, key->shape, PlaceLabel::key(member.key));
            continue;
        }
        m_diagnostics->addUnknown(
            u"%1 does not know the key %2"_s.arg(label.text(), quoted(member.key)), member.key,
            shape.keyNames(), {m_file, member.line, member.column});
        ok = false;
    }
    for (const Shape::Key &key : shape.keys()) {
        if (!key.required || node.contains(key.name))
            continue;
        m_diagnostics->add(
            u"%1 needs the key %2"_s.arg(label.text(), quoted(key.name)),
            u"add \"%1: %2\""_s.arg(key.name, key.shape.kind() == Kind::Steps ? u"[]"_s : u"..."_s),
            node.position(m_file), key.shape.expectation());
        ok = false;
    }
    const auto checkGroup = [&](const QStringList &names, bool exactly) {
        QStringList present;
        for (const Node::Member &member : node.members()) {
            if (names.contains(member.key))
                present.append(member.key);
        }
        if (present.size() == 1 || (present.isEmpty() && !exactly))
            return;
        if (present.isEmpty()) {
            m_diagnostics->add(
                u"%1 needs one of the keys %2"_s.arg(label.text(), names.join(u", "_s)), {},
                node.position(m_file), u"one of "_s + names.join(u", "_s));
        } else {
            m_diagnostics->add(u"%1 has %2, but only one of them can be there"_s.arg(
                                   label.text(), present.join(u" and "_s)),
                               u"remove one of them"_s, node.position(m_file));
        }
        ok = false;
    };
    for (const QStringList &names : shape.exactlyOneGroups())
        checkGroup(names, true);
    for (const QStringList &names : shape.atMostOneGroups())
        checkGroup(names, false);
    return ok;
}

bool ShapeChecker::isAccepted(const Node &node, const Shape &shape)
{
    if (isScalarKind(shape.kind()) && shape.kind() != Kind::Any && shape.kind() != Kind::Matcher)
        return scalarFits(node, shape);
    Diagnostics trial;
    Diagnostics *real = std::exchange(m_diagnostics, &trial);
    const bool ok = check(node, shape, QString());
    m_diagnostics = real;
    return ok;
}

bool ShapeChecker::checkAnyOf(const Node &node, const Shape &shape, const PlaceLabel &label)
{
    std::vector<const Shape *> candidates;
    for (const Shape &choice : shape.choices()) {
        if (takesKind(choice, node.kind()))
            candidates.push_back(&choice);
    }
    if (candidates.empty())
        return refuse(node, shape, label);
    const bool isCollection = node.isMap() || node.isList();
    if (candidates.size() == 1 && isCollection)
        return check(node, *candidates.front(), label);
    for (const Shape *candidate : candidates) {
        if (isAccepted(node, *candidate))
            return checkTemplates(node);
    }
    if (!isCollection)
        return refuse(node, shape, label);
    // Report the choice that it is nearest to.
    const Shape *best = candidates.front();
    qsizetype fewest = std::numeric_limits<qsizetype>::max();
    for (const Shape *candidate : candidates) {
        Diagnostics trial;
        Diagnostics *real = std::exchange(m_diagnostics, &trial);
        check(node, *candidate, label);
        m_diagnostics = real;
        if (trial.count() < fewest) {
            fewest = trial.count();
            best = candidate;
        }
    }
    return check(node, *best, label);
}

bool ShapeChecker::checkMatcher(const Node &node)
{
    if (!m_format.checkMatcher)
        return true;
    const std::vector<base::Error> errors = m_format.checkMatcher(node, m_file);
    for (const base::Error &error : errors)
        m_diagnostics->add(error);
    return errors.empty();
}

bool ShapeChecker::checkTemplates(const Node &node)
{
    if (!m_templates)
        return true;
    bool ok = true;
    if (node.isText() && hasTemplate(node.text())) {
        if (const auto parts = splitTemplate(node.text()); !parts) {
            m_diagnostics->add(parts.error().at(node.position(m_file)));
            ok = false;
        }
    }
    for (const Node &item : node.items())
        ok &= checkTemplates(item);
    for (const Node::Member &member : node.members())
        ok &= checkTemplates(member.value);
    return ok;
}

bool ShapeChecker::checkSteps(const Node &node, const PlaceLabel &label)
{
    if (!node.isList())
        return refuse(node, Shape::steps(), label);
    bool ok = true;
    for (const Node &item : node.items())
        ok &= checkStep(item);
    return ok;
}

const Shape &ShapeChecker::shapeOfStep(const StepShape &step)
{
    const auto found = m_stepShapes.find(&step);
    return found != m_stepShapes.end() ? found->second
                                       : m_stepShapes.emplace(&step, stepShape(step)).first->second;
}

bool ShapeChecker::checkStep(const Node &node)
{
    if (!node.isMap()) {
        m_diagnostics->add(
            u"a step must be a map, %1"_s.arg(described(node)),
            u"write the kind and its body, for example \"- %1: ...\""_s.arg(m_kinds.front()),
            node.position(m_file), u"a step"_s);
        return false;
    }
    QStringList kinds;
    for (const Node::Member &member : node.members()) {
        if (m_kinds.contains(member.key))
            kinds.append(member.key);
    }
    // `if` is a condition on any other kind, and a kind when it stands alone.
    if (kinds.size() > 1)
        kinds.removeAll(u"if"_s);
    if (kinds.size() > 1) {
        m_diagnostics->add(u"a step has one kind, but this has %1"_s.arg(kinds.join(u" and "_s)),
                           u"make a step of each"_s, node.position(m_file));
        return false;
    }
    if (kinds.isEmpty()) {
        for (const Node::Member &member : node.members()) {
            if (m_stepWords.contains(member.key))
                continue;
            m_diagnostics->addUnknown(u"no step kind is called %1"_s.arg(quoted(member.key)),
                                      member.key, m_kinds, {m_file, member.line, member.column});
            return false;
        }
        m_diagnostics->add(u"the step does not say what to do"_s,
                           u"add one of: %1"_s.arg(m_kinds.join(u", "_s)), node.position(m_file));
        return false;
    }
    const StepShape *step = m_format.step(kinds.front());
    if (step == nullptr)
        step = &useStep();
    if (step->templates)
        return check(node, shapeOfStep(*step), u"the step"_s);
    const bool before = std::exchange(m_templates, false);
    const bool ok = check(node, shapeOfStep(*step), u"the step"_s);
    m_templates = before;
    return ok;
}

} // namespace assay::suite
