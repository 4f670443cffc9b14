// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/source_position.h"

namespace assay::base {

QString SourcePosition::toString() const
{
    if (line <= 0)
        return file;
    return QStringLiteral("%1:%2:%3").arg(file).arg(line).arg(column);
}

} // namespace assay::base
