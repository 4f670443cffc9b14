// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_panel.h"
#include "ui/graph_sample.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A view over a run that tests drive.
struct Shown
{
    explicit Shown(events::EventBatch events, QSize size = {1000, 420})
        : themes(*qApp)
        , panel(feed, selection, themes)
        , view(panel.view())
    {
        themes.setMode(ThemeMode::Dark);
        panel.resize(size);
        panel.show();
        if (!events.empty())
            feed.show(u"0192f3aa"_s, std::move(events));
    }
    [[nodiscard]] int node(const QString &name) const
    {
        const auto &cases = feed.state().plan().cases;
        for (qsizetype i = 0; i < cases.size(); ++i) {
            if (cases[i].name == name)
                return view.scene()->nodeOf(static_cast<events::CaseIndex>(i));
        }
        return -1;
    }
    [[nodiscard]] QString currentName() const
    {
        const int node = view.current();
        if (node < 0)
            return {};
        const GraphNode &shown = view.scene()->graph.nodes[static_cast<std::size_t>(node)];
        return feed.state().planned(shown.index).name;
    }
    [[nodiscard]] Status status(const QString &name) const
    {
        return view.looks()[static_cast<std::size_t>(node(name))].status;
    }
    void click(const QString &name)
    {
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.rectOf(node(name)).center().toPoint());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view, key, modifiers);
    }
    [[nodiscard]] bool settled() const { return view.scene() != nullptr && !view.isLayingOut(); }

    RunFeed feed;
    Selection selection;
    ThemeManager themes;
    GraphPanel panel;
    GraphView &view;
};

inline int foldedNodes(const GraphView &view)
{
    return static_cast<int>(std::ranges::count_if(view.scene()->graph.nodes, &GraphNode::folded));
}

} // namespace assay::ui::test
