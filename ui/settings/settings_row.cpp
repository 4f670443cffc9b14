// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEditorWidth = 200;
constexpr int kLeastEditorWidth = 110; ///< in a narrow page

void setEditorWidth(QWidget &editor)
{
    editor.setMinimumWidth(kLeastEditorWidth);
    editor.setMaximumWidth(kEditorWidth);
    editor.setSizePolicy(QSizePolicy::Expanding, editor.sizePolicy().verticalPolicy());
}

} // namespace

SettingsRow::SettingsRow(Preferences &preferences, const SettingSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
{
    setObjectName(u"settingsRow"_s);
    auto *title = new QLabel(spec.title, this);
    title->setFont(boldFont());
    auto *help = new QLabel(spec.help, this);
    help->setObjectName(u"muted"_s);
    help->setWordWrap(true);
    QWidget *editor = makeEditor(preferences);
    editor->setObjectName(u"setting/"_s + spec.key);
    editor->setAccessibleName(spec.title);
    editor->setAccessibleDescription(spec.help);
    editor->setToolTip(spec.help);
    title->setBuddy(editor);
    auto *reset = new QToolButton(this);
    reset->setIcon(QIcon(u":/assay/icons/close.svg"_s));
    reset->setAutoRaise(true);
    QSizePolicy keepsPlace = reset->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(keepsPlace);
    reset->setToolTip(tr("Back to the default"));
    reset->setAccessibleName(tr("%1: back to the default").arg(spec.title));
    connect(reset, &QToolButton::clicked, this,
            [this, &preferences] { preferences.reset(m_spec.key); });
    const auto refresh = [reset, &preferences, key = spec.key] {
        reset->setVisible(!preferences.isInitial(key));
    };
    connect(&preferences, &Preferences::changed, this, refresh);
    refresh();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->addWidget(title, 0, 0);
    grid->addWidget(help, 1, 0);
    grid->addWidget(editor, 0, 1, 2, 1, Qt::AlignVCenter);
    grid->addWidget(reset, 0, 2, 2, 1, Qt::AlignVCenter);
    grid->setColumnStretch(0, 1);
    grid->setColumnMinimumWidth(0, 120);
}

QWidget *SettingsRow::makeEditor(Preferences &preferences)
{
    const QString key = m_spec.key;
    /// Shows the value that is kept, also when another place changes it.
    const auto follow = [&](auto *editor, auto show) {
        const auto refresh = [editor, show, key, &preferences] {
            const QSignalBlocker quiet(editor);
            show(preferences.value(key));
        };
        connect(&preferences, &Preferences::changed, editor, refresh);
        refresh();
    };
    switch (m_spec.kind) {
    case SettingSpec::Kind::Switch: {
        auto *box = new QCheckBox(this);
        connect(box, &QCheckBox::toggled, this,
                [&preferences, key](bool on) { preferences.set(key, on); });
        follow(box, [box](const QVariant &value) { box->setChecked(value.toBool()); });
        return box;
    }
    case SettingSpec::Kind::Choice: {
        auto *box = new QComboBox(this);
        setEditorWidth(*box);
        for (const SettingSpec::Choice &choice : m_spec.choices)
            box->addItem(choice.text, choice.value);
        connect(box, &QComboBox::activated, this, [&preferences, key, box](int index) {
            preferences.set(key, box->itemData(index));
        });
        follow(box, [box](const QVariant &value) {
            box->setCurrentIndex(box->findData(value.toString()));
        });
        return box;
    }
    case SettingSpec::Kind::Number: {
        auto *box = new QSpinBox(this);
        setEditorWidth(*box);
        box->setRange(m_spec.lowest, m_spec.highest);
        box->setSuffix(m_spec.unit);
        box->setSpecialValueText(m_spec.lowText);
        connect(box, &QSpinBox::valueChanged, this,
                [&preferences, key](int value) { preferences.set(key, value); });
        follow(box, [box](const QVariant &value) { box->setValue(value.toInt()); });
        return box;
    }
    case SettingSpec::Kind::Text: {
        auto *box = new QLineEdit(this);
        setEditorWidth(*box);
        connect(box, &QLineEdit::editingFinished, this,
                [&preferences, key, box] { preferences.set(key, box->text()); });
        follow(box, [box](const QVariant &value) { box->setText(value.toString()); });
        return box;
    }
    }
    return nullptr;
}

bool SettingsRow::fits(const QStringList &words) const
{
    return std::ranges::all_of(words, [this](const QString &word) {
        return m_spec.title.contains(word, Qt::CaseInsensitive) ||
               m_spec.help.contains(word, Qt::CaseInsensitive) ||
               m_spec.key.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace assay::ui
