// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/expectation.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

/// Golden files are opened only when a matcher asks for one.
class LazySnapshots final : public expect::Snapshots
{
public:
    explicit LazySnapshots(StepContext &context)
        : m_context(context)
    {
    }

    base::Result<std::optional<QByteArray>> load(const QString &name) override
    {
        if (expect::Snapshots *real = open())
            return real->load(name);
        return base::failure(u"golden files are not available here"_s);
    }
    base::Result<> save(const QString &name, const QByteArray &content) override
    {
        if (expect::Snapshots *real = open())
            return real->save(name, content);
        return base::failure(u"golden files are not available here"_s);
    }
    bool updating() const override
    {
        expect::Snapshots *real = const_cast<LazySnapshots *>(this)->open();
        return real != nullptr && real->updating();
    }

private:
    expect::Snapshots *open()
    {
        if (!m_real && m_context.run().snapshots)
            m_real = m_context.run().snapshots(m_context.owner().suiteFile);
        return m_real.get();
    }

    StepContext &m_context;
    std::unique_ptr<expect::Snapshots> m_real;
};

class Checker
{
public:
    Checker(const model::Step &step, StepContext &context, Fields &fields)
        : m_step(step)
        , m_context(context)
        , m_fields(fields)
        , m_snapshots(context)
    {
        m_match.snapshots = &m_snapshots;
        m_match.readFile = [this](const QString &path) -> base::Result<QByteArray> {
            constexpr base::ByteCount kLargest{16 * 1024 * 1024};
            auto full = m_context.run().resolvePath(path, m_step.file);
            if (!full)
                return base::failure(full.error());
            return m_context.run().host.files.read(*full, kLargest);
        };
    }

    void checkField(const QString &name, const Node &expected)
    {
        if (m_fields.isNamed(name) && expected.isMap() && !expect::isMatcher(expected)) {
            for (const Node::Member &member : expected.members())
                check(m_fields.member(name, member.key), name + u'.' + member.key, member.value);
            return;
        }
        const base::Result<QJsonValue> actual = m_fields.get(name);
        if (actual) {
            check(*actual, name, expected);
            return;
        }
        QString message = actual.error().title;
        if (!actual.error().fix.isEmpty())
            message += u" ("_s + actual.error().fix + u')';
        add({.path = {}, .message = message, .diff = {}, .expected = {}, .actual = {}}, name,
            expected);
    }

    void checkWhole(const Node &expected) { checkField(m_fields.defaultField(), expected); }

    std::vector<events::Failure> take() { return std::move(m_failures); }

private:
    void check(const QJsonValue &actual, const QString &place, const Node &expected)
    {
        for (expect::Mismatch &mismatch : expect::match(actual, expected, m_match))
            add(std::move(mismatch), place, expected);
    }
    /// Within the field, as one path: json.items[0].id, also when a JSONPath ($.items[0].id) led
    /// there; body //a/@href for an XPath.
    static QString placeOf(const QString &field, const QString &path)
    {
        if (path.isEmpty())
            return field;
        if (path.startsWith(u'$'))
            return field + path.sliced(1);
        if (path.startsWith(u'['))
            return field + path;
        const bool name = path.front().isLetterOrNumber() || path.startsWith(u'_');
        return field + (name ? u'.' : u' ') + path;
    }
    void add(expect::Mismatch mismatch, const QString &field, const Node &expected)
    {
        const QString path = placeOf(field, mismatch.path);
        m_failures.push_back(
            {.message = path + u": "_s + mismatch.message,
             .path = path,
             .diff = std::move(mismatch.diff),
             .expected = std::move(mismatch.expected),
             .actual = std::move(mismatch.actual),
             .position = expected.line() > 0 ? expected.position(m_step.file) : m_step.position()});
    }

    const model::Step &m_step;
    StepContext &m_context;
    Fields &m_fields;
    LazySnapshots m_snapshots;
    expect::MatchContext m_match;
    std::vector<events::Failure> m_failures;
};

} // namespace

std::vector<events::Failure> checkExpectations(const model::Step &step, const StepKind &kind,
                                               StepContext &context, Fields &fields)
{
    const base::Result<Node> expected = context.resolve(step.expect, step);
    if (!expected)
        return StepResult::error(expected.error()).failures;

    Checker checker(step, context, fields);
    // A kind without named fields has one value: the whole of `expect` is its matcher.
    if (kind.cachedShape().expectKeys.isEmpty() || !expected->isMap()) {
        checker.checkWhole(*expected);
        return checker.take();
    }
    for (const Node::Member &member : expected->members()) {
        if (member.key.startsWith(u'$'))
            checker.checkWhole(Node::map({member}, member.line, member.column));
        else
            checker.checkField(member.key, member.value);
    }
    return checker.take();
}

} // namespace assay::steps
