// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/responders/text_vector.h"

#include <QHash>
#include <QSet>

#include <cmath>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPlaces = 4; // coordinates of one word: two words rarely share all of them

const QSet<QString> &stopWords()
{
    static const QSet<QString> kWords = [] {
        const QStringList words =
            u"a about after all also am an and any are as at be because been before being but by "
            "can could did do does doing for from had has have having he her hers him his how i if "
            "in into is it its just me more most my no nor not of off on once only or other our "
            "ours out over own same she should so some such than that the their theirs them then "
            "there these they this those through to too under until up very was we were what when "
            "where which while who whom why will with would you your yours"_s.split(u' ');
        return QSet<QString>(words.begin(), words.end());
    }();
    return kWords;
}

/// FNV-1a, then SplitMix64's finaliser: Qt's own hashes are seeded, and not the same everywhere.
quint64 hashOf(const QByteArray &bytes, quint64 salt)
{
    quint64 hash = 0xcbf29ce484222325ULL ^ (salt * 0x9e3779b97f4a7c15ULL);
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31);
}

void addWord(std::vector<double> &vector, const QString &word, double weight)
{
    const QByteArray bytes = word.toUtf8();
    for (quint64 place = 0; place < kPlaces; ++place) {
        const quint64 hash = hashOf(bytes, place);
        const std::size_t at = static_cast<std::size_t>((hash >> 1) % vector.size());
        vector[at] += (hash & 1) != 0 ? weight : -weight;
    }
}

QHash<QString, int> wordsOf(const QString &text)
{
    QHash<QString, int> counts;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty() && !stopWords().contains(word))
            ++counts[stem(word)];
        word.clear();
    };
    for (const QChar c : text) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark())
            word += c.toLower();
        else if (c != u'\'')
            end();
    }
    end();
    return counts;
}

} // namespace

QString stem(QString word)
{
    const auto cut = [&](QStringView ending, qsizetype atLeast, QStringView with = {}) {
        if (!word.endsWith(ending) || word.size() - ending.size() < atLeast)
            return false;
        word.chop(ending.size());
        word += with;
        return true;
    };
    if (!cut(u"sses", 1, u"ss") && !cut(u"ies", 2, u"y") && !word.endsWith(u"ss") &&
        !word.endsWith(u"us"))
        cut(u"s", 3);
    if (cut(u"ing", 3) || cut(u"ed", 3)) {
        const qsizetype size = word.size();
        if (size > 3 && word.at(size - 1) == word.at(size - 2) && word.at(size - 1) != u'l' &&
            word.at(size - 1) != u's')
            word.chop(1); // running -> runn -> run
    }
    cut(u"ly", 3);
    cut(u"e", 3); // make, making
    return word;
}

std::vector<float> textVector(const QString &text, int dimensions)
{
    std::vector<double> sum(static_cast<std::size_t>(dimensions), 0.0);
    const QHash<QString, int> words = wordsOf(text);
    // Sums of +-log values in any order differ in the last bits: so in a fixed order.
    QStringList sorted = words.keys();
    sorted.sort();
    for (const QString &word : sorted)
        addWord(sum, word, 1 + std::log(static_cast<double>(words.value(word))));
    double square = 0;
    for (const double value : sum)
        square += value * value;
    if (square == 0) { // no words, or they cancel out: still a direction of its own
        sum[static_cast<std::size_t>(hashOf(text.toUtf8(), kPlaces) % sum.size())] = 1;
        square = 1;
    }
    const double length = std::sqrt(square);
    std::vector<float> vector;
    vector.reserve(sum.size());
    for (const double value : sum)
        vector.push_back(static_cast<float>(value / length));
    return vector;
}

} // namespace assay::simulation
