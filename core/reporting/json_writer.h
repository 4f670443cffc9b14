// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_text.h"
#include "base/source_position.h"
#include "base/units.h"

#include <QByteArray>

namespace assay::reporting {

/// Writes indented JSON as text, member by member: no document is built.
///
///     JsonWriter json;
///     json.begin('{'); json.member("name", name); json.end('}');
///
/// Confined to one thread.
class JsonWriter
{
public:
    void begin(char bracket)
    {
        separate();
        open(bracket);
    }
    void begin(const char *name, char bracket)
    {
        key(name);
        open(bracket);
    }
    void end(char bracket)
    {
        --m_depth;
        if (!m_first)
            line();
        m_text += bracket;
        m_first = false;
    }
    void member(const char *name, const QString &value)
    {
        key(name);
        base::appendJsonString(m_text, value);
    }
    void member(const char *name, bool value)
    {
        key(name);
        m_text += value ? "true" : "false";
    }
    void member(const char *name, qint64 value)
    {
        key(name);
        m_text += QByteArray::number(value);
    }
    void member(const char *name, int value) { member(name, static_cast<qint64>(value)); }
    void member(const char *name, const QJsonValue &value)
    {
        key(name);
        base::appendJson(m_text, value);
    }
    /// Leaves out what is empty.
    void some(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            member(name, value);
    }
    void value(const QString &value)
    {
        separate();
        base::appendJsonString(m_text, value);
    }
    /// What was written so far; the writer goes on behind it.
    [[nodiscard]] QByteArray take() { return std::exchange(m_text, {}); }
    [[nodiscard]] qsizetype size() const { return m_text.size(); }

private:
    void open(char bracket)
    {
        m_text += bracket;
        ++m_depth;
        m_first = true;
    }
    void line()
    {
        m_text += '\n';
        m_text.append(2 * m_depth, ' ');
    }
    void separate()
    {
        if (m_depth == 0)
            return;
        if (!m_first)
            m_text += ',';
        m_first = false;
        line();
    }
    void key(const char *name)
    {
        separate();
        m_text += '"';
        m_text += name;
        m_text += "\": ";
    }

    QByteArray m_text;
    qsizetype m_depth = 0;
    bool m_first = true;
};

} // namespace assay::reporting
