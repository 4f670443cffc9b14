// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

#include <vector>

class QSettings;

namespace assay::ui {

/// Where a setting stands among the settings pages.
enum class SettingsGroup { General, Appearance, Editor, Run };

/// One thing that a person can set. To add one, add a line to settingSpecs() and read its key with
/// Preferences::value(); the page, its search and the reset come by themselves.
struct SettingSpec
{
    enum class Kind { Switch, Choice, Number, Text };
    struct Choice
    {
        QString value; ///< what is kept
        QString text;  ///< what is read
    };

    QString key; ///< as it is kept: "editor/tabWidth"
    SettingsGroup group = SettingsGroup::General;
    Kind kind = Kind::Switch;
    QString title;
    QString help; ///< one or two sentences
    QVariant initial;
    std::vector<Choice> choices; ///< of a Choice
    int lowest = 0;              ///< of a Number
    int highest = 100;
    QString unit;    ///< behind a Number: " px"
    QString lowText; ///< what the lowest Number means, when it has a meaning of its own
};

[[nodiscard]] std::vector<SettingSpec> settingSpecs();

/// The settings with their defaults, told live when one changes. Main thread; `settings` outlives
/// it. A value that is kept but makes no sense counts as the default.
class Preferences : public QObject
{
    Q_OBJECT
public:
    explicit Preferences(QSettings &settings);

    [[nodiscard]] const std::vector<SettingSpec> &specs() const { return m_specs; }
    [[nodiscard]] const SettingSpec &spec(QStringView key) const;
    /// The key must be that of a spec.
    [[nodiscard]] QVariant value(QStringView key) const;
    [[nodiscard]] bool isOn(QStringView key) const { return value(key).toBool(); }
    [[nodiscard]] int number(QStringView key) const { return value(key).toInt(); }
    [[nodiscard]] QString text(QStringView key) const { return value(key).toString(); }
    void set(const QString &key, const QVariant &value);
    void reset(const QString &key);
    [[nodiscard]] bool isInitial(const QString &key) const;

Q_SIGNALS:
    void changed(const QString &key);

private:
    QSettings &m_settings;
    std::vector<SettingSpec> m_specs;
};

} // namespace assay::ui
