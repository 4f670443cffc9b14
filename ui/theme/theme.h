// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include <array>

class QApplication;

namespace assay::ui {

/// What a colour is for. Every colour of the window is one of these (the look, roles).
enum class Role {
    Window,
    Panel,
    Raised,
    Line,
    Text,
    Muted,
    Accent,
    Passed,
    Failed,
    Flaky,
    Skipped,
    Fault,
    Selection,
    OnAccent, ///< text on the accent colour
};
constexpr std::size_t kRoleCount = 14;

/// The one table of colours, and nothing else. A plain value, any thread.
struct Theme
{
    bool dark = true;
    std::array<QColor, kRoleCount> fills; ///< surfaces, glyphs, bars: at least 3:1 on a surface
    std::array<QColor, kRoleCount> inks;  ///< the same for text: at least 4.5:1 on each surface

    [[nodiscard]] const QColor &fill(Role role) const
    {
        return fills[static_cast<std::size_t>(role)];
    }
    [[nodiscard]] const QColor &ink(Role role) const
    {
        return inks[static_cast<std::size_t>(role)];
    }

    [[nodiscard]] static const Theme &darkTheme();
    [[nodiscard]] static const Theme &lightTheme();
};

/// WCAG 2.1, "contrast ratio": 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

[[nodiscard]] QPalette paletteOf(const Theme &theme);
[[nodiscard]] QString styleSheetOf(const Theme &theme);

/// The desktop's font at 12.5 px (Inter where it is installed), and the fixed one.
[[nodiscard]] QFont uiFont();
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont boldFont();
[[nodiscard]] QFont fixedFont();

enum class ThemeMode { System, Dark, Light };
[[nodiscard]] QString themeModeName(ThemeMode mode);            ///< "system", "dark", "light"
[[nodiscard]] ThemeMode themeModeFromName(const QString &name); ///< System for any other word

/// Puts a theme on the application and switches it live. Painters ask theme() each time they paint.
/// Main thread; outlives every window.
class ThemeManager : public QObject
{
    Q_OBJECT
public:
    explicit ThemeManager(QApplication &application);

    void setMode(ThemeMode mode);
    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    [[nodiscard]] const Theme &theme() const { return *m_theme; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    [[nodiscard]] const Theme *wanted() const; ///< by the mode

    QApplication &m_application;
    ThemeMode m_mode = ThemeMode::System;
    bool m_systemIsDark = false;
    bool m_applying = false;
    const Theme *m_theme;
};

} // namespace assay::ui
