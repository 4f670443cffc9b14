// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/delegates.h"

namespace assay::ui {

/// A line of the suites: status, name, a dot when it was edited, its tags as far as there is room,
/// the mark of a quarantine, and at the right its last duration.
class SuiteDelegate final : public TreeDelegate
{
    Q_OBJECT
public:
    using TreeDelegate::TreeDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace assay::ui
