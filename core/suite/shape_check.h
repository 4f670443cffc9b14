// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/diagnostics.h"
#include "suite/format.h"

#include <map>
#include <memory>

namespace assay::suite {

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

    /// `label` names the place in messages: "\"timeout\"", "an item of \"tags\"". True when all is
    /// well.
    bool check(const model::Node &node, const Shape &shape, const QString &label);

private:
    bool checkScalar(const model::Node &node, const Shape &shape, const QString &label);
    bool checkMap(const model::Node &node, const Shape &shape, const QString &label);
    bool checkMapOf(const model::Node &node, const Shape &shape, const QString &label);
    bool checkAnyOf(const model::Node &node, const Shape &shape, const QString &label);
    bool checkSteps(const model::Node &node, const QString &label);
    bool checkStep(const model::Node &node);
    bool checkMatcher(const model::Node &node);
    bool checkTemplates(const model::Node &node);
    [[nodiscard]] bool isAccepted(const model::Node &node, const Shape &shape);
    [[nodiscard]] const Shape &shapeOfStep(const StepShape &step);
    bool refuse(const model::Node &node, const Shape &shape, const QString &label);

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
