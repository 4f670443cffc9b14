// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QToolTip>

#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kPixelsToPoints = 72.0 / 96.0;
constexpr double kUiPixels = 12.5;

using Colours = std::array<QRgb, kRoleCount>;

// window, panel, raised, line, text, muted, accent, passed, failed, flaky, skipped, fault,
// selection, on accent
constexpr Colours kDark = {0xff16181d, 0xff1c1f26, 0xff232730, 0xff2e333d, 0xffe6e8ec,
                           0xff8d95a3, 0xff5b9cf6, 0xff3fb68b, 0xffef6461, 0xffe8b04b,
                           0xff7d8696, 0xffb07cf0, 0xff2b3a52, 0xff0f1216};
constexpr Colours kDarkInk = {0xff16181d, 0xff1c1f26, 0xff232730, 0xff2e333d, 0xffe6e8ec,
                              0xff939baa, 0xff6aa6f8, 0xff3fb68b, 0xfff27673, 0xffe8b04b,
                              0xff939baa, 0xffb98af3, 0xff2b3a52, 0xff0f1216};
constexpr Colours kLight = {0xfff4f5f7, 0xffffffff, 0xffffffff, 0xffdfe2e8, 0xff1d2129,
                            0xff667084, 0xff2468d6, 0xff17845c, 0xffc9302c, 0xffa66a00,
                            0xff7a8394, 0xff7a3fd1, 0xffe4eefc, 0xffffffff};
constexpr Colours kLightInk = {0xfff4f5f7, 0xffffffff, 0xffffffff, 0xffdfe2e8, 0xff1d2129,
                               0xff5f697d, 0xff1f5fc6, 0xff11734f, 0xffbd2a26, 0xff8a5800,
                               0xff5f697d, 0xff7a3fd1, 0xffe4eefc, 0xffffffff};

Theme themeOf(bool dark, const Colours &fills, const Colours &inks)
{
    Theme theme;
    theme.dark = dark;
    for (std::size_t i = 0; i < kRoleCount; ++i) {
        theme.fills[i] = QColor::fromRgb(fills[i]);
        theme.inks[i] = QColor::fromRgb(inks[i]);
    }
    return theme;
}

double luminance(const QColor &colour)
{
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
           0.0722 * channel(colour.blueF());
}

/// The first of the families that is installed, else that of the desktop.
QString familyOf(QFontDatabase::SystemFont kind, const QStringList &wanted)
{
    for (const QString &family : wanted) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return QFontDatabase::systemFont(kind).family();
}

QFont fontOf(double pixels)
{
    // Asked once: the database takes longer than what is painted with the font.
    static const QString family = familyOf(QFontDatabase::GeneralFont, {u"Inter"_s});
    QFont font(family);
    font.setPointSizeF(pixels * kPixelsToPoints);
    return font;
}

bool looksDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

} // namespace

const Theme &Theme::darkTheme()
{
    static const Theme theme = themeOf(true, kDark, kDarkInk);
    return theme;
}

const Theme &Theme::lightTheme()
{
    static const Theme theme = themeOf(false, kLight, kLightInk);
    return theme;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.fill(Role::Window));
    palette.setColor(QPalette::WindowText, theme.ink(Role::Text));
    palette.setColor(QPalette::Base, theme.fill(Role::Panel));
    palette.setColor(QPalette::AlternateBase, theme.fill(Role::Raised));
    palette.setColor(QPalette::Text, theme.ink(Role::Text));
    palette.setColor(QPalette::Button, theme.fill(Role::Raised));
    palette.setColor(QPalette::ButtonText, theme.ink(Role::Text));
    palette.setColor(QPalette::BrightText, theme.ink(Role::Failed));
    palette.setColor(QPalette::ToolTipBase, theme.fill(Role::Raised));
    palette.setColor(QPalette::ToolTipText, theme.ink(Role::Text));
    palette.setColor(QPalette::Highlight, theme.fill(Role::Selection));
    palette.setColor(QPalette::HighlightedText, theme.ink(Role::Text));
    palette.setColor(QPalette::PlaceholderText, theme.ink(Role::Muted));
    palette.setColor(QPalette::Link, theme.ink(Role::Accent));
    palette.setColor(QPalette::LinkVisited, theme.ink(Role::Accent));
    palette.setColor(QPalette::Light, theme.fill(Role::Raised));
    palette.setColor(QPalette::Midlight, theme.fill(Role::Line));
    palette.setColor(QPalette::Mid, theme.fill(Role::Line));
    palette.setColor(QPalette::Dark, theme.fill(Role::Line));
    palette.setColor(QPalette::Shadow, theme.fill(Role::Window));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.fill(Role::Skipped));
    return palette;
}

QFont uiFont()
{
    return fontOf(kUiPixels);
}

QFont smallFont()
{
    return fontOf(11);
}

QFont boldFont()
{
    QFont font = fontOf(kUiPixels);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont fixedFont()
{
    static const QString family =
        familyOf(QFontDatabase::FixedFont, {u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s});
    QFont font(family);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(11.5 * kPixelsToPoints);
    return font;
}

QString themeModeName(ThemeMode mode)
{
    return mode == ThemeMode::Dark    ? u"dark"_s
           : mode == ThemeMode::Light ? u"light"_s
                                      : u"system"_s;
}

ThemeMode themeModeFromName(const QString &name)
{
    if (name == u"dark")
        return ThemeMode::Dark;
    return name == u"light" ? ThemeMode::Light : ThemeMode::System;
}

ThemeManager::ThemeManager(QApplication &application)
    : m_application(application)
    , m_systemIsDark(looksDark(QApplication::palette()))
    , m_theme(m_systemIsDark ? &Theme::darkTheme() : &Theme::lightTheme())
{
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    application.setFont(uiFont());
    application.installEventFilter(this);
    apply();
}

void ThemeManager::setMode(ThemeMode mode)
{
    m_mode = mode;
    if (wanted() != m_theme) // every widget is drawn anew: that takes a while
        apply();
}

const Theme *ThemeManager::wanted() const
{
    const bool dark = m_mode == ThemeMode::System ? m_systemIsDark : m_mode == ThemeMode::Dark;
    return dark ? &Theme::darkTheme() : &Theme::lightTheme();
}

void ThemeManager::apply()
{
    m_theme = wanted();
    m_applying = true;
    QApplication::setPalette(paletteOf(*m_theme));
    QToolTip::setPalette(paletteOf(*m_theme));
    m_application.setStyleSheet(styleSheetOf(*m_theme));
    QPixmapCache::clear();
    m_applying = false;
    Q_EMIT changed();
}

bool ThemeManager::eventFilter(QObject *watched, QEvent *event)
{
    // Qt 6.4 has no colour scheme: a palette that did not come from us is the desktop's.
    if (watched == &m_application && event->type() == QEvent::ApplicationPaletteChange &&
        !m_applying) {
        const QPalette palette = QApplication::palette();
        if (palette.color(QPalette::Window) != m_theme->fill(Role::Window)) {
            m_systemIsDark = looksDark(palette);
            apply();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace assay::ui
