// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QLabel;

namespace assay::ui {

/// The button of the tool bar that opens the palette: words, and at the right the shortcut. In a
/// narrow window the shortcut goes first, then the words end in "…". Main thread.
class SearchButton : public QPushButton
{
    Q_OBJECT
public:
    explicit SearchButton(const QString &words, QWidget *parent = nullptr);

    void setHint(const QString &shortcut);
    [[nodiscard]] QSize sizeHint() const override; ///< whatever the words are cut to
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QString m_words;
    QLabel *m_hint;
};

} // namespace assay::ui
