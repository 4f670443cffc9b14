// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/consent.h"

#include "ui/theme/theme.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>

namespace assay::ui {

using namespace Qt::StringLiterals;

QString Consent::keyOf(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    const QByteArray text = (canonical.isEmpty() ? folder : canonical).toUtf8();
    return u"consent/"_s +
           QString::fromLatin1(
               QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(32));
}

bool Consent::isGiven(const QString &folder) const
{
    return m_settings.value(keyOf(folder)).toBool();
}

void Consent::give(const QString &folder)
{
    m_settings.setValue(keyOf(folder), true);
}

ConsentDialog::ConsentDialog(const QString &folder, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"consentDialog"_s);
    setWindowTitle(tr("Run this workspace?"));
    setModal(true);
    auto *title = new QLabel(tr("This workspace has never run here."), this);
    title->setFont(boldFont());
    auto *text = new QLabel(tr("Its suites can start programs, open connections and change files "
                               "with your rights. Run it only if you trust where it comes from.") +
                                u"\n\n"_s + folder,
                            this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(420);
    auto *yes = new QPushButton(tr("Trust and run"), this);
    yes->setObjectName(u"consentYes"_s);
    yes->setAutoDefault(false);
    yes->setAccessibleName(tr("Trust this workspace and run it"));
    auto *no = new QPushButton(tr("Do not run"), this);
    no->setObjectName(u"consentNo"_s);
    no->setAccessibleName(tr("Do not run this workspace"));
    no->setDefault(true);
    no->setFocus();
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(yes);
    buttons->addWidget(no);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(20, 18, 20, 16);
    lines->setSpacing(10);
    lines->addWidget(title);
    lines->addWidget(text);
    lines->addLayout(buttons);
}

} // namespace assay::ui
