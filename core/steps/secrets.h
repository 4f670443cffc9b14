// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace assay::model {
struct Exchange;
}
namespace assay::events {
struct Failure;
}

namespace assay::steps {

/// Hides the values of secrets in everything that leaves a step: events, logs, reports, history.
/// A value is hidden as it is, base64, URL-encoded and JSON-escaped. Any thread; values are only
/// added. Values of fewer than 4 characters are refused: masking them would destroy every text.
class SecretMasker
{
public:
    static constexpr const char *kMask = "***";

    /// False when the value is too short to be hidden.
    bool add(const QString &value);
    [[nodiscard]] bool isEmpty() const { return m_count.load(std::memory_order_acquire) == 0; }
    [[nodiscard]] QString mask(QString text) const;
    [[nodiscard]] QByteArray mask(QByteArray bytes) const;
    void mask(model::Exchange &exchange) const;
    void mask(events::Failure &failure) const;

private:
    base::Guarded<std::vector<QByteArray>> m_values; ///< UTF-8, longest first
    std::atomic<std::size_t> m_count = 0;
};

} // namespace assay::steps
