// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/docks.h"

class QSettings;

namespace assay::ui {

[[nodiscard]] QString layoutName(LayoutKind kind); ///< "author", "run", "review"

/// The three layouts: which docks are in sight and where. Each is remembered as it was left; a
/// person may keep an arrangement as what Reset goes back to. Main thread; the references outlive
/// it.
class Layouts : public QObject
{
    Q_OBJECT
public:
    Layouts(Docks &docks, QSettings &settings, QObject *parent);

    [[nodiscard]] LayoutKind current() const { return m_current; }
    void switchTo(LayoutKind kind);
    void keep();     ///< the arrangement is what reset() goes back to
    void reset();    ///< as it was kept, else as it was first
    void original(); ///< as it was first; what was kept is forgotten

    /// As the last window left it; false when there is nothing to restore.
    bool restore();
    void save();

Q_SIGNALS:
    void switched();

private:
    [[nodiscard]] QString key(const char *what) const;

    Docks &m_docks;
    QSettings &m_settings;
    LayoutKind m_current = LayoutKind::Run;
};

} // namespace assay::ui
