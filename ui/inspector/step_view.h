// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/body_view.h"
#include "ui/inspector/inspector.h"

#include <array>

class QLabel;
class QPushButton;

namespace assay::ui {

class PhaseBar;
class TextLinesView;

/// What StepView shows: a step, or an attempt as a whole (then `step` is empty). A plain value.
struct InspectedStep
{
    QString caseId;
    events::CaseIndex index = -1;
    int attempt = 0;
    std::optional<events::RunState::StepState> step;
    std::vector<events::Failure> failures;
};

/// What did not hold in a step, and what went over the wire: phases, response, request, headers,
/// how expectation and reality differ, and everything raw. Steps of other kinds show what they have
/// (rows, output, the lines of a script). Main thread.
class StepView : public QWidget
{
    Q_OBJECT
public:
    enum class Side { Response, Request, Headers, Diff, Raw };
    static constexpr int kSides = 5;

    StepView(const InspectorContext &context, QWidget *parent = nullptr);

    void inspect(const InspectedStep &shown);
    void setSide(Side side);
    [[nodiscard]] bool has(Side side) const;
    [[nodiscard]] Side side() const { return m_side; }
    [[nodiscard]] bool can(InspectorAct act) const;
    void perform(InspectorAct act);
    /// Something else than an exchange in the place of the body: an attachment.
    void showBody(const QString &title, const BodySource &source);

Q_SIGNALS:
    void fileWanted(const QString &path, int line, int column);
    void runWanted(const assay::workbench::RunRequest &request);
    void said(const QString &text);
    void failed(const QString &title, const QString &fix);

private:
    [[nodiscard]] QWidget *makeSides();
    [[nodiscard]] QWidget *makeActs();
    void showFailures();
    void showSide();
    void fitFailures();
    [[nodiscard]] BodySource sourceOf(Side side) const;
    [[nodiscard]] BodySource logSource() const;
    [[nodiscard]] QString keyOf(const QString &part) const;
    void copyAsCurl();

    const InspectorContext m_context;
    InspectedStep m_shown;
    QString m_failuresKey;
    WorkerTask m_failureTask;
    TextLinesView *m_failure;
    QLabel *m_word;  ///< "Exchange"
    QLabel *m_title; ///< "POST /v1/texts"
    PhaseBar *m_phases;
    QWidget *m_sideLine = nullptr;
    std::array<QPushButton *, kSides> m_sides{};
    BodyView *m_body;
    QPushButton *m_golden = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_curl = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    Side m_side = Side::Response;
};

} // namespace assay::ui
