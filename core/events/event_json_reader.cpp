// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_json.h"
#include "events/event_members.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace assay::events {

using namespace Qt::StringLiterals;

namespace {

/// An event may carry a plan of 100 000 cases; more than this is no event.
constexpr qsizetype kMaxLine = qsizetype(256) * 1024 * 1024;

/// 73 years: times of this size can be added and subtracted by whoever reads the event.
constexpr qint64 kMaxTime = std::numeric_limits<qint64>::max() / 4;

bool isTime(qint64 nanoseconds)
{
    return nanoseconds >= -kMaxTime && nanoseconds <= kMaxTime;
}

/// Reads members that are there; those that are not keep their defaults. The first member of a
/// wrong type or value is remembered as the problem of the line.
class Reader
{
public:
    Reader(QJsonObject object, QString &problem)
        : m_object(std::move(object))
        , m_problem(problem)
    {
    }

    template <class T>
    void operator()(const char *name, T &value)
    {
        const QJsonValue found = m_object.value(QLatin1StringView(name));
        if (found.isUndefined())
            return;
        m_name = name;
        read(found, value);
    }
    template <class T>
    void sparse(const char *name, T &value)
    {
        (*this)(name, value);
    }
    void bytes(const char *name, QByteArray &value)
    {
        const QJsonValue encoded = m_object.value(QLatin1StringView(name) + u"Base64"_s);
        m_name = name;
        if (!encoded.isUndefined()) {
            auto decoded = QByteArray::fromBase64Encoding(encoded.toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
            if (!encoded.isString() || !decoded)
                expected(u"base64 text"_s);
            value = *std::move(decoded);
            return;
        }
        const QJsonValue text = m_object.value(QLatin1StringView(name));
        if (text.isUndefined())
            return;
        if (!text.isString())
            expected(u"text"_s);
        value = text.toString().toUtf8();
    }

private:
    void expected(const QString &what)
    {
        if (m_problem.isEmpty())
            m_problem = u"\"%1\" is not %2"_s.arg(QLatin1StringView(m_name), what);
    }
    template <class N>
    void readInteger(const QJsonValue &from, N &value)
    {
        constexpr qint64 kNone = std::numeric_limits<qint64>::min();
        const qint64 number = from.toInteger(kNone);
        if (number == kNone || number < std::numeric_limits<N>::min() ||
            number > std::numeric_limits<N>::max())
            return expected(u"a whole number that fits"_s);
        value = static_cast<N>(number);
    }
    template <class E, class F>
    void readWord(const QJsonValue &from, E &value, F find, const QString &what)
    {
        const std::optional<E> found = find(from.toString());
        if (!from.isString() || !found)
            return expected(what);
        value = *found;
    }

    void read(const QJsonValue &from, QString &value)
    {
        if (!from.isString())
            return expected(u"text"_s);
        value = from.toString();
    }
    void read(const QJsonValue &from, std::int32_t &value) { readInteger(from, value); }
    void read(const QJsonValue &from, qint64 &value) { readInteger(from, value); }
    void read(const QJsonValue &from, double &value)
    {
        if (!from.isDouble() && !from.isNull())
            return expected(u"a number or null"_s);
        value = from.toDouble(std::numeric_limits<double>::quiet_NaN());
    }
    void read(const QJsonValue &from, bool &value)
    {
        if (!from.isBool())
            return expected(u"true or false"_s);
        value = from.toBool();
    }
    void read(const QJsonValue &from, base::Nanoseconds &value)
    {
        qint64 count = 0;
        readInteger(from, count);
        if (!isTime(count))
            return expected(u"a time within 73 years"_s);
        value = base::Nanoseconds(count);
    }
    void read(const QJsonValue &from, model::Outcome &value)
    {
        readWord(from, value, model::outcomeFromName, u"an outcome"_s);
    }
    void read(const QJsonValue &from, model::ServiceState &value)
    {
        readWord(from, value, model::serviceStateFromName, u"a state of a service"_s);
    }
    void read(const QJsonValue &from, model::NeedOn &value)
    {
        readWord(from, value, model::needOnFromName, u"when a need holds"_s);
    }
    void read(const QJsonValue &from, LogLevel &value)
    {
        const auto find = [](QStringView name) -> std::optional<LogLevel> {
            for (const LogLevel level :
                 {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
                if (logLevelName(level) == name)
                    return level;
            }
            return std::nullopt;
        };
        readWord(from, value, find, u"a level"_s);
    }
    void read(const QJsonValue &from, QDateTime &value)
    {
        value = QDateTime::fromString(from.toString(), Qt::ISODateWithMs).toUTC();
        if (!value.isValid())
            expected(u"an ISO 8601 time"_s);
    }
    void read(const QJsonValue &from, QJsonObject &value)
    {
        if (!from.isObject())
            return expected(u"an object"_s);
        value = from.toObject();
    }
    template <class T>
    void read(const QJsonValue &from, QList<T> &values)
    {
        readList(from, values);
    }
    void read(const QJsonValue &from, std::pair<QString, QString> &value)
    {
        const QJsonArray pair = from.toArray();
        if (pair.size() != 2)
            return expected(u"a list of name and value"_s);
        read(pair[0], value.first);
        read(pair[1], value.second);
    }
    void read(const QJsonValue &from, std::shared_ptr<const model::Exchange> &value)
    {
        auto exchange = std::make_shared<model::Exchange>();
        read(from, *exchange);
        value = std::move(exchange);
    }
    template <class T>
    void read(const QJsonValue &from, std::vector<T> &values)
    {
        readList(from, values);
    }
    template <class L>
    void readList(const QJsonValue &from, L &values)
    {
        if (!from.isArray())
            return expected(u"a list"_s);
        const QJsonArray array = from.toArray();
        values.reserve(static_cast<decltype(values.size())>(array.size()));
        for (const QJsonValue value : array) {
            typename L::value_type item{};
            read(value, item);
            values.push_back(std::move(item));
        }
    }
    template <class T>
    void read(const QJsonValue &from, T &value)
    {
        if (!from.isObject())
            return expected(u"an object"_s);
        Reader reader(from.toObject(), m_problem);
        describe(reader, value);
    }

    QJsonObject m_object;
    QString &m_problem;
    const char *m_name = "";
};

template <std::size_t... I>
QHash<QString, Payload> emptyPayloads(std::index_sequence<I...>)
{
    QHash<QString, Payload> payloads;
    (payloads.insert(payloadName(Payload(std::in_place_index<I>)), Payload(std::in_place_index<I>)),
     ...);
    return payloads;
}

} // namespace

base::Result<Event> parseEventLine(const QByteArray &line)
{
    static const auto kPayloads =
        emptyPayloads(std::make_index_sequence<std::variant_size_v<Payload>>());
    if (line.size() > kMaxLine)
        return base::failure(u"the line is too long to be an event"_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError) {
        return base::failure(
            u"not an event: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject())
        return base::failure(u"not an event: it is not a JSON object"_s);

    const QJsonObject object = document.object();
    const QString name = object.value("event"_L1).toString();
    const auto payload = kPayloads.constFind(name);
    if (payload == kPayloads.constEnd()) {
        return name.isEmpty() ? base::failure(u"not an event: it has no \"event\""_s)
                              : base::failure(u"no event is called \"%1\""_s.arg(name),
                                              u"it may come from a newer Assay"_s);
    }
    const qint64 sequence = object.value("seq"_L1).toInteger(-1);
    if (sequence < 0)
        return base::failure(u"not an event: \"seq\" is not a whole number"_s);
    constexpr qint64 kNone = std::numeric_limits<qint64>::min();
    const qint64 at = object.value("at"_L1).toInteger(kNone);
    if (at == kNone)
        return base::failure(u"not an event: \"at\" is not a whole number"_s);
    if (!isTime(at))
        return base::failure(u"not an event: \"at\" is not a time within 73 years"_s);

    Event event;
    event.sequence = static_cast<std::uint64_t>(sequence);
    event.at = base::Nanoseconds(at);
    event.payload = *payload;
    QString problem;
    Reader reader(object, problem);
    std::visit([&](auto &value) { describe(reader, value); }, event.payload);
    if (!problem.isEmpty())
        return base::failure(u"the event \"%1\" is broken: %2"_s.arg(name, problem));
    return event;
}

} // namespace assay::events
