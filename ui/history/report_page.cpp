// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/report_page.h"

#include "reporting/registry.h"
#include "ui/history/run_words.h"
#include "ui/views/panel_head.h"
#include "ui/views/text_view.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// The beginning of a report as text, and how large all of it is.
struct Preview
{
    QString file;
    QString text;
    qint64 size = 0;
};

QString suffixOf(const QString &format)
{
    const auto found = reporting::findReportFormat(format);
    return found ? (*found)->fileSuffix() : QString();
}

} // namespace

ReportPage::ReportPage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_folder(std::make_shared<QTemporaryDir>())
    , m_head(new PanelHead(tr("Report"), this))
    , m_formats(new QComboBox(this))
    , m_browser(new QPushButton(tr("Open in browser"), this))
    , m_saveButton(new QPushButton(tr("Save…"), this))
    , m_note(new QLabel(this))
    , m_text(new TextView(tr("Preview of the report"), themes, this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Report"));
    m_formats->setObjectName(u"reportFormat"_s);
    m_formats->setAccessibleName(tr("Format of the report"));
    for (const reporting::ReportFormat *format : reporting::reportFormats()) {
        m_formats->addItem(format->name());
        m_formats->setItemData(m_formats->count() - 1, format->help(), Qt::ToolTipRole);
    }
    m_browser->setObjectName(u"openReport"_s);
    m_saveButton->setObjectName(u"saveReport"_s);
    m_note->setObjectName(u"muted"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setObjectName(u"reportText"_s);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(8, 7, 8, 6);
    tools->setSpacing(8);
    tools->addWidget(m_formats);
    tools->addWidget(m_note, 1);
    tools->addWidget(m_browser);
    tools->addWidget(m_saveButton);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addLayout(tools);
    lines->addWidget(m_text, 1);
    connect(m_formats, &QComboBox::currentTextChanged, this, &ReportPage::make);
    connect(m_browser, &QPushButton::clicked, this, &ReportPage::openInBrowser);
    connect(m_saveButton, &QPushButton::clicked, this, &ReportPage::askFile);
    make();
}

void ReportPage::show(const QString &runId)
{
    m_runId = runId;
    setWindowTitle(tr("Report %1").arg(shortRunId(runId)));
    m_head->setDetail(tr("of run %1").arg(runId));
    make();
    QWidget::show();
}

void ReportPage::setFormat(const QString &name)
{
    m_formats->setCurrentText(name);
}

QString ReportPage::format() const
{
    return m_formats->currentText();
}

void ReportPage::make()
{
    m_file.clear();
    m_browser->setVisible(format() == u"html");
    m_browser->setEnabled(false);
    m_saveButton->setEnabled(!m_runId.isEmpty());
    m_text->setShown({}, TextView::Colouring::None);
    const int row = m_formats->currentIndex();
    const QString help = m_formats->itemData(row, Qt::ToolTipRole).toString();
    m_note->setText(m_runId.isEmpty() ? help : tr("Writing…"));
    if (m_runId.isEmpty())
        return;
    const QString name = format();
    const QString file = m_folder->filePath(m_runId + suffixOf(name));
    m_task = m_access.ask<Preview>(
        this,
        [name, file, folder = m_folder,
         run = m_runId](workbench::Workbench &bench, history::HistoryStore &,
                        const std::stop_token &) -> base::Result<Preview> {
            if (auto done = bench.writeReport(name, file, run); !done)
                return base::failure(done.error());
            QFile made(file);
            if (!made.open(QIODevice::ReadOnly))
                return base::failure(made.errorString());
            const QByteArray start = made.read(kShownBytes);
            QString text = foldLines(QString::fromUtf8(start));
            if (made.size() > start.size())
                text += tr("\n… cut after 256 kB");
            return Preview{file, text, made.size()};
        },
        [this, name, help](base::Result<Preview> made) {
            if (!made) {
                m_note->setText(made.error().toString());
                m_note->setToolTip(m_note->text());
                return;
            }
            m_file = made->file;
            m_browser->setEnabled(true);
            m_note->setText(u"%1 · %2"_s.arg(base::byteCountText({made->size}), help));
            m_note->setToolTip(help);
            m_text->setShown(made->text, name == u"json" ? TextView::Colouring::Json
                                                         : TextView::Colouring::None);
        });
}

void ReportPage::openInBrowser()
{
    if (!m_file.isEmpty() && !QDesktopServices::openUrl(QUrl::fromLocalFile(m_file)))
        Q_EMIT said(tr("No browser answered; the report is %1.").arg(m_file));
}

void ReportPage::askFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Save report"), shortRunId(m_runId) + suffixOf(format()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportPage::save);
    dialog->open();
}

void ReportPage::save(const QString &file)
{
    m_saveTask = m_access.ask<QString>(
        this,
        [name = format(), file, run = m_runId](workbench::Workbench &bench, history::HistoryStore &,
                                               const std::stop_token &) -> base::Result<QString> {
            if (auto done = bench.writeReport(name, file, run); !done)
                return base::failure(done.error());
            return file;
        },
        [this](base::Result<QString> done) {
            const QString text =
                done ? tr("The report is in %1.").arg(*done) : done.error().toString();
            m_note->setText(text);
            Q_EMIT said(text);
        });
}

} // namespace assay::ui
