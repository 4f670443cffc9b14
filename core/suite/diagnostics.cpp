// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/diagnostics.h"

#include "base/suggest.h"

namespace assay::suite {

using namespace Qt::StringLiterals;

void Diagnostics::addSource(const QString &file, const QByteArray &text)
{
    m_sources.insert(file, text);
}

void Diagnostics::add(Diagnostic diagnostic)
{
    const QString mark = diagnostic.error.position.toString() + u' ' + diagnostic.error.title;
    if (m_known.contains(mark))
        return;
    m_known.insert(mark);
    if (m_found.size() >= static_cast<std::size_t>(kLimit)) {
        ++m_more;
        return;
    }
    if (diagnostic.error.quotedLine.isEmpty())
        diagnostic.error.quotedLine = lineOf(diagnostic.error.position);
    m_found.push_back(std::move(diagnostic));
}

void Diagnostics::add(QString title, QString fix, base::SourcePosition position, QString expected,
                      QString replacement)
{
    add(Diagnostic{base::Error{std::move(title), std::move(fix), std::move(position)},
                   std::move(expected), std::move(replacement)});
}

void Diagnostics::addUnknown(QString title, const QString &word, const QStringList &known,
                             base::SourcePosition position)
{
    add(std::move(title), base::didYouMean(word, known), std::move(position),
        known.isEmpty() ? QString() : u"one of "_s + known.join(u", "_s),
        base::nearestWord(word, known));
}

std::vector<Diagnostic> Diagnostics::take()
{
    if (m_more > 0) {
        m_found.push_back(
            {base::Error{u"and %1 more"_s.arg(m_more), u"correct those above first"_s}, {}, {}});
        m_more = 0;
    }
    m_known.clear();
    return std::exchange(m_found, {});
}

QString Diagnostics::lineOf(const base::SourcePosition &position) const
{
    constexpr qsizetype kLongest = 400; // a minified file is one line of megabytes
    const auto source = m_sources.constFind(position.file);
    if (source == m_sources.cend() || position.line < 1)
        return {};
    qsizetype start = 0;
    for (int line = 1; line < position.line; ++line) {
        const qsizetype newline = source->indexOf('\n', start);
        if (newline < 0)
            return {};
        start = newline + 1;
    }
    qsizetype end = source->indexOf('\n', start);
    if (end < 0)
        end = source->size();
    if (end > start && source->at(end - 1) == '\r')
        --end;
    if (end - start > kLongest)
        return {};
    QString line = QString::fromUtf8(source->constData() + start, end - start);
    line.replace(u'\t', u' ');
    line.replace(QChar(u'\0'), QChar(0xfffd));
    return line;
}

} // namespace assay::suite
