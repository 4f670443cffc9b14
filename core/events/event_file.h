// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "base/result.h"
#include "events/event_bus.h"

#include <QFile>

#include <functional>
#include <memory>

namespace assay::events {

/// Writes every event of a run to a file as JSON Lines, live. A batch is one write, so a reader
/// sees whole lines.
///
///     EventFile file(u"events.jsonl"_s);
///     if (auto opened = file.open(); !opened) ...
///     bus.addSink(file);
///
/// When the disk is full, the file ends with the last whole line that fits and problem() says so.
/// consume: the bus's thread; open: before the bus starts; problem: any thread.
class EventFile final : public Sink
{
public:
    explicit EventFile(const QString &path);
    /// Without a name in that folder, and gone with this object.
    [[nodiscard]] static std::unique_ptr<EventFile> temporary(const QString &folder);

    /// Replaces what is there.
    [[nodiscard]] base::Result<> open();
    void consume(const EventBatch &batch) override;
    /// "" while all is well.
    [[nodiscard]] QString problem() const { return m_problem.copy(); }
    /// Of a temporary file, after the run: what was written, each line with its line feed, until
    /// `take` gives false. An error when something is missing.
    [[nodiscard]] base::Result<> lines(const std::function<bool(const QByteArray &)> &take);

private:
    explicit EventFile(std::unique_ptr<QFile> file);
    [[nodiscard]] QString whyNot() const;

    std::unique_ptr<QFile> m_file;
    QByteArray m_lines;
    qint64 m_written = 0;
    bool m_full = false;
    base::Guarded<QString> m_problem;
};

} // namespace assay::events
