// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/compression.h"

#include <zstd.h>

namespace assay::history {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kWorthIt = 512;
constexpr int kLevel = 1;
/// A buffer that is larger is not kept for the next text.
constexpr qsizetype kKept = qsizetype(512) * 1024;
/// One event (a plan of very many cases) may be far larger than the usual chunk.
constexpr unsigned long long kMaxChunk = 256ULL * 1024 * 1024;

bool isPacked(const QByteArray &data)
{
    return data.startsWith(QByteArrayView("\x28\xB5\x2F\xFD", 4));
}

} // namespace

struct Packer::Private
{
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
    QByteArray buffer;
};

Packer::Packer()
    : d(std::make_unique<Private>())
{
}
Packer::~Packer() = default;

QByteArray Packer::pack(const QByteArray &text)
{
    if (text.size() < kWorthIt || !d->context)
        return text;
    d->buffer.resize(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(text.size()))));
    const size_t size =
        ZSTD_compressCCtx(d->context.get(), d->buffer.data(), static_cast<size_t>(d->buffer.size()),
                          text.constData(), static_cast<size_t>(text.size()), kLevel);
    if (ZSTD_isError(size) != 0 || size >= static_cast<size_t>(text.size()))
        return text;
    QByteArray packed(d->buffer.constData(), static_cast<qsizetype>(size));
    if (d->buffer.size() > kKept)
        d->buffer = {};
    return packed;
}

base::Result<QByteArray> unpack(const QByteArray &data)
{
    if (!isPacked(data))
        return data;
    const auto packed = static_cast<size_t>(data.size());
    const unsigned long long size = ZSTD_getFrameContentSize(data.constData(), packed);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return base::failure(u"a chunk of events is damaged"_s);
    if (size > kMaxChunk)
        return base::failure(u"a chunk of events is larger than any that Assay writes"_s);
    QByteArray text(static_cast<qsizetype>(size), Qt::Uninitialized);
    const size_t got =
        ZSTD_decompress(text.data(), static_cast<size_t>(text.size()), data.constData(), packed);
    if (ZSTD_isError(got) != 0 || got != size)
        return base::failure(u"a chunk of events is damaged"_s);
    return text;
}

} // namespace assay::history
