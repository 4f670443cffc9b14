// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace assay::base {

/// A place in a text file. Lines and columns count from 1, columns in code points; 0 means unknown.
/// A plain value, any thread.
struct SourcePosition
{
    QString file; ///< as the user named it, relative to the workspace where possible
    int line = 0;
    int column = 0;

    [[nodiscard]] bool isValid() const { return line > 0; }
    /// "suites/a.yaml:3:7", "suites/a.yaml" when the line is unknown, "" when nothing is.
    [[nodiscard]] QString toString() const;

    friend bool operator==(const SourcePosition &, const SourcePosition &) = default;
};

} // namespace assay::base
