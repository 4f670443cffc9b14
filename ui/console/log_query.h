// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/log_store.h"

#include <QRegularExpression>

#include <stop_token>

namespace assay::ui {

/// A text to be found, within a line. A plain value, any thread.
struct LogText
{
    QString text;
    bool caseSensitive = false;
    bool pattern = false; ///< a Perl regular expression

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
    [[nodiscard]] QRegularExpression expression() const;
    /// Why the pattern is none, "missing closing parenthesis at 4"; empty when it is fine.
    [[nodiscard]] QString problem() const;
    /// Every place of it in a line, for marking: start and length. Gives up early on patterns that
    /// would take long.
    [[nodiscard]] std::vector<std::pair<qsizetype, qsizetype>> placesIn(const QString &line) const;
    friend bool operator==(const LogText &, const LogText &) = default;
};

/// Which lines are wanted. A plain value, any thread.
struct LogFilter
{
    events::LogLevel level = events::LogLevel::Debug; ///< this and worse
    bool cases = true;                                ///< with their steps
    bool services = true;
    bool health = true; ///< with faults
    QString source;     ///< only this one; empty for all
    LogText text;

    [[nodiscard]] bool takesAll() const { return *this == LogFilter(); }
    friend bool operator==(const LogFilter &, const LogFilter &) = default;
};

/// A filter made ready to go through a store. Confined to one thread at a time.
class LogMatcher
{
public:
    explicit LogMatcher(const LogFilter &filter);

    /// Appends the numbers of the lines in [from, to) that the filter takes, in order; `to` may be
    /// beyond what is there. Ends early, and says false, when it is stopped.
    bool match(const LogStore &store, LineNumber from, LineNumber to, const std::stop_token &stop,
               std::vector<LineNumber> &found);

private:
    void matchBlock(const LogStore &store, LineNumber from, LineNumber to,
                    const std::stop_token &stop, std::vector<LineNumber> &found);
    void findBytes(const LogStore &store, LineNumber from, LineNumber to,
                   const std::stop_token &stop, std::vector<LineNumber> &found);
    [[nodiscard]] bool takes(LogKind kind, events::LogLevel level) const;
    [[nodiscard]] bool takes(const LogEntry &entry) const;
    [[nodiscard]] bool takesText(QByteArrayView utf8) const;

    LogFilter m_filter;
    QRegularExpression m_expression;
    QByteArray m_needle; ///< bytes that every line that matches has; empty: no such
    bool m_fold = false; ///< the needle is in lower case, whatever the line's case
    bool m_exact = true; ///< a line with the needle matches
    int m_source = -1;
    QByteArray m_block;
};

} // namespace assay::ui
