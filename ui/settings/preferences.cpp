// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QSettings>

#include <algorithm>

namespace assay::ui {

namespace {

bool makesSense(const SettingSpec &spec, const QVariant &value)
{
    switch (spec.kind) {
    case SettingSpec::Kind::Switch:
        return value.canConvert<bool>();
    case SettingSpec::Kind::Number: {
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        return isNumber && number >= spec.lowest && number <= spec.highest;
    }
    case SettingSpec::Kind::Choice:
        return std::ranges::any_of(spec.choices, [&](const SettingSpec::Choice &choice) {
            return choice.value == value.toString();
        });
    case SettingSpec::Kind::Text:
        return value.canConvert<QString>();
    }
    return false;
}

} // namespace

Preferences::Preferences(QSettings &settings)
    : m_settings(settings)
    , m_specs(settingSpecs())
{
}

const SettingSpec &Preferences::spec(QStringView key) const
{
    for (const SettingSpec &spec : m_specs) {
        if (spec.key == key)
            return spec;
    }
    qFatal("no setting is called %s", qPrintable(key.toString()));
}

QVariant Preferences::value(QStringView key) const
{
    const SettingSpec &of = spec(key);
    const QVariant kept = m_settings.value(of.key);
    return kept.isValid() && makesSense(of, kept) ? kept : of.initial;
}

void Preferences::set(const QString &key, const QVariant &value)
{
    const SettingSpec &of = spec(key);
    if (!makesSense(of, value) || this->value(key) == value)
        return;
    if (value == of.initial)
        m_settings.remove(key);
    else
        m_settings.setValue(key, value);
    Q_EMIT changed(key);
}

void Preferences::reset(const QString &key)
{
    set(key, spec(key).initial);
}

bool Preferences::isInitial(const QString &key) const
{
    return value(key).toString() == spec(key).initial.toString();
}

} // namespace assay::ui
