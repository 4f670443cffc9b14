// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/format.h"

namespace assay::suite {

const StepShape *Format::step(QStringView kind) const
{
    for (const StepShape &shape : steps) {
        if (shape.kind == kind)
            return &shape;
    }
    return nullptr;
}

} // namespace assay::suite
