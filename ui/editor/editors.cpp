// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editors.h"

#include "workbench/file_check.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kWatch{1000};

} // namespace

EditorServices EditorServices::of(const QString &folder)
{
    QString canonical = QFileInfo(folder).canonicalFilePath();
    if (canonical.isEmpty())
        canonical = folder; // of a workspace that is gone: files say so themselves
    return {
        canonical,
        [canonical](const QString &file, base::Files &disk, const std::stop_token &stop) {
            return workbench::checkFile(canonical, file, disk, stop);
        },
        [canonical](const base::Files &disk) { return workbench::workspaceView(canonical, disk); }};
}

Editors::Editors(EditorServices services, const ThemeManager &themes, const QString &stateFolder,
                 QObject *parent)
    : QObject(parent)
    , m_themes(themes)
    , m_journal(stateFolder + u"/unsaved"_s)
{
    m_pool.setMaxThreadCount(2); // one checks, one reads the workspace
    m_watch.setInterval(kWatch);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        for (EditorView *view : m_views)
            view->document().checkDisk();
    });
    for (const JournalEntry &entry : m_journal.abandoned())
        m_abandoned.insert(entry.path, entry);
    setServices(std::move(services));
}

Editors::~Editors()
{
    if (m_check)
        m_check->stop.request_stop();
    m_pool.waitForDone();
}

void Editors::setServices(EditorServices services)
{
    m_services = std::move(services);
    m_view = {};
    m_view.folder = m_services.folder;
    retitle();
    refresh();
}

void Editors::setOptions(const EditorOptions &options)
{
    m_options = options;
    for (EditorView *view : m_views)
        view->takeOptions();
}

QString Editors::absolutePath(const QString &path) const
{
    const QString absolute = path.startsWith(u'/') ? path : m_services.folder + u'/' + path;
    const QString canonical = QFileInfo(absolute).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(absolute) : canonical;
}

QString Editors::shortName(const QString &path) const
{
    const QString root = m_services.folder + u'/';
    return !m_services.folder.isEmpty() && path.startsWith(root) ? path.sliced(root.size()) : path;
}

void Editors::open(const QString &path, int line, int column)
{
    Q_EMIT openWanted(absolutePath(path), line, column);
}

EditorView *Editors::makeView(const QString &path, QWidget *parent)
{
    auto *view = new EditorView(path,
                                {m_themes, m_journal, m_view, m_options,
                                 [this](const QString &file) { return shortName(file); }},
                                parent);
    m_views.push_back(view);
    connectView(*view);
    retitle();
    if (const QStringList place = m_places.take(path).toString().split(u':'); place.size() == 2)
        view->goToWhenLoaded(std::max(1, place[0].toInt()), std::max(1, place[1].toInt()));
    if (m_abandoned.contains(path))
        view->document().restore(m_abandoned.take(path));
    else
        view->document().load();
    m_watch.start();
    return view;
}

void Editors::connectView(EditorView &view)
{
    connect(&view, &QObject::destroyed, this, [this, &view, file = view.file()] {
        std::erase(m_views, &view);
        Q_EMIT closed(file);
        if (m_current == &view)
            setCurrent(nullptr);
        retitle();
        if (m_views.empty())
            m_watch.stop();
    });
    connect(&view, &EditorView::textChanged, this, [this, &view] { onTextChanged(view); });
    connect(&view, &EditorView::cursorMoved, this, [this, &view] {
        if (m_current == &view)
            tellPlace();
    });
    connect(&view, &EditorView::definitionWanted, this, [this, &view](qsizetype offset) {
        if (const auto place = view.definition(offset))
            open(place->file, place->line, place->column);
    });
    connect(&view, &EditorView::closeWanted, this, [this, &view] {
        view.document().discard();
        Q_EMIT closeWanted(&view);
    });
    connect(&view.document(), &Document::saved, this, [this, &view] {
        readView();
        Q_EMIT fileSaved(view.document().path());
    });
}

/// Names of files; two of one name with their folders.
void Editors::retitle()
{
    QHash<QString, int> counts;
    for (const EditorView *view : m_views)
        ++counts[QFileInfo(view->document().path()).fileName()];
    for (EditorView *view : m_views) {
        const QFileInfo file(view->document().path());
        const QString name = file.fileName();
        view->setWindowTitle(
            (counts[name] > 1 ? u"%1 — %2"_s.arg(name, file.dir().dirName()) : name) + u"[*]"_s);
        view->setToolTip(shortName(view->document().path()));
    }
}

