// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/completion.h"

#include "suite/assist/completer.h"

#include <algorithm>

namespace assay::suite::assist {

Completions completions(const QString &text, qsizetype offset, const QString &file,
                        const WorkspaceView &view)
{
    return Completer(text, std::clamp<qsizetype>(offset, 0, text.size()), file, view).run();
}

} // namespace assay::suite::assist
