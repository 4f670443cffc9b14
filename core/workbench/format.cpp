// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/format.h"

#include "environment/providers/registry.h"
#include "expect/matcher.h"
#include "steps/registry.h"

namespace assay::workbench {

const suite::Format &fileFormat()
{
    static const suite::Format kFormat = [] {
        suite::Format format;
        for (const auto &kind : steps::allKinds())
            format.steps.push_back(kind->cachedShape());
        format.matcherSchema = expect::matcherSchema();
        format.checkMatcher = &expect::check;
        format.providers = environment::providerShapes();
        return format;
    }();
    return kFormat;
}

} // namespace assay::workbench
