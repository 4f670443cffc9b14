// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QSettings;

namespace assay::ui {

/// Whether this user has let a workspace run on this machine. Remembered by canonical folder.
class Consent
{
public:
    explicit Consent(QSettings &settings)
        : m_settings(settings)
    {
    }
    [[nodiscard]] bool isGiven(const QString &folder) const;
    void give(const QString &folder);

private:
    [[nodiscard]] static QString keyOf(const QString &folder);
    QSettings &m_settings;
};

/// Asks before a workspace runs for the first time. Accepted means yes.
class ConsentDialog : public QDialog
{
    Q_OBJECT
public:
    ConsentDialog(const QString &folder, QWidget *parent);
};

} // namespace assay::ui
