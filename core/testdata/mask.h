// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_set.h"

namespace assay::testdata {

/// Puts other people in the place of those of a real database: the same input gives the same mask,
/// in every table and in every run with the same seed, and nobody gets back from it without the
/// seed. Names become names, addresses stay addresses, numbers and words keep their shape (letters
/// for letters, digits for digits). A plain value, any thread.
struct Mask
{
    QString form;          ///< formNames(), or "text", "date"
    bool isUnique = false; ///< a code makes it another for every input
    int length = -1;       ///< characters that the column takes
    QString locale = QStringLiteral("en");
    quint64 seed = 1;

    [[nodiscard]] Value masked(const Value &value) const;
};

/// What a column's name says about people: "customer_email" is "email". "" for nothing.
[[nodiscard]] QString personalForm(const QString &columnName);

} // namespace assay::testdata
