// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_library.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kIndex = u"index.md"_s;
constexpr qint64 kLargest = 1024 * 1024;

constexpr int kInTitle = 60;
constexpr int kInHeading = 25;
constexpr int kInText = 1;
constexpr int kMostText = 10;

QString headingOf(const QString &line)
{
    static const QRegularExpression kHeading(u"^#{1,6}\\s+(.*?)\\s*#*$"_s);
    return kHeading.match(line).captured(1);
}

/// What a reader sees of a line of Markdown.
QString plainLine(QString line)
{
    static const QRegularExpression kLink(u"!?\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    static const QRegularExpression kMarks(u"[`*|]"_s);
    return line.replace(kLink, u"\\1"_s).remove(kMarks).simplified();
}

QString titleOf(const QString &text, const QString &file)
{
    for (const QString &line : text.split(u'\n')) {
        if (const QString heading = headingOf(line); !heading.isEmpty())
            return plainLine(heading);
    }
    return file;
}

} // namespace

HelpLibrary::HelpLibrary(const QString &folder)
    : m_folder(folder)
{
    QStringList files = QDir(folder).entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    static const QRegularExpression kPage(u"\\(([a-z0-9-]+\\.md)[)#]"_s);
    QStringList ordered = {kIndex};
    auto links = kPage.globalMatch(text(kIndex).value_or(QString()));
    while (links.hasNext())
        ordered.append(links.next().captured(1));
    ordered += files;
    ordered.removeDuplicates();
    for (const QString &file : ordered) {
        if (files.contains(file))
            m_pages.push_back({file, titleOf(text(file).value_or(QString()), file)});
    }
}

HelpLibrary HelpLibrary::find()
{
    const QString installed =
        QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/../share/assay/help"_s);
    return HelpLibrary(QFile::exists(installed + u'/' + kIndex) ? installed : u":/assay/help"_s);
}

std::optional<QString> HelpLibrary::text(const QString &file) const
{
    if (file.contains(u'/') || file.contains(u'\\') || !file.endsWith(u".md"))
        return std::nullopt;
    QFile page(m_folder + u'/' + file);
    if (!page.open(QIODevice::ReadOnly))
        return std::nullopt;
    return QString::fromUtf8(page.read(kLargest));
}

std::vector<HelpLibrary::Hit> HelpLibrary::search(const QString &words) const
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    std::vector<Hit> hits;
    if (wanted.isEmpty())
        return hits;
    for (const Page &page : m_pages) {
        const QString all = text(page.file).value_or(QString());
        const auto stands = [&](const QString &word) {
            return all.contains(word, Qt::CaseInsensitive);
        };
        if (!std::ranges::all_of(wanted, stands))
            continue;
        Hit hit{page.file, page.title, {}, {}, 0};
        int bestLine = 0;
        QString section;
        for (const QString &line : all.split(u'\n')) {
            const QString heading = headingOf(line);
            if (!heading.isEmpty())
                section = anchorOf(plainLine(heading));
            int score = 0;
            for (const QString &word : wanted) {
                if (line.contains(word, Qt::CaseInsensitive))
                    score += heading.isEmpty() ? kInText : kInHeading;
            }
            hit.score += std::min(score, kMostText * kInHeading);
            if (score > bestLine) {
                bestLine = score;
                hit.anchor = section;
                hit.excerpt = plainLine(heading.isEmpty() ? line : heading);
            }
        }
        for (const QString &word : wanted) {
            if (page.title.contains(word, Qt::CaseInsensitive))
                hit.score += kInTitle;
        }
        hits.push_back(std::move(hit));
    }
    std::ranges::stable_sort(hits, [](const Hit &a, const Hit &b) { return a.score > b.score; });
    return hits;
}

QString HelpLibrary::anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar c : heading.toLower()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            anchor.append(c);
        else if (c == u' ')
            anchor.append(u'-');
    }
    return anchor;
}

} // namespace assay::ui
