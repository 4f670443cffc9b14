// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/editor_specs.h"
#include "ui/editor_tabs.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

namespace assay::ui::test {

using namespace Qt::StringLiterals;

inline const QByteArray kSuite =
    "# Everything that a client is promised.\n"
    "suite: Text API\n"
    "environment: local\n"
    "vars:\n"
    "  base: \"${services.api.url}/v1\"\n"
    "\n"
    "cases:\n"
    "  - case: stores a text\n"
    "    tags: [smoke, api]\n"
    "    steps:\n"
    "      - http: { POST: \"${base}/texts\", json: { title: Dune } }\n"
    "        expect:\n"
    "          status: 201\n"
    "          json: { $.id: { matches: uuid }, $.revision: 1 }\n"
    "          time: { lt: 500ms }\n"
    "        capture: { id: $.id }\n"
    "\n"
    "  - case: finds it again\n"
    "    needs: [stores a text]\n"
    "    timeout: 30s\n"
    "    steps:\n"
    "      - http: { GET: \"${base}/texts/${id}\" }\n"
    "        expect: { status: 200 }\n"
    "      - wait: 10ms\n";

inline void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A real workspace on the disk with a page over it.
struct Bench
{
    Bench()
        : themes(*qApp)
    {
        themes.setMode(ThemeMode::Dark);
        add(u"workspace.yaml"_s, "workspace: w\n");
        add(u"environments/local.yaml"_s,
            "environment: local\nservices:\n  api: { external: { url: \"http://127.0.0.1:1\" } }\n"
            "  cache: { redis: {} }\n");
        add(u"api/text.yaml"_s, kSuite);
        add(u"api/other.yaml"_s, "suite: Other\ncases:\n  - case: goes on\n    needs: "
                                 "[\"text.yaml::stores a text\"]\n    steps: []\n");
        page = std::make_unique<EditorTabs>(EditorServices::of(folder.path()), themes,
                                            folder.filePath(u".state"_s));
        page->resize(1000, 640);
        page->show();
    }
    void add(const QString &file, const QByteArray &bytes) { write(path(file), bytes); }
    [[nodiscard]] QString path(const QString &file) const
    {
        return QFileInfo(folder.path()).canonicalFilePath() + u'/' + file;
    }
    /// Opens and waits until the loader has spoken.
    EditorView &open(const QString &file)
    {
        page->open(file);
        EditorView *view = page->current();
        [&] { QTRY_VERIFY(view->document().isLoaded()); }();
        return *view;
    }

    QTemporaryDir folder;
    ThemeManager themes;
    std::unique_ptr<EditorTabs> page;
};

inline qsizetype offsetOf(EditorView &view, const QString &text)
{
    return view.editor().text().indexOf(text);
}

/// What is on the screen: the page and the lists and tips above it.
inline QImage pictureOf(QWidget &page)
{
    QImage image = page.grab().toImage();
    QPainter painter(&image);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top == &page || !top->isVisible())
            continue;
        painter.drawPixmap(page.mapFromGlobal(top->mapToGlobal(QPoint(0, 0))), top->grab());
    }
    return image;
}

} // namespace assay::ui::test
