// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema_wording.h"

#include <QRegularExpression>

#include <array>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

/// A text that starts and ends so, with a part between; an `ending` alone is the whole rest.
struct Wording
{
    QLatin1StringView start;
    QLatin1StringView ending;
    QLatin1StringView ours; ///< %1 is the part between
};

constexpr std::array kWordings = {
    Wording{"Value type not permitted by 'type' constraint"_L1, ""_L1,
            "its type is not one that the schema allows"_L1},
    Wording{"Missing required property '"_L1, "'"_L1, "the member \"%1\" is missing"_L1},
    Wording{"Missing dependency '"_L1, "'"_L1,
            "the member \"%1\" is missing, which another one needs"_L1},
    Wording{"Object contains a property that could not be validated using 'properties' or "
            "'additionalProperties' constraints: '"_L1,
            "'"_L1, "the member \"%1\" is not allowed"_L1},
    Wording{"Failed to validate against schema associated with property name '"_L1, "'"_L1,
            "the member \"%1\" is not allowed"_L1},
    Wording{"Expected number less than or equal to "_L1, ""_L1, "it is not at most %1"_L1},
    Wording{"Expected number less than "_L1, ""_L1, "it is not less than %1"_L1},
    Wording{"Expected number greater than or equal to "_L1, ""_L1, "it is not at least %1"_L1},
    Wording{"Expected number greater than "_L1, ""_L1, "it is not greater than %1"_L1},
    Wording{"Value should be a multiple of "_L1, ""_L1, "it is not a multiple of %1"_L1},
    Wording{"Array should contain no more than "_L1, " elements"_L1,
            "its length is not at most %1"_L1},
    Wording{"Array should contain no fewer than "_L1, " elements"_L1,
            "its length is not at least %1"_L1},
    Wording{"String should be no more than "_L1, " characters in length"_L1,
            "its length is not at most %1"_L1},
    Wording{"String should be no fewer than "_L1, " characters in length"_L1,
            "its length is not at least %1"_L1},
    Wording{"Object should have no more than "_L1, " properties"_L1,
            "it has not at most %1 members"_L1},
    Wording{"Object should have no fewer than "_L1, " properties"_L1,
            "it has not at least %1 members"_L1},
    Wording{"Array contains more items than allowed by items constraint"_L1, ""_L1,
            "it has more elements than \"items\" allows"_L1},
    Wording{"Cannot validate item #"_L1,
            " or greater using 'items' constraint or 'additionalItems' constraint"_L1, ""_L1},
    Wording{"Failed to match against any enum values"_L1, ""_L1,
            "it is none of the values of \"enum\""_L1},
    Wording{"Failed to match expected value set by 'const' constraint"_L1, ""_L1,
            "it is not the value of \"const\""_L1},
    Wording{"Failed to any values against subschema in 'contains' constraint"_L1, ""_L1,
            "none of its elements fits \"contains\""_L1},
    Wording{"Failed to validate against any schemas allowed by anyOf constraint"_L1, ""_L1,
            "it fits none of \"anyOf\""_L1},
    Wording{"Failed to validate against any child schemas allowed by oneOf constraint"_L1, ""_L1,
            "it fits none of \"oneOf\""_L1},
    Wording{"Failed to validate against exactly one child schema"_L1, ""_L1,
            "it fits more than one of \"oneOf\""_L1},
    Wording{"Target should not validate against schema specified in 'not' constraint"_L1, ""_L1,
            "it fits what \"not\" refuses"_L1},
};

/// 3.000000 as a person writes it.
QString plain(const QString &part)
{
    static const QRegularExpression kZeros(u"^(-?\\d+)(?:\\.0+|(\\.\\d*[1-9])0*)$"_s);
    const auto match = kZeros.match(part);
    return match.hasMatch() ? match.captured(1) + match.captured(2) : part;
}

} // namespace

QString schemaWording(QString text)
{
    if (text.endsWith(u'.'))
        text.chop(1);
    for (const Wording &wording : kWordings) {
        if (!text.startsWith(wording.start) || !text.endsWith(wording.ending))
            continue;
        const qsizetype length = text.size() - wording.start.size() - wording.ending.size();
        const QString ours = wording.ours;
        if (length < 0)
            continue;
        return ours.contains(u"%1"_s) ? ours.arg(plain(text.sliced(wording.start.size(), length)))
                                      : ours;
    }
    if (!text.isEmpty())
        text[0] = text[0].toLower();
    return text;
}

} // namespace assay::expect
