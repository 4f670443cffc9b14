// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>
#include <vector>

namespace assay::testdata {

/// The words of one language, from resources/data/v1: our own, and never changed once released, so
/// that a seed gives the same data in ten years. Texts are UTF-8.
struct WordList
{
    struct Name
    {
        std::string text;
        std::string ascii; ///< lower case, for addresses
    };
    std::string locale;
    std::vector<Name> firstNames;
    std::vector<Name> lastNames;
    std::vector<std::string> cities, streets, countries, companies, companyForms, jobs;
    std::vector<std::string> subjects, predicates, endings; ///< of sentences
    std::vector<std::string> words;
    std::string nameForm;     ///< "{first} {last}"
    std::string streetForm;   ///< "{number} {street}"
    std::string phoneForm;    ///< # is a digit
    std::string postcodeForm; ///< ? is a letter
    std::string sentenceForm; ///< "{s} {p} {e}"
    std::string stop;         ///< "."
    std::string space;        ///< between words and sentences; empty in Japanese
};

/// Null for a language that we have not. Read once; any thread.
[[nodiscard]] const WordList *wordList(const QString &locale);
[[nodiscard]] QStringList wordListLocales(); ///< sorted

} // namespace assay::testdata
