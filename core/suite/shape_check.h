// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/diagnostics.h"
#include "suite/format.h"

#include <map>
#include <memory>

namespace assay::suite {

/// The name of a place in messages: "the suite", "\"timeout\"", "an item of \"tags\"". It is put
/// together only when a message needs it.
class PlaceLabel
{
public:
    /// Outlived by `words`.
    PlaceLabel(const QString &words) // NOLINT(google-explicit-constructor)
        : m_word(words)
    {
    }
    [[nodiscard]] static PlaceLabel key(const QString &key) { return {key, true, false}; }
    [[nodiscard]] PlaceLabel item() const { return {m_word, m_isKey, true}; }

    [[nodiscard]] bool isKey(QStringView key) const
    {
        return m_isKey && !m_isItem && m_word == key;
    }
    [[nodiscard]] QString text() const;

private:
    PlaceLabel(const QString &word, bool isKey, bool isItem)
        : m_word(word)
        , m_isKey(isKey)
        , m_isItem(isItem)
    {
    }
    const QString &m_word;
    bool m_isKey = false;
    bool m_isItem = false;
};

/// Compares nodes of one file with their shapes and reports every difference. Confined to one
/// thread; `format` and `diagnostics` outlive it.
class ShapeChecker
{
public:
    ShapeChecker(const Format &format, QString file, Diagnostics &diagnostics);
    ~ShapeChecker();
    ShapeChecker(const ShapeChecker &) = delete;
    ShapeChecker &operator=(const ShapeChecker &) = delete;

    /// `${param.x}` is accepted anywhere: a block is checked again when it is used.
    void acceptParameters(bool accept) { m_parameters = accept; }

    /// True when all is well.
    bool check(const model::Node &node, const Shape &shape, const PlaceLabel &label);

private:
    bool checkScalar(const model::Node &node, const Shape &shape, const PlaceLabel &label);
    bool checkMap(const model::Node &node, const Shape &shape, const PlaceLabel &label);
    bool checkMapOf(const model::Node &node, const Shape &shape, const PlaceLabel &label);
    bool checkAnyOf(const model::Node &node, const Shape &shape, const PlaceLabel &label);
    bool checkSteps(const model::Node &node, const PlaceLabel &label);
    bool checkStep(const model::Node &node);
    bool checkMatcher(const model::Node &node);
    bool checkTemplates(const model::Node &node);
    [[nodiscard]] bool isAccepted(const model::Node &node, const Shape &shape);
    [[nodiscard]] const Shape &shapeOfStep(const StepShape &step);
    bool refuse(const model::Node &node, const Shape &shape, const PlaceLabel &label);

    const Format &m_format;
    QString m_file;
    Diagnostics *m_diagnostics;
    bool m_templates = true;
    bool m_parameters = false;
    QStringList m_kinds;
    QStringList m_stepWords;
    std::map<const StepShape *, Shape> m_stepShapes;
};

} // namespace assay::suite
