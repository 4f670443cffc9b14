// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editor_page.h"

#include "ui/views/panel_head.h"
#include "workbench/file_check.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>

#include <chrono>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kWatch{1000};
constexpr int kBarHeight = 24;

} // namespace

EditorServices EditorServices::of(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return {
        canonical,
        [canonical](const QString &file, base::Files &disk, const std::stop_token &stop) {
            return workbench::checkFile(canonical, file, disk, stop);
        },
        [canonical](const base::Files &disk) { return workbench::workspaceView(canonical, disk); }};
}

EditorPage::EditorPage(EditorServices services, const ThemeManager &themes,
                       const QString &stateFolder, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_journal(stateFolder + u"/unsaved"_s)
    , m_tabs(new QTabWidget(this))
    , m_empty(makeEmptyText(tr("No file is open. Choose a case or a file and press Enter."), this))
    , m_path(new QLabel(this))
    , m_place(new QLabel(this))
{
    setObjectName(u"editorPage"_s);
    m_tabs->setObjectName(u"editorTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setAccessibleName(tr("Open files"));
    auto *bar = new QWidget(this);
    bar->setObjectName(u"editorBar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(kBarHeight);
    m_path->setObjectName(u"muted"_s);
    m_path->setTextFormat(Qt::PlainText);
    m_place->setObjectName(u"cursorPlace"_s);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_place->setMinimumWidth(
        m_place->fontMetrics().horizontalAdvance(tr("Ln %1, Col %2").arg(99'999).arg(9'999)));
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(12, 0, 12, 0);
    line->addWidget(m_path, 1);
    line->addWidget(m_place);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(bar);
    m_pool.setMaxThreadCount(2); // one checks, one reads the workspace
    connect(m_tabs, &QTabWidget::currentChanged, this, &EditorPage::updatePlace);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, [this](int index) {
        if (auto *view = qobject_cast<EditorView *>(m_tabs->widget(index)))
            askAndClose(*view);
        else
            m_tabs->widget(index)->deleteLater();
    });
    m_watch.setInterval(kWatch);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        for (const QString &path : openFiles())
            viewOf(path)->document().checkDisk();
    });
    m_watch.start();
    updatePlace();
    setServices(std::move(services));
}

EditorPage::~EditorPage()
{
    if (m_check)
        m_check->stop.request_stop();
    m_pool.waitForDone();
    // The views borrow the journal and the workspace's view.
    m_tabs->disconnect(this);
    for (const QString &path : openFiles())
        delete viewOf(path);
}

void EditorPage::setServices(EditorServices services)
{
    m_services = std::move(services);
    m_view = {};
    m_view.folder = m_services.folder;
    refresh();
}

QString EditorPage::absolutePath(const QString &path) const
{
    const QString absolute = path.startsWith(u'/') ? path : m_services.folder + u'/' + path;
    const QString canonical = QFileInfo(absolute).canonicalFilePath(); // one tab for one file
    return canonical.isEmpty() ? QDir::cleanPath(absolute) : canonical;
}

QString EditorPage::shortName(const QString &path) const
{
    const QString root = m_services.folder + u'/';
    return !m_services.folder.isEmpty() && path.startsWith(root) ? path.sliced(root.size()) : path;
}

EditorView *EditorPage::viewOf(const QString &path) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *view = qobject_cast<EditorView *>(m_tabs->widget(i));
        if (view != nullptr && view->document().path() == path)
            return view;
    }
    return nullptr;
}

EditorView *EditorPage::current() const
{
    return qobject_cast<EditorView *>(m_tabs->currentWidget());
}

QStringList EditorPage::openFiles() const
{
    QStringList files;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (const auto *view = qobject_cast<EditorView *>(m_tabs->widget(i)))
            files.append(view->document().path());
    }
    return files;
}

QStringList EditorPage::modifiedFiles() const
{
    QStringList files = openFiles();
    files.removeIf([this](const QString &path) { return !viewOf(path)->document().isModified(); });
    return files;
}

