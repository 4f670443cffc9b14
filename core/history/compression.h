// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <memory>

namespace assay::history {

/// Makes chunks of JSON lines small (zstd, level 1: it costs less than writing what it saves).
/// Confined to one thread.
class Packer
{
public:
    Packer();
    ~Packer();
    Packer(const Packer &) = delete;
    Packer &operator=(const Packer &) = delete;

    /// The text itself when it is short or does not shrink: a chunk is JSON or starts as zstd does.
    [[nodiscard]] QByteArray pack(const QByteArray &text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The text of a chunk. An error when it is broken or would be larger than a chunk may be.
[[nodiscard]] base::Result<QByteArray> unpack(const QByteArray &data);

} // namespace assay::history
