// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/source_position.h"

#include <QString>

#include <memory>

namespace assay::base {

/// What went wrong, where, and what to do next. Every failure in Assay is one of these.
///
///     return tl::unexpected(Error{u"no service is called \"databse\""_s, u"did you mean \"database\"?"_s}
///                               .at(position));
///
/// A plain value, any thread. Model: Hurl's errors (position, quoted line, what to do).
struct Error
{
    QString title; ///< what happened, lower case, no full stop
    QString fix;   ///< the next thing to do; may be empty
    SourcePosition position = {};
    QString quotedLine = {};                  ///< the source line at position; may be empty
    std::shared_ptr<const Error> cause = {};  ///< what made it happen; may be null

    [[nodiscard]] Error at(SourcePosition where) const;
    [[nodiscard]] Error because(Error reason) const;

    /// "file:3:7: title (fix)" and the causes, on one line.
    [[nodiscard]] QString toString() const;
    /// As a person reads it: position, title, the quoted line with a caret, the fix, the causes.
    [[nodiscard]] QString toText() const;

    friend bool operator==(const Error &a, const Error &b)
    {
        return a.title == b.title && a.fix == b.fix && a.position == b.position;
    }
};

} // namespace assay::base
