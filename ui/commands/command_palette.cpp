// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"

#include "ui/models/roles.h"
#include "ui/views/delegates.h"
#include "ui/views/select_row.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(660, 460);
constexpr int kPage = 10;
constexpr int kRemembered = 20;
const QString kRecentKey = u"palette/recent"_s;

/// Lines above sections are small and muted.
class RowDelegate final : public PaletteDelegate
{
public:
    using PaletteDelegate::PaletteDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        if (!index.data(StrongRole).toBool())
            return PaletteDelegate::paint(painter, option, index);
        painter->save();
        painter->setFont(smallFont());
        painter->setPen(m_themes.theme().ink(Role::Muted));
        painter->drawText(option.rect.adjusted(3 * kGap, 2, -3 * kGap, 0),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          index.data().toString());
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(std::vector<PaletteSource> sources, const ThemeManager &themes,
                               QSettings &settings, QWidget &window)
    : QDialog(&window, Qt::Dialog | Qt::FramelessWindowHint)
    , m_sources(std::move(sources))
    , m_settings(settings)
    , m_model(new PaletteModel(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setObjectName(u"palette"_s);
    setWindowTitle(tr("Find anything"));
    setAccessibleName(windowTitle());
    setModal(true);
    m_pool.setMaxThreadCount(2);
    QStringList prefixes;
    for (const PaletteSource &source : m_sources)
        prefixes.append(u"%1 %2"_s.arg(source.prefix).arg(source.title.toLower()));
    m_search->setObjectName(u"paletteSearch"_s);
    m_search->setPlaceholderText(tr("Search:  %1").arg(prefixes.join(u"   "_s)));
    m_search->setAccessibleName(tr("Command, case, run, file, setting or help page"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(themes, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(8, 8, 8, 8);
    lines->setSpacing(6);
    lines->addWidget(m_search);
    lines->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setPattern(text);
        select(0, 1);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { run(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(this, &QDialog::finished, this, [this] { m_loading.request_stop(); });
}

CommandPalette::~CommandPalette()
{
    m_loading.request_stop();
    m_pool.waitForDone();
}

void CommandPalette::openWith(const QString &text)
{
    m_loading.request_stop();
    m_loading = std::stop_source();
    ++m_opened;
    std::vector<PaletteModel::Section> sections;
    for (const PaletteSource &source : m_sources)
        sections.push_back({source.id, source.title, source.prefix,
                            source.now ? source.now() : std::vector<PaletteEntry>()});
    m_model->setRecent(m_settings.value(kRecentKey).toStringList());
    m_model->setSections(std::move(sections));
    for (const PaletteSource &source : m_sources)
        load(source);
    m_search->setText(text);
    m_model->setPattern(text);
    select(0, 1);
    const QRect window = parentWidget()->geometry();
    const QSize size = kSize.boundedTo(window.size() - QSize(20, 60));
    setGeometry(window.center().x() - size.width() / 2, window.top() + 48, size.width(),
                size.height());
    open();
    m_search->setFocus();
}

void CommandPalette::load(const PaletteSource &source)
{
    if (!source.later)
        return;
    const PaletteSource::Job job = source.later();
    if (!job)
        return;
    m_pool.start([this, job, id = source.id, opened = m_opened, stop = m_loading.get_token()] {
        auto entries = job(stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, id, opened, entries = std::move(entries)]() mutable {
                if (opened != m_opened)
                    return;
                const PaletteEntry *now = m_model->entryAt(m_list->currentIndex());
                const QString key = now == nullptr ? QString() : now->key;
                m_model->setEntries(id, std::move(entries));
                // Whoever went down the list already stays where they were.
                int row = m_model->nextEntry(0, 1);
                for (int at = 0; at < m_model->rowCount(); ++at) {
                    const PaletteEntry *entry = m_model->entryAt(m_model->index(at));
                    if (entry != nullptr && entry->key == key) {
                        row = at;
                        break;
                    }
                }
                select(row, 1);
            },
            Qt::QueuedConnection);
    });
}

void CommandPalette::select(int row, int step)
{
    int entry = m_model->nextEntry(row, step);
    if (entry < 0)
        entry = m_model->nextEntry(row, -step); // the end of the list
    if (entry < 0)
        return;
    selectRow(*m_list, m_model->index(entry));
    if (entry == 1)
        m_list->scrollToTop(); // the line above it, too
}

void CommandPalette::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    select(row, rows > 0 ? 1 : -1);
}

void CommandPalette::remember(const QString &key)
{
    QStringList recent = m_settings.value(kRecentKey).toStringList();
    recent.removeAll(key);
    recent.prepend(key);
    m_settings.setValue(kRecentKey, recent.mid(0, kRemembered));
}

void CommandPalette::run(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->entryAt(index);
    if (entry == nullptr || !m_model->flags(index).testFlag(Qt::ItemIsEnabled))
        return;
    const PaletteEntry chosen = *entry;
    remember(chosen.key);
    accept();
    if (chosen.run)
        chosen.run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(kPage);
            return true;
        case Qt::Key_PageUp:
            move(-kPage);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace assay::ui
