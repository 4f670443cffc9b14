// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace assay::base {

/// A value or the Error that took its place. Functions that return one are [[nodiscard]].
template <class T = void>
using Result = tl::expected<T, Error>;

/// `return failure(u"the file is empty"_s, u"write at least a suite: line"_s);`
[[nodiscard]] inline tl::unexpected<Error> failure(QString title, QString fix = {},
                                                   SourcePosition position = {})
{
    return tl::unexpected<Error>(Error{std::move(title), std::move(fix), std::move(position)});
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace assay::base
