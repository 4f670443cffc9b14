// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/mask.h"

#include "testdata/phrases.h"
#include "testdata/value_text.h"

#include <QRegularExpression>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

/// Letters for letters and digits for digits; the rest stays.
std::string sameShape(const std::string &text, Draws &draws)
{
    std::string masked;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9')
            masked += static_cast<char>('0' + draws.below(10));
        else if (c >= 'a' && c <= 'z')
            masked += static_cast<char>('a' + draws.below(26));
        else if (c >= 'A' && c <= 'Z')
            masked += static_cast<char>('A' + draws.below(26));
        else if (static_cast<unsigned char>(c) >= 0xC0)
            masked += static_cast<char>('a' + draws.below(26)); // one letter of any script
        else if (static_cast<unsigned char>(c) < 0x80)
            masked += c;
    }
    return masked;
}

} // namespace

Value Mask::masked(const Value &value) const
{
    if (value.isNull() || form.isEmpty())
        return value;
    QByteArray text;
    appendText(text, value);
    const quint64 input = hashOf({text.constData(), static_cast<std::size_t>(text.size())});
    Draws draws(combined(keyOf(seed, "mask", form.toStdString()), input), 0);
    if (const auto *date = value.as<Date>())
        return Date{date->days + static_cast<qint32>(draws.between(-180, 180))};
    if (const auto *time = value.as<Timestamp>())
        return Timestamp{time->microseconds + draws.between(-180, 180) * 86'400'000'000LL};
    if (const auto *whole = value.as<qint64>()) {
        const std::string digits = sameShape(std::to_string(*whole), draws);
        return QString::fromStdString(digits).toLongLong();
    }
    const auto *original = value.as<std::string>();
    if (original == nullptr)
        return {}; // lists, JSON: nobody can say what is in them
    const bool keepsShape = form == u"text" || form == u"phone" || form == u"postcode";
    const WordList *words = wordList(locale);
    const std::string code = isUnique ? codeText(draws.bits(), 9) : std::string();
    std::string masked = keepsShape || words == nullptr ? sameShape(*original, draws)
                                                        : formText(form, draws, *words, code);
    if (keepsShape && isUnique)
        masked += code;
    if (length >= 0 && characterCount(masked) > length) {
        // The code is what makes it unique: it stays.
        const qint64 kept = std::max<qint64>(0, length - static_cast<qint64>(code.size()));
        masked = masked.substr(0, byteOfCharacter(masked, kept)) + code;
        masked.resize(byteOfCharacter(masked, length));
    }
    return masked;
}

QString personalForm(const QString &columnName)
{
    static const std::vector<std::pair<QRegularExpression, QString>> kForms = [] {
        const auto words = [](const QString &pattern) {
            return QRegularExpression(u"(^|_)(%1)(_|$)"_s.arg(pattern));
        };
        return std::vector<std::pair<QRegularExpression, QString>>{
            {words(u"e?mail|email_address|e_mail"_s), u"email"_s},
            {words(u"phone|mobile|fax|tel|telephone|phone_number"_s), u"phone"_s},
            {words(u"first_name|firstname|given_name|forename"_s), u"first_name"_s},
            {words(u"last_name|lastname|surname|family_name"_s), u"last_name"_s},
            {words(u"full_name|fullname|person|customer_name|contact|contact_name|display_name"_s),
             u"name"_s},
            {words(u"user_name|username|login|account_name"_s), u"user_name"_s},
            {words(u"street|address|address_line|street_address"_s), u"street"_s},
            {words(u"postcode|zip|zip_code|postal_code"_s), u"postcode"_s},
            {words(u"birthday|birth_date|date_of_birth|born|dob"_s), u"date"_s},
            {words(u"iban|ssn|passport|password|password_hash|secret|token|credit_card|card_number|"
                   "tax_id|ip|ip_address"_s),
             u"text"_s},
        };
    }();
    const QString name = columnName.toLower();
    for (const auto &[pattern, form] : kForms) {
        if (pattern.match(name).hasMatch())
            return form;
    }
    return {};
}

} // namespace assay::testdata
