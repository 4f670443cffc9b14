// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;

namespace assay::ui {

/// A line above a text: what happened to its file, and what can be done. Hidden while it says
/// nothing. Main thread.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    struct Choice
    {
        QString name; ///< of the button, for tests: "keepMine"
        QString text;
        std::function<void()> handler;
    };

    explicit MessageBar(QWidget *parent = nullptr);
    void say(const QString &text, const std::vector<Choice> &choices = {});
    void clear();
    [[nodiscard]] QString text() const { return m_text->text(); }

private:
    QLabel *m_text;
    QHBoxLayout *m_line;
    std::vector<QWidget *> m_buttons;
};

} // namespace assay::ui
