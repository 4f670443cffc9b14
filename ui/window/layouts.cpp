// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/layouts.h"

#include <QSettings>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kCurrentKey = u"layout/current"_s;

} // namespace

QString layoutName(LayoutKind kind)
{
    switch (kind) {
    case LayoutKind::Author:
        return u"author"_s;
    case LayoutKind::Run:
        return u"run"_s;
    case LayoutKind::Review:
        return u"review"_s;
    }
    return {};
}

Layouts::Layouts(Docks &docks, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_docks(docks)
    , m_settings(settings)
{
}

QString Layouts::key(const char *what) const
{
    return u"layout/%1/%2"_s.arg(layoutName(m_current), QLatin1StringView(what));
}

void Layouts::switchTo(LayoutKind kind)
{
    save();
    m_current = kind;
    m_settings.setValue(kCurrentKey, layoutName(kind));
    if (!m_docks.restore(m_settings.value(key("state")).toByteArray()))
        reset();
    Q_EMIT switched();
}

void Layouts::keep()
{
    m_settings.setValue(key("kept"), m_docks.state());
}

void Layouts::reset()
{
    if (!m_docks.restore(m_settings.value(key("kept")).toByteArray()))
        m_docks.arrange(m_current);
}

void Layouts::original()
{
    m_settings.remove(key("kept"));
    m_docks.arrange(m_current);
}

bool Layouts::restore()
{
    const QString name = m_settings.value(kCurrentKey).toString();
    for (const LayoutKind kind : kLayoutKinds) {
        if (layoutName(kind) == name)
            m_current = kind;
    }
    const bool done = m_docks.restore(m_settings.value(key("state")).toByteArray());
    Q_EMIT switched();
    return done;
}

void Layouts::save()
{
    m_settings.setValue(kCurrentKey, layoutName(m_current));
    m_settings.setValue(key("state"), m_docks.state());
}

} // namespace assay::ui
