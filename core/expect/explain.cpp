// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/explain.h"

#include "base/json_text.h"
#include "expect/matcher.h"
#include "expect/matchers/registry.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxPhrase = 240;

/// Stops as soon as the bound is reached; each level writes at least one character, which bounds
/// depth.
void appendShown(QByteArray &out, const QJsonValue &value, qsizetype limit)
{
    if (out.size() > limit)
        return;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        out += '[';
        for (qsizetype i = 0; i < array.size() && out.size() <= limit; ++i) {
            if (i > 0)
                out += ',';
            appendShown(out, array.at(i), limit);
        }
        out += ']';
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        out += '{';
        bool first = true;
        for (auto it = object.begin(); it != object.end() && out.size() <= limit; ++it) {
            if (!first)
                out += ',';
            first = false;
            base::appendJsonString(out, QStringView(it.key()).left(limit));
            out += ':';
            appendShown(out, it.value(), limit);
        }
        out += '}';
    } else if (value.isString()) {
        base::appendJsonString(out, value.toString().left(limit + 1));
    } else {
        base::appendJson(out, value);
    }
}

} // namespace

QString shown(const QJsonValue &value, qsizetype limit)
{
    if (value.isUndefined())
        return u"nothing"_s;
    QByteArray bytes;
    appendShown(bytes, value, limit * 4);
    QString text = QString::fromUtf8(bytes);
    if (text.size() > limit) {
        qsizetype cut = limit;
        if (text[cut - 1].isHighSurrogate())
            --cut;
        text = text.first(cut) + u"..."_s;
    }
    return text;
}

QString kindWord(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"a map"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

QString holdsPhrase(const model::Node &expected)
{
    QString phrase;
    if (isMatcher(expected)) {
        for (const model::Node::Member &member : expected.members()) {
            if (!phrase.isEmpty())
                phrase += u" and "_s;
            const MatcherKind &kind = *findMatcher(member.key);
            phrase += kind.holds.contains(u"%1"_s)
                          ? kind.holds.arg(describeArgument(kind, member.value))
                          : kind.holds;
            if (phrase.size() > kMaxPhrase)
                return phrase.first(kMaxPhrase) + u"..."_s;
        }
        return phrase;
    }
    return u"is %1"_s.arg(shown(expected.toJson()));
}

QString memberPath(const QString &path, const QString &name)
{
    const bool plain =
        !name.isEmpty() && name.size() <= 80 && std::ranges::all_of(name, [](QChar character) {
            return character.isLetterOrNumber() || character == u'_' || character == u'-';
        });
    if (!plain)
        return path + u"['"_s + name.left(80) + u"']"_s;
    return path.isEmpty() ? name : path + u'.' + name;
}

QString elementPath(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

} // namespace assay::expect
