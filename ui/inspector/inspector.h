// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/run_record.h"
#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/theme/theme.h"
#include "workbench/run_request.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <vector>

class QAction;

namespace assay::ui {

class Environments;

/// What inspectors may use; all of it outlives them.
struct InspectorContext
{
    RunFeed &feed;
    Selection &selection;
    const ThemeManager &themes;
    const RunRecord &record;
    /// Actions on a selected service, made elsewhere; shown when they can be done.
    std::function<QList<QAction *>()> serviceActions;
    /// Those that are up by hand; null where there are none to be asked (a past run).
    std::function<const Environments *()> environments;
};

/// What a person can do with what is inspected; the commands "inspector.*".
enum class InspectorAct {
    ShowResponse,
    ShowRequest,
    ShowHeaders,
    ShowDiff,
    ShowRaw,
    CopyAsCurl,
    CopyBody,
    SaveBody,
    UpdateGolden,
    RunAgain,
    OpenSource,
    Previous, ///< event
    Next,
};

/// Shows one kind of selection. Main thread; made once for its panel, hidden while something else
/// is selected. To add one: a class here and its line in inspectors.cpp.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The selection is of its kind and may have changed.
    virtual void inspect(const Selection &selection) = 0;
    /// It is shown, and the run went on or was replaced.
    virtual void advance(const RunUpdate &update) = 0;
    /// The name of what it shows, for the line above.
    [[nodiscard]] virtual QString detail() const = 0;
    [[nodiscard]] virtual bool can(InspectorAct act) const = 0;
    virtual void perform(InspectorAct act) = 0; ///< nothing when it cannot

Q_SIGNALS:
    void detailChanged();
    void fileWanted(const QString &path, int line, int column);
    void urlWanted(const QUrl &url);
    void runWanted(const assay::workbench::RunRequest &request);
    void said(const QString &text);
    void failed(const QString &title, const QString &fix);
};

struct InspectorSpec
{
    std::vector<Selection::Kind> kinds; ///< of selections that it shows
    std::function<Inspector *(const InspectorContext &context, QWidget *parent)> make;
};

/// The registry.
[[nodiscard]] std::vector<InspectorSpec> inspectorSpecs();

} // namespace assay::ui
