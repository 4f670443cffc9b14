// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/makers.h"

#include <cmath>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

/// About normal, of mean 0: the sum of four draws of 16 bits.
qint32 noise(quint64 bits)
{
    return static_cast<qint32>((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) +
                               (bits >> 48)) -
           131070;
}

/// Vectors of length one around some centres. All but the last division is done in integers, whose
/// order of addition does not matter: the compiler may use any registers it likes.
class VectorMaker final : public ColumnMaker
{
public:
    explicit VectorMaker(const MakerContext &context)
        : m_key(context.key)
        , m_dimensions(static_cast<std::size_t>(context.column.dimensions))
        , m_clusters(static_cast<quint64>(context.column.clusters))
    {
        // Below this the centre alone decides, and squares would not fit.
        const double spread = std::max(0.01, context.column.spread);
        for (quint64 cluster = 0; cluster < m_clusters; ++cluster) {
            Draws draws(combined(m_key, cluster), -1);
            for (std::size_t i = 0; i < m_dimensions; ++i)
                m_centres.push_back(static_cast<qint32>(std::floor(noise(draws.bits()) / spread)));
        }
        m_hasNoise = context.column.spread > 0;
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        const qint32 *centre = m_centres.data() + draws.below(m_clusters) * m_dimensions;
        const quint64 start = draws.bits();
        thread_local std::vector<qint32> parts;
        parts.resize(m_dimensions);
        qint32 *const part = parts.data();
        qint64 squares = 0;
        for (std::size_t i = 0; i < m_dimensions; ++i) {
            part[i] = centre[i] + (m_hasNoise ? noise(mixed(start + i * kGolden)) : 0);
            squares += qint64(part[i]) * part[i];
        }
        const double length = std::sqrt(static_cast<double>(std::max<qint64>(1, squares)));
        const double scale = 1 / length;
        Vector vector(m_dimensions);
        for (std::size_t i = 0; i < m_dimensions; ++i)
            vector[i] = static_cast<float>(part[i] * scale);
        return vector;
    }

private:
    quint64 m_key;
    std::size_t m_dimensions;
    quint64 m_clusters;
    std::vector<qint32> m_centres;
    bool m_hasNoise = true;
};

} // namespace

base::Result<MakerPointer> vectorMaker(const MakerContext &context)
{
    constexpr qint64 kMostNumbers = 16'000'000;
    const ColumnSchema &column = context.column;
    if (qint64(column.dimensions) * column.clusters > kMostNumbers)
        return base::failure(
            context.error(u"\"%1\" has too many clusters for its size"_s.arg(context.columnName()),
                          u"at most %1 numbers are kept for the centres"_s.arg(kMostNumbers)));
    if (column.unique)
        return base::failure(context.error(u"vectors cannot be made unique"_s,
                                           u"two are the same once in a universe"_s));
    return std::make_unique<VectorMaker>(context);
}

} // namespace assay::testdata