EditorView *EditorPage::add(const QString &path)
{
    auto *view = new EditorView(path, {m_themes, m_journal, m_view,
                                       [this](const QString &file) { return shortName(file); }});
    connectView(*view);
    const int index = m_tabs->addTab(view, QFileInfo(path).fileName());
    m_tabs->setTabToolTip(index, shortName(path));
    m_tabs->setCurrentIndex(index);
    updatePlace();
    Q_EMIT openFilesChanged();
    return view;
}

void EditorPage::open(const QString &path, int line, int column)
{
    const QString absolute = absolutePath(path);
    EditorView *view = viewOf(absolute);
    const bool isNew = view == nullptr;
    if (isNew)
        view = add(absolute);
    m_tabs->setCurrentWidget(view);
    if (line > 0)
        view->goToWhenLoaded(line, std::max(1, column));
    if (isNew)
        view->document().load();
    view->setFocus();
}

void EditorPage::connectView(EditorView &view)
{
    connect(&view, &EditorView::textChanged, this, [this, &view] { onTextChanged(view); });
    connect(&view, &EditorView::cursorMoved, this, &EditorPage::updatePlace);
    connect(&view, &EditorView::definitionWanted, this,
            [this, &view](qsizetype offset) { goTo(view, offset); });
    connect(&view, &EditorView::compareWanted, this, [this, &view] { compare(view); });
    connect(&view, &EditorView::closeWanted, this, [this, &view] { close(view); });
    Document &document = view.document();
    connect(&document, &Document::modifiedChanged, this, [this, &view] { updateTab(view); });
    connect(&document, &Document::saved, this, [this, &view] {
        readView();
        Q_EMIT fileSaved(view.document().path());
    });
}

void EditorPage::updateTab(const EditorView &view)
{
    const int index = m_tabs->indexOf(&view);
    const QString name = QFileInfo(view.document().path()).fileName();
    if (index >= 0)
        m_tabs->setTabText(index, view.document().isModified() ? u"● "_s + name : name);
}

void EditorPage::updatePlace()
{
    const EditorView *view = current();
    m_tabs->setVisible(m_tabs->count() > 0);
    m_empty->setVisible(m_tabs->count() == 0);
    if (view == nullptr) {
        m_path->clear();
        m_place->clear();
        Q_EMIT cursorPlaceChanged(0, 0);
        return;
    }
    int line = 0;
    int index = 0;
    const_cast<EditorView *>(view)->editor().getCursorPosition(&line, &index);
    m_path->setText(view->file());
    m_place->setText(tr("Ln %1, Col %2").arg(line + 1).arg(index + 1));
    Q_EMIT cursorPlaceChanged(line + 1, index + 1);
}

int EditorPage::restoreUnsaved()
{
    int count = 0;
    for (const JournalEntry &entry : m_journal.abandoned()) {
        if (viewOf(entry.path) != nullptr)
            continue;
        add(entry.path)->document().restore(entry);
        ++count;
    }
    return count;
}

QJsonObject EditorPage::saveState() const
{
    QJsonArray files;
    for (const QString &path : openFiles()) {
        int line = 0;
        int index = 0;
        viewOf(path)->editor().getCursorPosition(&line, &index);
        files.append(
            QJsonObject{{u"path"_s, path}, {u"line"_s, line + 1}, {u"column"_s, index + 1}});
    }
    return {{u"files"_s, files},
            {u"current"_s, current() != nullptr ? current()->document().path() : QString()}};
}

void EditorPage::restoreState(const QJsonObject &state)
{
    for (const QJsonValue &value : state[u"files"].toArray()) {
        const QString path = value[u"path"].toString();
        if (!path.isEmpty() && (viewOf(path) != nullptr || QFileInfo(path).isFile()))
            open(path, value[u"line"].toInt(), value[u"column"].toInt());
    }
    if (EditorView *view = viewOf(state[u"current"].toString()))
        m_tabs->setCurrentWidget(view);
}

void EditorPage::refresh()
{
    readView();
    for (const QString &path : openFiles())
        viewOf(path)->document().checkDisk();
}

void EditorPage::close(EditorView &view)
{
    view.document().discard();
    m_tabs->removeTab(m_tabs->indexOf(&view));
    view.deleteLater();
    updatePlace();
    Q_EMIT openFilesChanged();
}

} // namespace assay::ui
