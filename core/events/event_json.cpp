// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_json.h"

#include "base/json_text.h"
#include "events/event_members.h"

#include <array>
#include <charconv>
#include <cmath>

namespace assay::events {

namespace {

/// Writes JSON text straight from the members: no document is built on the way of an event.
class Writer
{
public:
    explicit Writer(QByteArray &out)
        : m_out(out)
    {
    }

    template <class T>
    void operator()(const char *name, const T &value)
    {
        key(name);
        write(value);
    }
    template <class T>
    void sparse(const char *name, const T &value)
    {
        if (!isDefault(value))
            (*this)(name, value);
    }
    /// As text when it is text; else as base64 under the name with "Base64".
    void bytes(const char *name, const QByteArray &value)
    {
        if (value.isEmpty())
            return;
        if (value.isValidUtf8()) {
            key(name);
            writeUtf8(value);
            return;
        }
        separate();
        m_out += '"';
        m_out += name;
        m_out += "Base64\":\"";
        m_out += value.toBase64();
        m_out += '"';
    }

private:
    void separate()
    {
        if (!m_out.endsWith('{'))
            m_out += ',';
    }
    void key(const char *name)
    {
        separate();
        m_out += '"';
        m_out += name;
        m_out += "\":";
    }
    template <class N>
    void number(N value)
    {
        std::array<char, 32> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
        m_out.append(buffer.data(), end.ptr - buffer.data());
    }
    void writeUtf8(const QByteArray &text);

    void write(const QString &value) { base::appendJsonString(m_out, value); }
    void write(std::int32_t value) { number(value); }
    void write(qint64 value) { number(value); }
    void write(double value)
    {
        if (std::isfinite(value))
            number(value);
        else
            m_out += "null";
    }
    void write(bool value) { m_out += value ? "true" : "false"; }
    void write(base::Nanoseconds value) { number(value.count()); }
    void write(model::Outcome value) { write(model::outcomeName(value)); }
    void write(model::ServiceState value) { write(model::serviceStateName(value)); }
    void write(model::NeedOn value) { write(model::needOnName(value)); }
    void write(LogLevel value) { write(logLevelName(value)); }
    void write(const QDateTime &value) { write(value.toUTC().toString(Qt::ISODateWithMs)); }
    void write(const QJsonObject &value) { base::appendJson(m_out, value); }
    void write(const std::shared_ptr<const model::Exchange> &value) { write(*value); }
    void write(const std::pair<QString, QString> &value)
    {
        m_out += '[';
        write(value.first);
        m_out += ',';
        write(value.second);
        m_out += ']';
    }
    template <class T>
    void writeList(const T &values)
    {
        m_out += '[';
        bool first = true;
        for (const auto &value : values) {
            if (!first)
                m_out += ',';
            first = false;
            write(value);
        }
        m_out += ']';
    }
    template <class T>
    void write(const QList<T> &values)
    {
        writeList(values);
    }
    template <class T>
    void write(const std::vector<T> &values)
    {
        writeList(values);
    }
    template <class T>
    void write(const T &value)
    {
        m_out += '{';
        describe(*this, value);
        m_out += '}';
    }

    static bool isDefault(const QString &value) { return value.isEmpty(); }
    static bool isDefault(std::int32_t value) { return value == 0; }
    static bool isDefault(qint64 value) { return value == 0; }
    static bool isDefault(bool value) { return !value; }
    static bool isDefault(const QDateTime &value) { return !value.isValid(); }
    template <class T>
    static bool isDefault(const QList<T> &value)
    {
        return value.isEmpty();
    }
    static bool isDefault(const QJsonObject &value) { return value.isEmpty(); }
    static bool isDefault(const base::SourcePosition &value)
    {
        return value == base::SourcePosition{};
    }
    static bool isDefault(const std::shared_ptr<const model::Exchange> &value) { return !value; }
    template <class T>
    static bool isDefault(const std::vector<T> &value)
    {
        return value.empty();
    }

    QByteArray &m_out;
};

void Writer::writeUtf8(const QByteArray &text)
{
    m_out += '"';
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto unit = static_cast<unsigned char>(text[i]);
        if (unit >= 0x20 && unit != '"' && unit != '\\')
            continue;
        m_out.append(text.constData() + start, i - start);
        start = i + 1;
        switch (unit) {
        case '"':
            m_out += "\\\"";
            break;
        case '\\':
            m_out += "\\\\";
            break;
        case '\n':
            m_out += "\\n";
            break;
        default:
            m_out += "\\u00";
            m_out += "0123456789abcdef"[unit >> 4];
            m_out += "0123456789abcdef"[unit & 0xf];
        }
    }
    m_out.append(text.constData() + start, text.size() - start);
    m_out += '"';
}

template <std::size_t... I>
std::array<QByteArray, sizeof...(I)> quotedNames(std::index_sequence<I...>)
{
    return {('"' + payloadName(Payload(std::in_place_index<I>)).toUtf8() + '"')...};
}

} // namespace

void appendEventLine(QByteArray &out, const Event &event)
{
    static const auto kNames =
        quotedNames(std::make_index_sequence<std::variant_size_v<Payload>>());
    out += "{\"seq\":";
    out += QByteArray::number(static_cast<quint64>(event.sequence));
    out += ",\"at\":";
    out += QByteArray::number(static_cast<qint64>(event.at.count()));
    out += ",\"event\":";
    out += kNames[event.payload.index()];
    Writer writer(out);
    std::visit([&](const auto &payload) { describe(writer, payload); }, event.payload);
    out += "}\n";
}

QByteArray eventLine(const Event &event)
{
    QByteArray line;
    appendEventLine(line, event);
    return line;
}

} // namespace assay::events
