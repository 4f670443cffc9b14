// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/welcome_page.h"

#include "ui/window/workspaces.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 760;
constexpr int kNarrow = 560;
constexpr int kColumnGap = 40;

QLabel *headline(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(boldFont());
    return label;
}

QPushButton *link(const QString &title, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(title, parent);
    button->setObjectName(name);
    button->setProperty("look", u"link"_s);
    button->setCursor(Qt::PointingHandCursor);
    button->setAutoDefault(false);
    return button;
}

QString shortFolder(const QString &folder)
{
    const QString home = QDir::homePath();
    return folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}

} // namespace

WelcomePage::WelcomePage(QSettings &settings, const ThemeManager &, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_recent(new QWidget(this))
    , m_recentLines(new QVBoxLayout(m_recent))
    , m_buttons(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *inside = new QWidget(this);
    inside->setMaximumWidth(kWidth);
    auto *icon = new QLabel(inside);
    icon->setPixmap(QIcon(u":/assay/icons/assay.svg"_s).pixmap(44, 44));
    icon->setAccessibleName(u"Assay"_s);
    auto *name = new QLabel(u"Assay"_s, inside);
    name->setObjectName(u"welcomeName"_s);
    auto *what = new QLabel(tr("Integration tests of whole systems, on one time axis."), inside);
    what->setObjectName(u"muted"_s);
    what->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(what);
    auto *top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(icon);
    top->addLayout(words, 1);

    auto *open = new QPushButton(tr("Open workspace…"), inside);
    open->setObjectName(u"welcomeOpen"_s);
    open->setDefault(true);
    auto *example = new QPushButton(tr("Open the example…"), inside);
    example->setObjectName(u"welcomeExample"_s);
    const bool hasExample = !findExample().isEmpty();
    example->setEnabled(hasExample);
    example->setToolTip(hasExample ? tr("Copies the reference suites to a folder that you choose.")
                                   : tr("The example is not installed beside the program."));
    auto *drop =
        new QLabel(tr("or drop a folder, a suite file or a run (.assayrun) anywhere"), inside);
    drop->setObjectName(u"muted"_s);
    drop->setWordWrap(true);
    m_buttons->setSpacing(8);
    m_buttons->addWidget(open);
    m_buttons->addWidget(example);
    m_buttons->addSpacing(8);
    m_buttons->addWidget(drop, 1);

    m_recentLines->setContentsMargins(0, 0, 0, 0);
    m_recentLines->setSpacing(2);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(headline(tr("Recent workspaces"), inside));
    left->addWidget(m_recent);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(headline(tr("Learn"), inside));
    const std::pair<QString, QString> pages[] = {
        {u"getting-started.md"_s, tr("Getting started")},
        {u"suites.md"_s, tr("Writing suites")},
        {u"environments.md"_s, tr("Environments")},
        {u"command-line.md"_s, tr("Command line")},
        {u"index.md"_s, tr("All help pages")},
    };
    for (const std::pair<QString, QString> &one : pages) {
        QPushButton *button = link(one.second, u"welcomeHelp"_s, inside);
        connect(button, &QPushButton::clicked, this,
                [this, page = one.first] { Q_EMIT helpWanted(page); });
        right->addWidget(button, 0, Qt::AlignLeft);
    }
    right->addStretch(1);
    m_columns->setSpacing(kColumnGap);
    m_columns->addLayout(left, 3);
    m_columns->addLayout(right, 1);
    auto *lines = new QVBoxLayout(inside);
    lines->setContentsMargins(28, 36, 28, 20);
    lines->setSpacing(24);
    lines->addLayout(top);
    lines->addLayout(m_buttons);
    lines->addLayout(m_columns);
    lines->addStretch(1);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    auto *middle = new QWidget(scroll);
    auto *centre = new QHBoxLayout(middle);
    centre->setContentsMargins(0, 0, 0, 0);
    centre->addStretch(1);
    centre->addWidget(inside, 100);
    centre->addStretch(1);
    scroll->setWidget(middle);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    setFocusProxy(open);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    connect(example, &QPushButton::clicked, this, &WelcomePage::exampleWanted);
    listRecent();
}

void WelcomePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    listRecent();
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    const bool narrow = width() < kNarrow;
    const auto direction = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_buttons->setDirection(direction);
    m_columns->setDirection(direction);
    m_columns->setSpacing(narrow ? kColumnGap / 2 : kColumnGap);
    QWidget::resizeEvent(event);
}

void WelcomePage::listRecent()
{
    qDeleteAll(m_recent->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const QStringList folders = RecentWorkspaces(m_settings).folders();
    if (folders.isEmpty()) {
        auto *none = new QLabel(tr("None yet."), m_recent);
        none->setObjectName(u"muted"_s);
        m_recentLines->addWidget(none);
        return;
    }
    for (const QString &folder : folders) {
        auto *row = new QWidget(m_recent);
        row->setProperty("folder", folder);
        QPushButton *open =
            link(folder.section(u'/', -1, -1, QString::SectionSkipEmpty), u"recent"_s, row);
        open->setToolTip(folder);
        open->setAccessibleName(tr("Open %1").arg(folder));
        auto *where = new QLabel(shortFolder(folder), row);
        where->setObjectName(u"muted"_s);
        where->setTextFormat(Qt::PlainText);
        where->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        auto *forget = new QToolButton(row);
        forget->setIcon(QIcon(u":/assay/icons/close.svg"_s));
        forget->setAutoRaise(true);
        forget->setToolTip(tr("Take off this list"));
        forget->setAccessibleName(tr("Take %1 off this list").arg(folder));
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(10);
        line->addWidget(open);
        line->addWidget(where, 1);
        line->addWidget(forget);
        m_recentLines->addWidget(row);
        connect(open, &QPushButton::clicked, this,
                [this, folder] { Q_EMIT workspaceChosen(folder); });
        connect(forget, &QToolButton::clicked, this, [this, folder] {
            RecentWorkspaces(m_settings).remove(folder);
            QMetaObject::invokeMethod(this, &WelcomePage::listRecent, Qt::QueuedConnection);
        });
    }
    // A folder may be on a disk that sleeps or a server that is gone: not asked on this thread.
    QThreadPool::globalInstance()->start([self = QPointer<WelcomePage>(this), folders] {
        QStringList missing;
        for (const QString &folder : folders) {
            if (!QFileInfo(folder).isDir())
                missing.append(folder);
        }
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, missing] {
                if (self)
                    self->markMissing(missing);
            },
            Qt::QueuedConnection);
    });
}

void WelcomePage::markMissing(const QStringList &missing)
{
    for (QWidget *row : m_recent->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        const QString folder = row->property("folder").toString();
        if (folder.isEmpty() || !missing.contains(folder))
            continue;
        row->findChild<QPushButton *>(u"recent"_s)->setEnabled(false);
        row->findChild<QLabel *>()->setText(tr("missing: %1").arg(shortFolder(folder)));
    }
}

} // namespace assay::ui