EditorView *Editors::viewOf(const QString &path) const
{
    const auto found = std::ranges::find_if(
        m_views, [&](const EditorView *view) { return view->document().path() == path; });
    return found == m_views.end() ? nullptr : *found;
}

std::vector<EditorView *> Editors::modified() const
{
    std::vector<EditorView *> found;
    std::ranges::copy_if(m_views, std::back_inserter(found),
                         [](const EditorView *view) { return view->document().isModified(); });
    return found;
}

void Editors::setCurrent(EditorView *view)
{
    if (m_current == view)
        return;
    m_current = view;
    tellPlace();
    if (view != nullptr)
        check(*view); // other files may have changed since
}

void Editors::tellPlace()
{
    if (m_current == nullptr) {
        Q_EMIT placeChanged(0, 0);
        return;
    }
    const auto [line, column] = m_current->place();
    Q_EMIT placeChanged(line, column);
}

int Editors::restoreUnsaved()
{
    const QStringList paths = m_abandoned.keys();
    for (const QString &path : paths)
        Q_EMIT openWanted(path, 0, 0);
    return static_cast<int>(paths.size());
}

QVariantMap Editors::places() const
{
    QVariantMap places;
    for (const EditorView *view : m_views) {
        const auto [line, column] = view->place();
        places.insert(view->document().path(), u"%1:%2"_s.arg(line).arg(column));
    }
    return places;
}

void Editors::refresh()
{
    readView();
    for (EditorView *view : m_views)
        view->document().checkDisk();
}

void Editors::readView()
{
    if (!m_services.view || m_services.folder.isEmpty())
        return;
    if (m_isReadingView) {
        m_readViewAgain = true;
        return;
    }
    m_isReadingView = true;
    m_pool.start([this, read = m_services.view, folder = m_services.folder] {
        const base::SystemFiles disk;
        auto view = read(disk);
        QMetaObject::invokeMethod(
            this,
            [this, folder, view = std::move(view)] {
                m_isReadingView = false;
                if (std::exchange(m_readViewAgain, false))
                    readView();
                if (!view || folder != m_services.folder)
                    return; // workspace.yaml is being typed: what was known stays
                m_view = *view;
                for (const EditorView *one : modified())
                    m_view.texts.insert(one->file(), one->editor().text());
                if (m_current != nullptr)
                    check(*m_current);
            },
            Qt::QueuedConnection);
    });
}

QHash<QString, QByteArray> Editors::unsavedTexts() const
{
    QHash<QString, QByteArray> texts;
    for (const EditorView *view : modified())
        texts.insert(view->document().path(), view->editor().text().toUtf8());
    return texts;
}

void Editors::onTextChanged(EditorView &view)
{
    m_isGivenUp = false;
    if (m_view.texts.contains(view.file()))
        m_view.texts.insert(view.file(), view.editor().text());
    check(view);
}

void Editors::check(EditorView &view)
{
    if (!m_services.check || m_services.folder.isEmpty() || !view.document().isLoaded())
        return;
    if (m_check)
        m_check->stop.request_stop();
    m_check = std::make_shared<Check>();
    m_check->view = &view;
    const QString text = view.editor().text();
    m_pool.start([this, run = m_services.check, mine = m_check, file = view.file(), text,
                  unsaved = unsavedTexts()] {
        base::SystemFiles disk;
        suite::assist::OverlayFiles files(disk, unsaved);
        auto found = run(file, files, mine->stop.get_token());
        QMetaObject::invokeMethod(
            this,
            [this, mine, text, found = std::move(found)]() mutable {
                if (mine != m_check || mine->stop.stop_requested())
                    return; // a newer one is under way
                m_check.reset();
                // What was said of the file in front may depend on this one.
                if (m_current != nullptr && m_current != mine->view)
                    check(*m_current);
                // The view may be closed meanwhile, or typed in: then another check comes.
                for (EditorView *one : m_views) {
                    if (one == mine->view && one->editor().text() == text) {
                        one->setDiagnostics(std::move(found));
                        Q_EMIT diagnosed(one);
                    }
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace assay::ui
