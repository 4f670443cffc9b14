// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace assay::bench {

/// What one run of a program cost.
struct Cost
{
    double wall = 0; ///< seconds
    double cpu = 0;  ///< seconds, user and system, of the program and its children
    double peak = 0; ///< MB resident, of the program alone
    int exitCode = 0;
};

/// Runs a program to its end. Its output goes to the file, or nowhere.
[[nodiscard]] Cost measure(const QStringList &command, const QString &outputFile = {},
                           const QMap<QString, QString> &environment = {});

/// The run with the least CPU of several; all must exit with 0, else the program ends with the
/// reason.
[[nodiscard]] Cost bestOf(int times, const std::function<Cost()> &once);

/// Prints "name: ours 1.20 peer 0.80 -> 1.50x (budget 3.50x) ok" and remembers whether it held.
void report(const QString &name, double ours, double peer, const QString &unit, double budget);
/// The same against a fixed bound.
void reportBound(const QString &name, double value, const QString &unit, double budget);
/// 0 when every budget held.
[[nodiscard]] int verdict();

/// A loopback nginx on a free port that answers any path with a small JSON body; stopped at the
/// end.
class Nginx
{
public:
    explicit Nginx(const QString &folder);
    ~Nginx();
    [[nodiscard]] int port() const { return m_port; }

private:
    qint64 m_pid = 0;
    int m_port = 0;
};

} // namespace assay::bench
