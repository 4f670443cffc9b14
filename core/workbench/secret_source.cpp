// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/secret_source.h"

#include <algorithm>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

QString unquoted(QString value)
{
    value = value.trimmed();
    for (const QChar quote : {u'"', u'\''}) {
        if (value.size() >= 2 && value.startsWith(quote) && value.endsWith(quote))
            return value.sliced(1, value.size() - 2);
    }
    return value;
}

} // namespace

base::Result<QJsonObject> readSecrets(const QString &workspaceFolder, const base::Host &host,
                                      steps::SecretMasker &masker)
{
    constexpr base::ByteCount kLargest{1024 * 1024};
    const QString path = workspaceFolder + u"/.env"_s;
    QJsonObject secrets;
    const auto hide = [&](const QString &name, const QString &value,
                          const base::SourcePosition &position) -> base::Result<> {
        if (!value.isEmpty() && !masker.add(value)) {
            return base::failure(u"the secret \"%1\" is shorter than 4 characters"_s.arg(name),
                                 u"it could not be hidden in reports: use a longer one, or vars"_s,
                                 position);
        }
        secrets.insert(name, value);
        return {};
    };
    if (host.files.isFile(path)) {
        const auto content = host.files.read(path, kLargest);
        if (!content)
            return base::failure(content.error());
        const QStringList lines = QString::fromUtf8(*content).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QString line = lines[i].trimmed();
            if (line.isEmpty() || line.startsWith(u'#'))
                continue;
            if (line.startsWith(u"export "_s))
                line = line.sliced(7);
            const base::SourcePosition position{u".env"_s, static_cast<int>(i) + 1, 1};
            const qsizetype equals = line.indexOf(u'=');
            const QString name = line.first(std::max<qsizetype>(0, equals)).trimmed();
            if (name.isEmpty()) {
                return base::failure(u"not a line of a .env file"_s, u"write NAME=value"_s,
                                     position);
            }
            if (auto hidden = hide(name, unquoted(line.sliced(equals + 1)), position); !hidden)
                return base::failure(hidden.error());
        }
    }
    constexpr QLatin1StringView kPrefix("ASSAY_SECRET_");
    const QMap<QString, QString> variables = host.variables.all();
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        if (!it.key().startsWith(kPrefix))
            continue;
        if (auto hidden = hide(it.key().sliced(kPrefix.size()), it.value(), {}); !hidden)
            return base::failure(hidden.error());
    }
    return secrets;
}

events::Payload masked(events::Payload payload, const steps::SecretMasker &masker)
{
    if (masker.isEmpty())
        return payload;
    if (auto *line = std::get_if<events::LogLine>(&payload))
        line->text = masker.mask(line->text);
    else if (auto *changed = std::get_if<events::EnvironmentChanged>(&payload))
        changed->detail = masker.mask(changed->detail);
    return payload;
}

} // namespace assay::workbench
