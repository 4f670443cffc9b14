// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/options.h"

#include <functional>

namespace assay::app {

/// One option: how it is written, what its value is called ("" takes none; "A B" takes two, which
/// apply gets with a blank between them), what it does.
struct Option
{
    QString name;
    QString shortName;
    QString value;
    bool valueOptional = false; ///< --shuffle[=SEED]: only with "="
    QString help;
    std::function<base::Result<>(Options &, const QString &)> apply;
};

struct OptionGroup
{
    QString title;
    std::vector<Option> options;
};

/// Every option there is, as --help shows them: parsing, help and "did you mean" read this table.
[[nodiscard]] const std::vector<OptionGroup> &optionGroups();

/// Those about test data; part of optionGroups().
[[nodiscard]] OptionGroup dataOptions();

} // namespace assay::app
