// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/shape.h"

#include <QJsonObject>

namespace assay::testdata {

/// What a data set's file may say, with a help text for every word. Any thread.
[[nodiscard]] suite::Shape schemaShape();

/// What a text can be made of: "name", "email", "city" ...; sorted.
[[nodiscard]] QStringList formNames();

} // namespace assay::testdata
