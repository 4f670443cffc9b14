// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// Objects of a cluster, as `kubectl get -o json` shows them.
namespace assay::environment {

inline QByteArray list(const QJsonArray &items)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("kind"), QStringLiteral("List")},
                                     {QStringLiteral("items"), items}})
        .toJson();
}

inline QJsonObject object(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        qFatal("no object: %s", qPrintable(text));
    return document.object();
}

inline QJsonObject deployment(int wanted, int available)
{
    return object(
        QStringLiteral(
            "{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\", \"generation\": "
            "2}, \"spec\": {\"replicas\": %1}, \"status\": {\"observedGeneration\": 2, "
            "\"replicas\": %1, \"updatedReplicas\": %1, \"availableReplicas\": %2}}")
            .arg(wanted)
            .arg(available));
}

inline QJsonObject pod(const QString &name, const QString &owner, const QString &status)
{
    QJsonObject metadata{{QStringLiteral("name"), name}};
    if (!owner.isEmpty())
        metadata.insert(QStringLiteral("ownerReferences"),
                        QJsonArray{QJsonObject{{QStringLiteral("kind"), owner.section(u'/', 0, 0)},
                                               {QStringLiteral("name"), owner.section(u'/', 1)}}});
    return {{QStringLiteral("kind"), QStringLiteral("Pod")},
            {QStringLiteral("metadata"), metadata},
            {QStringLiteral("status"), object(status)}};
}

inline const QString kReady = QStringLiteral(
    "{\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}");

} // namespace assay::environment
