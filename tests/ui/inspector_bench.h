// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fake_workbench.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/views/panel_head.h"

#include <QApplication>
#include <QTest>
#include <QVBoxLayout>

namespace assay::ui::test {

/// The sample run, whose failed case fails because of a golden file and has attachments.
[[nodiscard]] inline Script goldenScript()
{
    using namespace Qt::StringLiterals;
    Script script = sampleScript(true);
    std::chrono::milliseconds at{};
    for (auto &[when, payload] : script) {
        auto *step = std::get_if<events::StepFinished>(&payload);
        if (step != nullptr && step->index == 13 && !step->failures.empty()) {
            step->failures.front().message =
                u"{\"summary\":\"A beginning…\"} is not as the snapshot \"summary.json\""_s;
            at = when;
        }
    }
    const auto add = [&](events::Attachment attachment) {
        const auto after = std::find_if(script.begin(), script.end(),
                                        [at](const auto &one) { return one.first > at; });
        script.insert(after, {at, std::move(attachment)});
    };
    add({13, u"page.html"_s, u"text/html"_s, u"/nowhere/page.html"_s, {}});
    add({13, u"screen.png"_s, u"image/png"_s, {}, QByteArray("\x89PNG\x0d\x0a\x1a\x0a\0\0", 10)});
    add({13, u"answer.json"_s, u"application/json"_s, {}, R"({"a":[1,2,3]})"});
    return script;
}

/// A panel alone over a run.
struct InspectorBench
{
    explicit InspectorBench(const Script &script = sampleScript(false))
        : themes(*qApp)
        , panel(feed, selection, themes)
    {
        window.resize(400, 900);
        auto *lines = new QVBoxLayout(&window);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(0);
        lines->addWidget(panel.head());
        lines->addWidget(&panel, 1);
        window.show();
        show(script);
    }
    ~InspectorBench() { panel.setParent(nullptr); }

    void show(const Script &script)
    {
        events::EventBatch batch;
        std::uint64_t sequence = 0;
        for (const auto &[at, payload] : script)
            batch.push_back(
                std::make_shared<const events::Event>(events::Event{++sequence, at, payload}));
        feed.show(std::get<events::RunPlanned>(script.front().second).runId, batch);
    }
    template <class T>
    [[nodiscard]] T &find(const QString &name) const
    {
        T *found = panel.findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return *found;
    }

    ThemeManager themes;
    RunFeed feed;
    Selection selection;
    QWidget window;
    InspectorPanel panel;
};

} // namespace assay::ui::test
