// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/diff.h"

#include "expect/explain.h"
#include "expect/json_compare.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <vector>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMaxCells = 1'000'000;
constexpr int kMaxDepth = 256;
constexpr int kShownEqual = 2; ///< a longer run of equal parts is folded

/// One step of an edit: an index in both, or in one of them (-1 in the other).
struct Step
{
    qsizetype left = -1;
    qsizetype right = -1;
};

using SameAt = std::function<bool(qsizetype, qsizetype)>;

/// Longest common subsequence of the middle parts; by position when that would be too large.
std::vector<Step> align(qsizetype leftSize, qsizetype rightSize, const SameAt &same)
{
    std::vector<Step> steps;
    qsizetype head = 0;
    while (head < leftSize && head < rightSize && same(head, head)) {
        steps.push_back({head, head});
        ++head;
    }
    qsizetype tail = 0;
    while (tail < leftSize - head && tail < rightSize - head &&
           same(leftSize - 1 - tail, rightSize - 1 - tail))
        ++tail;
    const auto rows = static_cast<std::size_t>(leftSize - head - tail);
    const auto columns = static_cast<std::size_t>(rightSize - head - tail);
    qsizetype i = head;
    qsizetype j = head;
    const qsizetype iEnd = leftSize - tail;
    const qsizetype jEnd = rightSize - tail;
    if (rows > 0 && columns > 0 && rows <= kMaxCells / columns) {
        std::vector<int> length((rows + 1) * (columns + 1));
        const auto at = [&](qsizetype x, qsizetype y) -> int & {
            return length[static_cast<std::size_t>(x - head) * (columns + 1) +
                          static_cast<std::size_t>(y - head)];
        };
        for (qsizetype x = iEnd - 1; x >= head; --x) {
            for (qsizetype y = jEnd - 1; y >= head; --y)
                at(x, y) = same(x, y) ? at(x + 1, y + 1) + 1 : std::max(at(x + 1, y), at(x, y + 1));
        }
        while (i < iEnd && j < jEnd) {
            if (at(i, j) == at(i + 1, j + 1) + 1 && same(i, j))
                steps.push_back({i++, j++});
            else if (at(i + 1, j) >= at(i, j + 1))
                steps.push_back({i++, -1});
            else
                steps.push_back({-1, j++});
        }
    }
    while (i < iEnd || j < jEnd) {
        if (i < iEnd)
            steps.push_back({i++, -1});
        if (j < jEnd)
            steps.push_back({-1, j++});
    }
    for (qsizetype k = tail; k > 0; --k)
        steps.push_back({leftSize - k, rightSize - k});
    return steps;
}

class Writer
{
public:
    explicit Writer(int maxLines)
        : m_maxLines(maxLines)
    {
    }

    void compare(const QString &path, const QJsonValue &expected, const QJsonValue &actual,
                 int depth)
    {
        const bool deep = depth >= kMaxDepth;
        if (!deep && expected.isObject() && actual.isObject())
            compareMaps(path, expected.toObject(), actual.toObject(), depth);
        else if (!deep && expected.isArray() && actual.isArray())
            compareLists(path, expected.toArray(), actual.toArray(), depth);
        else if (isManyLines(expected) && isManyLines(actual))
            compareTexts(path, expected.toString(), actual.toString());
        else {
            line(u"- "_s, path, expected);
            line(u"+ "_s, path, actual);
        }
    }

    QString text()
    {
        flushEqual();
        if (m_dropped > 0)
            m_lines.append(u"  ... %1 more lines"_s.arg(m_dropped));
        return m_lines.join(u'\n');
    }

private:
    static bool isManyLines(const QJsonValue &value)
    {
        return value.isString() && value.toString().contains(u'\n');
    }

    void add(const QString &text)
    {
        if (m_lines.size() < m_maxLines)
            m_lines.append(text);
        else
            ++m_dropped;
    }

    void line(const QString &sign, const QString &path, const QJsonValue &value)
    {
        flushEqual();
        if (m_lines.size() >= m_maxLines)
            ++m_dropped; // counted without writing: there may be a million
        else
            add(sign + path + u": "_s + shown(value, 100));
    }

