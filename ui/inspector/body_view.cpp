// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/body_view.h"

#include "ui/inspector/text_lines_view.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace assay::ui {

using namespace Qt::StringLiterals;

BodyView::BodyView(const QString &accessibleName, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_view(new TextLinesView(accessibleName, themes, this))
    , m_foot(new QWidget(this))
    , m_note(new QLabel(m_foot))
    , m_all(new QPushButton(tr("Show all"), m_foot))
{
    m_note->setObjectName(u"muted"_s);
    m_note->setFont(smallFont());
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_all->setProperty("look", u"link"_s);
    m_all->setFont(smallFont());
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_all);
    m_foot->hide();
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(m_view, 1);
    lines->addWidget(m_foot);
    connect(m_all, &QPushButton::clicked, this, &BodyView::showAll);
}

QString BodyView::note() const
{
    return m_foot->isHidden() ? QString() : m_note->text();
}

void BodyView::setSource(const BodySource &source)
{
    const bool same = !source.key.isEmpty() && source.key == m_source.key;
    m_source = source;
    if (!same)
        load(kShownFirst);
}

void BodyView::load(qsizetype limit)
{
    m_task.ask<ShownBody>(
        [source = m_source, limit](const std::stop_token &stop) {
            return shownBody(source, limit, stop);
        },
        [this, limit](ShownBody body) {
            m_view->setText(std::move(body.text));
            m_note->setText(body.note);
            m_all->setVisible(body.more && limit < kShownAtMost);
            m_foot->setVisible(!body.note.isEmpty());
            Q_EMIT shown();
        });
}

void BodyView::showAll()
{
    load(kShownAtMost);
}

void BodyView::copyAll()
{
    if (!m_source.read)
        return;
    m_files.ask<QString>(
        [source = m_source](const std::stop_token &stop) {
            auto bytes = source.read(kShownAtMost, stop);
            if (!bytes)
                return QString();
            return looksBinary(*bytes) ? hexDump(*bytes, stop) : QString::fromUtf8(*bytes);
        },
        [this](const QString &text) {
            QApplication::clipboard()->setText(text);
            Q_EMIT said(tr("Copied"));
        });
}

void BodyView::saveAs()
{
    if (!m_source.read)
        return;
    const QString name =
        m_source.name.isEmpty() ? u"body"_s + suffixOfType(m_source.contentType) : m_source.name;
    auto *dialog = new QFileDialog(this, tr("Save body"), name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &BodyView::save);
    dialog->open();
}

void BodyView::save(const QString &path)
{
    m_files.ask<base::Result<>>(
        [source = m_source, path](const std::stop_token &stop) {
            return saveBody(source, path, stop);
        },
        [this, path](const base::Result<> &done) {
            if (done)
                Q_EMIT said(tr("Saved %1").arg(path));
            else
                Q_EMIT failed(done.error().title, done.error().fix);
        });
}

} // namespace assay::ui
