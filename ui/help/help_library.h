// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace assay::ui {

/// The help pages: Markdown files of one folder, read when they are asked for. A plain value, any
/// thread. Pages are told by file name ("suites.md"), places in them by "suites.md#cases".
class HelpLibrary
{
public:
    struct Page
    {
        QString file;
        QString title; ///< its first heading
    };
    struct Hit
    {
        QString file;
        QString title;
        QString anchor;  ///< of the section that holds it
        QString excerpt; ///< the line, plain
        int score = 0;
    };

    explicit HelpLibrary(const QString &folder);
    /// Those that are installed beside the program, else those that are built in.
    [[nodiscard]] static HelpLibrary find();

    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// As the index links them, then the others by name.
    [[nodiscard]] const std::vector<Page> &pages() const { return m_pages; }
    /// Nothing when there is no such page; a name never leaves the folder.
    [[nodiscard]] std::optional<QString> text(const QString &file) const;
    /// Every word must stand in the page; the best first, one hit a page.
    [[nodiscard]] std::vector<Hit> search(const QString &words) const;

    /// "Exit codes, in short" -> "exit-codes-in-short", as GitHub makes them. Pure.
    [[nodiscard]] static QString anchorOf(const QString &heading);

private:
    QString m_folder;
    std::vector<Page> m_pages;
};

} // namespace assay::ui
