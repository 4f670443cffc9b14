// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/makers/column_maker.h"

namespace assay::testdata {

/// The makers by what the column says; one function each, called by makerFor(). An error says what
/// the schema asks for that cannot be. Any thread.

[[nodiscard]] base::Result<MakerPointer> arrayMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> booleanMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> bytesMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> jsonMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> numberMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> oneOfMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> referenceMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> sequenceMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> textMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> timeMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> uuidMaker(const MakerContext &context);
[[nodiscard]] base::Result<MakerPointer> vectorMaker(const MakerContext &context);

} // namespace assay::testdata
