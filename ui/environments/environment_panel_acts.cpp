// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/environment_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QJsonDocument>
#include <QUrl>

namespace assay::ui {

using namespace Qt::StringLiterals;

void EnvironmentPanel::provision()
{
    m_environments->provision(target().environment);
}

void EnvironmentPanel::cancel()
{
    m_environments->cancel(target().environment);
}

void EnvironmentPanel::destroyEnvironment()
{
    m_environments->destroy(target().environment);
}

void EnvironmentPanel::startService()
{
    const Target now = target();
    m_environments->startService(now.environment, now.service);
}

void EnvironmentPanel::stopService()
{
    const Target now = target();
    m_environments->stopService(now.environment, now.service);
}

void EnvironmentPanel::configure()
{
    const Target now = target();
    if (now.service.isEmpty() || now.ofRun)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"configureDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Configure %1").arg(now.service));
    dialog->setLabelText(tr("Settings as JSON, for example { \"work_mem\": \"64MB\" }; of a "
                            "process { \"environment\": { \"NAME\": \"value\" } }, which starts "
                            "it again:"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(u"{ }"_s);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, now](const QString &text) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
        if (!document.isObject()) {
            Q_EMIT said(tr("These are no settings: %1 at character %2")
                            .arg(error.error == QJsonParseError::NoError ? tr("not a map")
                                                                         : error.errorString())
                            .arg(error.offset + 1));
            return;
        }
        m_environments->configure(now.environment, {{now.service, document.object()}});
    });
    dialog->open();
}

void EnvironmentPanel::openEndpoint()
{
    const QUrl url(target().endpoint);
    if (url.isValid() && url.scheme().startsWith(u"http"))
        Q_EMIT openUrl(url);
}

void EnvironmentPanel::copyEndpoint()
{
    const QString endpoint = target().endpoint;
    if (endpoint.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(endpoint);
    Q_EMIT said(tr("Copied %1").arg(endpoint));
}

} // namespace assay::ui
