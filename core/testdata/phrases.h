// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/counter_random.h"
#include "testdata/word_lists.h"

namespace assay::testdata {

/// Texts as people write them, of a language's words. Each takes what it needs of the draws. Any
/// thread.

[[nodiscard]] const std::string &pick(Draws &draws, const std::vector<std::string> &words);
[[nodiscard]] std::string sentence(Draws &draws, const WordList &words);
/// Sentences of exactly so many characters; the last may be cut.
[[nodiscard]] std::string sentences(Draws &draws, const WordList &words, qint64 characters);
/// The same of given sentences.
[[nodiscard]] std::string joinedTexts(Draws &draws, const std::vector<std::string> &texts,
                                      const std::string &space, qint64 characters);
/// By its name in a schema: "name", "email", "city"... `code` makes an address unique; it may be
/// "".
[[nodiscard]] std::string formText(const QString &form, Draws &draws, const WordList &words,
                                   const std::string &code);
/// # becomes a digit, ? a letter.
[[nodiscard]] std::string filledForm(Draws &draws, const std::string &form);
/// `index` with so many digits of base 36.
[[nodiscard]] std::string codeText(quint64 index, int digits);

} // namespace assay::testdata
