// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/secrets.h"

#include "base/json_text.h"
#include "events/event.h"
#include "model/exchange.h"

#include <QUrl>

#include <algorithm>

namespace assay::steps {

bool SecretMasker::add(const QString &value)
{
    if (value.size() < 4)
        return false;
    const QByteArray plain = value.toUtf8();
    const QByteArray quoted = base::compactJson(value);
    const std::vector<QByteArray> forms = {
        plain, plain.toBase64(),
        plain.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
        QUrl::toPercentEncoding(value), quoted.sliced(1, quoted.size() - 2)};
    m_values.with([&](std::vector<QByteArray> &values) {
        for (const QByteArray &form : forms) {
            if (std::find(values.begin(), values.end(), form) == values.end())
                values.push_back(form);
        }
        // The longest first: a secret may be a part of another.
        std::stable_sort(
            values.begin(), values.end(),
            [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
        m_count.store(values.size(), std::memory_order_release);
    });
    return true;
}

QByteArray SecretMasker::mask(QByteArray bytes) const
{
    if (isEmpty())
        return bytes;
    m_values.with([&](const std::vector<QByteArray> &values) {
        for (const QByteArray &value : values)
            bytes.replace(value, kMask);
    });
    return bytes;
}

QString SecretMasker::mask(QString text) const
{
    if (isEmpty())
        return text;
    m_values.with([&](const std::vector<QByteArray> &values) {
        for (const QByteArray &value : values)
            text.replace(QString::fromUtf8(value), QLatin1StringView(kMask));
    });
    return text;
}

void SecretMasker::mask(model::Exchange &exchange) const
{
    if (isEmpty())
        return;
    for (model::Exchange::Part *part : {&exchange.request, &exchange.response}) {
        part->summary = mask(part->summary);
        part->body = mask(part->body);
        for (auto &[name, value] : part->headers)
            value = mask(value);
    }
}

void SecretMasker::mask(events::Failure &failure) const
{
    if (isEmpty())
        return;
    failure.message = mask(failure.message);
    failure.diff = mask(failure.diff);
    failure.expected = mask(failure.expected);
    failure.actual = mask(failure.actual);
}

} // namespace assay::steps
