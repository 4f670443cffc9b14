// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/options.h"

#include <QString>

namespace assay::app {

/// The terminal, or whatever stands in for it: results go to standard output, diagnostics to
/// standard error (semantics: "Terminal"). Any thread.
class Console
{
public:
    virtual ~Console() = default;
    virtual void out(const QString &text) = 0; ///< as it is, no line feed added
    virtual void err(const QString &text) = 0;
    [[nodiscard]] virtual bool isLive() const = 0; ///< rows may be rewritten
    [[nodiscard]] virtual bool hasColor() const = 0;
    [[nodiscard]] virtual int columns() const = 0;
};

/// The process's own streams. Writes whole texts, so lines of threads do not mix. A closed pipe is
/// no error of the run.
class SystemConsole final : public Console
{
public:
    explicit SystemConsole(Options::Color color);
    void out(const QString &text) override;
    void err(const QString &text) override;
    [[nodiscard]] bool isLive() const override { return m_live; }
    [[nodiscard]] bool hasColor() const override { return m_color; }
    [[nodiscard]] int columns() const override;

private:
    bool m_live = false;
    bool m_color = false;
};

} // namespace assay::app
