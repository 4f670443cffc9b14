// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <vector>

namespace assay::suite {

/// One mistake of a file, as the editor and the console show it. A plain value, any thread.
struct Diagnostic
{
    base::Error error;   ///< with its position, its quoted line and what to do
    QString expected;    ///< what may stand there: "a duration such as 200ms"; may be empty
    QString replacement; ///< the word that was meant, for a quick fix; may be empty
};

/// A value and the mistakes that were found while it was read; the value is whole only when ok().
template <class T>
struct Loaded
{
    T value{};
    std::vector<Diagnostic> diagnostics;

    [[nodiscard]] bool ok() const { return diagnostics.empty(); }
};

/// Collects mistakes in the order in which they are found and quotes their source lines. After
/// kLimit of them it only counts. Confined to one thread.
class Diagnostics
{
public:
    static constexpr int kLimit = 200;

    /// The text that positions of `file` point into; needed before its first mistake.
    void addSource(const QString &file, const QByteArray &text);

    void add(Diagnostic diagnostic);
    void add(QString title, QString fix, base::SourcePosition position, QString expected = {},
             QString replacement = {});
    /// An unknown word: did-you-mean over `known` is the fix and the replacement.
    void addUnknown(QString title, const QString &word, const QStringList &known,
                    base::SourcePosition position);
    void add(base::Error error) { add(Diagnostic{std::move(error), {}, {}}); }

    [[nodiscard]] bool isEmpty() const { return m_found.empty(); }
    [[nodiscard]] qsizetype count() const
    {
        return static_cast<qsizetype>(m_found.size()) + m_more;
    }
    /// All of them; past the limit the last says how many more there are. Leaves the collector
    /// empty.
    [[nodiscard]] std::vector<Diagnostic> take();

private:
    [[nodiscard]] QString lineOf(const base::SourcePosition &position) const;

    QHash<QString, QByteArray> m_sources;
    QSet<QString> m_known; ///< a file that is included twice has its mistakes once
    std::vector<Diagnostic> m_found;
    int m_more = 0;
};

} // namespace assay::suite
