// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/step.h"
#include "suite/load_context.h"

#include <QHash>

namespace assay::suite {

/// Steps of an included file that `use:` puts in place.
struct Block
{
    QString file;
    model::Node steps;
};

/// Makes steps of nodes whose shape was checked; what does not fit is left out. Confined to one
/// thread.
class StepBuilder
{
public:
    StepBuilder(LoadContext &context, const QHash<QString, Block> &blocks);

    [[nodiscard]] std::vector<model::Step> build(const model::Node &list, const QString &file);

private:
    void append(const model::Node &node, const QString &file, std::vector<model::Step> &steps);
    void appendBlock(const model::Node &node, const QString &file, std::vector<model::Step> &steps);
    void addChildren(const StepShape &shape, const QStringList &keys, const model::Node &node,
                     const QString &file, std::vector<model::Step> &children);
    [[nodiscard]] const StepShape *shapeOf(const model::Node &node) const;

    LoadContext &m_context;
    const QHash<QString, Block> &m_blocks;
    QStringList m_open;     ///< blocks that are being put in place, for circles
    bool m_tooMany = false; ///< was reported: once is enough
    int m_used = 0;         ///< steps that came out of blocks
};

} // namespace assay::suite
