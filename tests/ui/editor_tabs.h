// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/editor_commands.h"
#include "ui/editor/editors.h"

#include <QAction>
#include <QTabWidget>

namespace assay::ui::test {

/// Editors in tabs and the commands of the window, without the rest of it.
class EditorTabs : public QTabWidget
{
public:
    EditorTabs(EditorServices services, const ThemeManager &themes, const QString &state)
        : editors(std::move(services), themes, state)
        , commands(*this, commandSpecs())
    {
        bindEditorCommands(commands, editors);
        connect(&editors, &Editors::openWanted, this,
                [this](const QString &path, int line, int column) {
                    EditorView *view = editors.viewOf(path);
                    if (view == nullptr) {
                        view = editors.makeView(path, this);
                        addTab(view, view->windowTitle());
                        bindEditorCommands(commands, editors, *view);
                    }
                    setCurrentWidget(view);
                    if (line > 0)
                        view->goToWhenLoaded(line, std::max(1, column));
                    view->setFocus();
                });
        connect(&editors, &Editors::closeWanted, this, &EditorTabs::remove);
        connect(this, &QTabWidget::currentChanged, &editors,
                [this] { editors.setCurrent(current()); });
        EditorOptions options;
        options.fixKeys = commands.action(u"editor.fix").shortcut().toString();
        editors.setOptions(options);
    }
    ~EditorTabs() override
    {
        disconnect();
        for (const std::vector<EditorView *> views = editors.views(); EditorView * view : views)
            delete view; // they borrow from `editors`
    }
    void open(const QString &path, int line = 0, int column = 0)
    {
        editors.open(path, line, column);
    }
    void closeCurrent()
    {
        if (editors.mayClose(*current()))
            remove(current());
    }
    void remove(EditorView *view)
    {
        removeTab(indexOf(view));
        view->deleteLater();
    }
    void trigger(QStringView id) { commands.action(id).trigger(); }
    [[nodiscard]] EditorView *current() const
    {
        return qobject_cast<EditorView *>(currentWidget());
    }
    [[nodiscard]] QStringList openFiles() const
    {
        QStringList files;
        for (int i = 0; i < count(); ++i)
            files.append(qobject_cast<EditorView *>(widget(i))->document().path());
        return files;
    }

    Editors editors;
    CommandRegistry commands;
};

} // namespace assay::ui::test
