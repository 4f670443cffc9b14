// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "environment/data/service_data.h"

#include <map>

namespace assay::environment {

/// All databases of a Redis that is ours: kept as its own files (RDB), which it reads again on the
/// spot. Clients keep their connections. Needs `enable-debug-command` on Redis 7.
class RedisData final : public ServiceData
{
public:
    /// `folder`: the server's, where it writes and reads dump.rdb.
    RedisData(QString url, QString folder);

    base::Result<base::ByteCount> keep(const QString &name, const std::stop_token &stop) override;
    base::Result<QString> putBack(const QString &name, const std::stop_token &stop) override;
    void forget(const QString &name) override;
    base::Result<> save(const QString &name, const QString &file,
                        const std::stop_token &stop) override;
    base::Result<> load(const QString &file, const std::stop_token &stop) override;

private:
    struct State
    {
        std::map<QString, QString> files; ///< by name
        int named = 0;
    };
    [[nodiscard]] base::Result<> command(const QByteArrayList &words,
                                         const std::stop_token &stop) const;
    [[nodiscard]] base::Result<> writeDump(const std::stop_token &stop) const;
    [[nodiscard]] base::Result<> readFrom(const QString &file, const std::stop_token &stop) const;

    const QString m_url;
    const QString m_folder;
    base::Guarded<State> m_state;
};

} // namespace assay::environment
