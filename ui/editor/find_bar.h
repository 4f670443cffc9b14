// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace assay::ui {

class CodeEditor;

/// The line below a text to find and replace in it. Enter finds the next, Shift+Enter the one
/// before, Escape closes it. Main thread.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(CodeEditor &editor, QWidget *parent = nullptr);
    void open(bool replace); ///< with the selected text, the focus in its field
    void findNext(bool forward = true);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void replaceOne();
    void replaceEvery();
    [[nodiscard]] bool isCaseSensitive() const;
    [[nodiscard]] bool isWholeWord() const;

    CodeEditor &m_editor;
    QLineEdit *m_text;
    QLineEdit *m_with;
    QPushButton *m_case;
    QPushButton *m_word;
    QLabel *m_result;
    QWidget *m_replaceLine;
};

} // namespace assay::ui
