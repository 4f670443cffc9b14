// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_page.h"

#include "ui/help/help_text.h"
#include "ui/views/side_split.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPlaceRole = Qt::UserRole;

/// A browser that shows pictures no wider than itself, and stays where one reads when its width
/// changes.
class HelpBrowser final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollBar *bar = verticalScrollBar();
        const bool isAtTop = bar->value() == 0;
        const QTextCursor first = cursorForPosition({0, 0});
        QTextBrowser::resizeEvent(event);
        bar->setValue(isAtTop ? 0 : bar->value() + cursorRect(first).top());
    }

    /// Qt shows the cursor at the first show, by the size that it has then.
    void showEvent(QShowEvent *event) override
    {
        const int place = verticalScrollBar()->value();
        QTextBrowser::showEvent(event);
        verticalScrollBar()->setValue(place);
    }

    QVariant loadResource(int type, const QUrl &name) override
    {
        const QVariant loaded = QTextBrowser::loadResource(type, name);
        if (type != QTextDocument::ImageResource)
            return loaded;
        QImage image = loaded.value<QImage>();
        if (image.isNull())
            image = QImage::fromData(loaded.toByteArray());
        const int room = std::max(200, viewport()->width() - 60);
        return image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
    }
};

QToolButton *sign(Qt::ArrowType arrow, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

HelpPage::HelpPage(HelpLibrary library, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_library(std::move(library))
    , m_themes(themes)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_text(new HelpBrowser(this))
    , m_back(sign(Qt::LeftArrow, tr("Back"), this))
    , m_forward(sign(Qt::RightArrow, tr("Forward"), this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFocusProxy(m_text);
    setWindowTitle(tr("Help"));
    m_search->setObjectName(u"helpSearch"_s);
    m_search->setPlaceholderText(tr("Search the help…"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"helpList"_s);
    m_list->setAccessibleName(tr("Help pages"));
    m_list->setUniformItemSizes(true);
    m_text->setObjectName(u"helpText"_s);
    m_text->setAccessibleName(tr("Text of the help page"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setSearchPaths({m_library.folder()});

    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(8, 7, 8, 6);
    column->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_back);
    line->addWidget(m_forward);
    line->addWidget(m_search, 1);
    column->addLayout(line);
    column->addWidget(m_list, 1);
    auto *split = new SideSplit(left, m_text, 240, this);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(split);

    connect(m_search, &QLineEdit::textChanged, this, &HelpPage::list);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->count() > 0)
            open(m_list->item(0)->data(kPlaceRole).toString());
    });
    const auto chosen = [this](QListWidgetItem *item) { open(item->data(kPlaceRole).toString()); };
    connect(m_list, &QListWidget::itemActivated, this, chosen);
    connect(m_list, &QListWidget::itemClicked, this, chosen);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpPage::follow);
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(1); });
    connect(&themes, &ThemeManager::changed, this, &HelpPage::render);
    list();
    open({});
}

void HelpPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HelpPage::open(const QString &place)
{
    const QString wanted = place.isEmpty() ? u"index.md"_s : place;
    if (wanted == m_place)
        return;
    m_place = wanted;
    while (m_history.size() > m_at + 1)
        m_history.removeLast();
    m_history.append(wanted);
    m_at = m_history.size() - 1;
    render();
}

void HelpPage::go(int step)
{
    if (m_at + step < 0 || m_at + step >= m_history.size())
        return;
    m_at += step;
    m_place = m_history.at(m_at);
    render();
}

void HelpPage::refreshButtons()
{
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_history.size());
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(kPlaceRole).toString().section(u'#', 0, 0) ==
            m_place.section(u'#', 0, 0))
            m_list->setCurrentRow(row);
    }
}

void HelpPage::render()
{
    const QString file = m_place.section(u'#', 0, 0);
    const auto text = m_library.text(file);
    setHelpText(*m_text->document(),
                text.value_or(tr("# There is no such page\n\n%1 is not part of the help. "
                                 "[Index](index.md)")
                                  .arg(file)),
                m_themes.theme());
    m_text->verticalScrollBar()->setValue(0);
    scrollTo(m_place.section(u'#', 1));
    refreshButtons();
}

void HelpPage::scrollTo(const QString &anchor)
{
    if (anchor.isEmpty())
        return;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 ||
            HelpLibrary::anchorOf(block.text()) != anchor)
            continue;
        QTextCursor cursor(block);
        m_text->setTextCursor(cursor);
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->value() +
                                              m_text->cursorRect(cursor).top() - 8);
        return;
    }
}

void HelpPage::follow(const QUrl &link)
{
    if (!link.scheme().isEmpty()) {
        if (link.scheme() == u"https" || link.scheme() == u"http")
            QDesktopServices::openUrl(link);
        return;
    }
    const QString file = link.path().isEmpty() ? m_place.section(u'#', 0, 0) : link.path();
    open(link.hasFragment() ? file + u'#' + link.fragment() : file);
}

void HelpPage::list()
{
    m_list->clear();
    const auto add = [this](const QString &title, const QString &place, const QString &tip) {
        auto *item = new QListWidgetItem(title, m_list);
        item->setData(kPlaceRole, place);
        item->setToolTip(tip);
    };
    const QString words = m_search->text().trimmed();
    if (words.isEmpty()) {
        for (const HelpLibrary::Page &page : m_library.pages())
            add(page.title, page.file, {});
    } else {
        for (const HelpLibrary::Hit &hit : m_library.search(words))
            add(hit.title, hit.anchor.isEmpty() ? hit.file : hit.file + u'#' + hit.anchor,
                hit.excerpt);
    }
    refreshButtons();
}

} // namespace assay::ui
