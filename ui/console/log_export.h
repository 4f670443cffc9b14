// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ui/console/log_query.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace assay::ui {

/// Which lines leave the console: those of a filter, from one to another.
struct LogSelection
{
    std::shared_ptr<const LogStore> store;
    LogFilter filter;
    LineNumber from = 0;
    LineNumber to = std::numeric_limits<LineNumber>::max(); ///< included
};

/// Hands the lines to `sink` as text, "10.021  api  text\n" each, in pieces; ends when it says
/// false or is stopped. How many lines it were. Any thread; takes as long as it takes.
quint64 writeLines(const LogSelection &lines, const std::function<bool(QByteArrayView)> &sink,
                   const std::stop_token &stop);

/// Copies and saves lines of a console on a worker, one thing at a time: the next cancels it.
/// Main thread.
class LogExport : public QObject
{
    Q_OBJECT
public:
    /// A clipboard is memory of many programs: more is refused.
    static constexpr qsizetype kMostCopied = 64 * 1024 * 1024;

    explicit LogExport(QObject *parent = nullptr);
    ~LogExport() override;

    void copy(LogSelection lines);                      ///< copied() follows, or failed()
    void save(LogSelection lines, const QString &path); ///< saved() follows, or failed()
    void cancel();

Q_SIGNALS:
    void copied(const QString &text, quint64 lines);
    void saved(const QString &path, quint64 lines);
    void failed(const QString &title, const QString &fix);

private:
    void run(std::function<void(const std::stop_token &)> job);
    void tell(const std::stop_token &stop, std::function<void()> what);

    QThreadPool m_pool;
    std::stop_source m_stop;
};

} // namespace assay::ui
