// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/process_limits.h"

#include <QVariant>

#include <array>
#include <chrono>
#include <cmath>
#include <sys/resource.h>

namespace assay::environment {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

enum class Unit { Count, Bytes, Seconds };

struct EachLimit
{
    const char *name;
    int resource;
    Unit unit;
    const char *help;
};

constexpr std::array<EachLimit, 6> kEach{{
    {"files", RLIMIT_NOFILE, Unit::Count, "descriptors of each of its processes"},
    {"processes", RLIMIT_NPROC, Unit::Count, "processes of its user; root has no such limit"},
    {"addressSpace", RLIMIT_AS, Unit::Bytes, "of each of its processes"},
    {"fileSize", RLIMIT_FSIZE, Unit::Bytes, "of each file that it writes"},
    {"core", RLIMIT_CORE, Unit::Bytes, "of a core dump; 0 for none"},
    {"cpuTime", RLIMIT_CPU, Unit::Seconds, "of each of its processes; then SIGKILL"},
}};

base::Result<std::uint64_t> valueOf(const QJsonValue &value, Unit unit)
{
    const QString text = value.toVariant().toString();
    if (unit == Unit::Seconds) {
        const auto time = base::parseDuration(text);
        if (!time)
            return base::failure(time.error());
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*time).count();
        return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 1));
    }
    bool isNumber = false;
    const std::uint64_t number = text.toULongLong(&isNumber);
    if (isNumber)
        return number;
    if (unit == Unit::Bytes) {
        const auto bytes = base::parseByteCount(text);
        if (!bytes)
            return base::failure(bytes.error());
        return static_cast<std::uint64_t>(std::max<std::int64_t>(bytes->value, 0));
    }
    return base::failure(u"\"%1\" is not a whole number"_s.arg(text));
}

base::Error about(const QString &name, base::Error error)
{
    error.title = u"limits.%1: %2"_s.arg(name, error.title);
    return error;
}

} // namespace

Shape ProcessLimits::shape()
{
    std::vector<Shape::Key> keys{
        {u"memory"_s, Shape::byteCount(), false,
         u"of it and all that it starts, where control groups can be had"_s},
        {u"cpu"_s, Shape::number(0.01, 10'000), false,
         u"processors, 1.5 for one and a half; where control groups can be had"_s}};
    for (const EachLimit &limit : kEach) {
        const Shape value = limit.unit == Unit::Count   ? Shape::integer(0)
                            : limit.unit == Unit::Bytes ? Shape::byteCount()
                                                        : Shape::duration();
        keys.emplace_back(QString::fromLatin1(limit.name), value, false,
                          QString::fromLatin1(limit.help));
    }
    return Shape::map(std::move(keys));
}

base::Result<ProcessLimits> ProcessLimits::of(const QJsonObject &settings)
{
    ProcessLimits limits;
    if (settings.contains(u"memory"_s)) {
        const auto bytes = valueOf(settings.value(u"memory"_s), Unit::Bytes);
        if (!bytes)
            return base::failure(about(u"memory"_s, bytes.error()));
        limits.group.memory = base::ByteCount{static_cast<std::int64_t>(*bytes)};
    }
    if (settings.contains(u"cpu"_s)) {
        bool isNumber = false;
        const double cpu = settings.value(u"cpu"_s).toVariant().toString().toDouble(&isNumber);
        if (!isNumber || !std::isfinite(cpu) || cpu <= 0)
            return base::failure(u"limits.cpu: it is not a number above 0"_s);
        limits.group.processors = cpu;
    }
    for (const EachLimit &limit : kEach) {
        const QString name = QString::fromLatin1(limit.name);
        if (!settings.contains(name))
            continue;
        const auto value = valueOf(settings.value(name), limit.unit);
        if (!value)
            return base::failure(about(name, value.error()));
        limits.each.emplace_back(limit.resource, *value);
    }
    return limits;
}

} // namespace assay::environment