    void equalPart(const QString &path, const QJsonValue &value)
    {
        if (m_equal < kShownEqual)
            m_equalLines.append(u"  "_s + path + u": "_s + shown(value, 100));
        ++m_equal;
    }

    void flushEqual()
    {
        if (m_equal > kShownEqual) {
            add(u"  ... %1 the same"_s.arg(m_equal));
        } else {
            for (const QString &text : std::as_const(m_equalLines))
                add(text);
        }
        m_equal = 0;
        m_equalLines.clear();
    }

    void compareMaps(const QString &path, const QJsonObject &expected, const QJsonObject &actual,
                     int depth)
    {
        auto left = expected.begin();
        auto right = actual.begin();
        while (left != expected.end() || right != actual.end()) {
            if (right == actual.end() || (left != expected.end() && left.key() < right.key())) {
                line(u"- "_s, memberPath(path, left.key()), left.value());
                ++left;
            } else if (left == expected.end() || right.key() < left.key()) {
                line(u"+ "_s, memberPath(path, right.key()), right.value());
                ++right;
            } else {
                const QString where = memberPath(path, left.key());
                if (jsonEquals(left.value(), right.value(), depth))
                    equalPart(where, left.value());
                else
                    compare(where, left.value(), right.value(), depth + 1);
                ++left;
                ++right;
            }
        }
        flushEqual();
    }

    void compareLists(const QString &path, const QJsonArray &expected, const QJsonArray &actual,
                      int depth)
    {
        const auto steps = align(expected.size(), actual.size(), [&](qsizetype i, qsizetype j) {
            return jsonEquals(expected.at(i), actual.at(j), depth);
        });
        for (std::size_t s = 0; s < steps.size();) {
            if (steps[s].left >= 0 && steps[s].right >= 0) {
                equalPart(elementPath(path, steps[s].right), actual.at(steps[s].right));
                ++s;
                continue;
            }
            // A gap: what left and what came, paired in order where both are maps or both are
            // lists.
            std::vector<qsizetype> gone;
            std::vector<qsizetype> come;
            for (; s < steps.size() && (steps[s].left < 0 || steps[s].right < 0); ++s) {
                if (steps[s].left >= 0)
                    gone.push_back(steps[s].left);
                else
                    come.push_back(steps[s].right);
            }
            for (std::size_t k = 0; k < std::max(gone.size(), come.size()); ++k) {
                if (k >= come.size())
                    line(u"- "_s, elementPath(path, gone[k]), expected.at(gone[k]));
                else if (k >= gone.size())
                    line(u"+ "_s, elementPath(path, come[k]), actual.at(come[k]));
                else
                    compare(elementPath(path, come[k]), expected.at(gone[k]), actual.at(come[k]),
                            depth + 1);
            }
        }
        flushEqual();
    }

    void compareTexts(const QString &path, const QString &expected, const QString &actual)
    {
        const QStringList left = expected.split(u'\n');
        const QStringList right = actual.split(u'\n');
        const auto where = [&path](qsizetype index) {
            return u"%1 line %2"_s.arg(path).arg(index + 1);
        };
        for (const Step &step : align(left.size(), right.size(), [&](qsizetype i, qsizetype j) {
                 return left[i] == right[j];
             })) {
            if (step.left >= 0 && step.right >= 0)
                equalPart(where(step.right), right[step.right]);
            else if (step.left >= 0)
                line(u"- "_s, where(step.left), left[step.left]);
            else
                line(u"+ "_s, where(step.right), right[step.right]);
        }
        flushEqual();
    }

    int m_maxLines;
    qint64 m_dropped = 0;
    qint64 m_equal = 0;
    QStringList m_equalLines;
    QStringList m_lines;
};

} // namespace

QString structuralDiff(const QJsonValue &expected, const QJsonValue &actual, int maxLines)
{
    if (jsonEquals(expected, actual))
        return {};
    Writer writer(maxLines);
    writer.compare(u"$"_s, expected, actual, 0);
    return writer.text();
}

} // namespace assay::expect
