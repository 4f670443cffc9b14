// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_query.h"

#include <algorithm>
#include <cstring>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kBlockBytes = 1024 * 1024;
constexpr LineNumber kBlockLines = 16'384;
/// Steps of the matcher in one shown line, so that a bad pattern does not hold up a frame.
constexpr auto kMarkLimit = "(*LIMIT_MATCH=2000)"_L1;
constexpr std::size_t kMostMarks = 100;

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// The longest text that every match of the pattern has, as far as that is plain to see; empty when
/// it is not. Only what stands outside of groups, classes and choices counts.
QString literalOf(const QString &pattern)
{
    if (pattern.contains(u'|') || pattern.contains(u"(?"_s) || pattern.contains(u"(*"_s) ||
        pattern.contains(u"\\Q"_s))
        return {};
    QString best;
    QString run;
    int depth = 0;
    const auto end = [&] {
        if (run.size() > best.size())
            best = run;
        run.clear();
    };
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern[i];
        if (c == u'[') {
            end();
            // "]" as the first of a class is one of it.
            qsizetype to = i + 1;
            if (to < pattern.size() && pattern[to] == u'^')
                ++to;
            for (++to; to < pattern.size() && pattern[to] != u']'; ++to) {
                if (pattern[to] == u'\\')
                    ++to;
                else if (pattern[to] == u'[')
                    return {}; // a named class: not worth the trouble
            }
            i = to;
        } else if (c == u'*' || c == u'?' || c == u'{') {
            if (!run.isEmpty() && run.back().isSurrogate())
                return {};
            run.chop(1);
            end();
            if (c == u'{') {
                const qsizetype close = pattern.indexOf(u'}', i);
                if (close < 0)
                    return {};
                i = close;
            }
        } else if (c == u'(' || c == u')') {
            depth += c == u'(' ? 1 : -1;
            end();
        } else if (c == u'.' || c == u'^' || c == u'$' || c == u'+') {
            end();
        } else if (c == u'\\') {
            const QChar next = i + 1 < pattern.size() ? pattern[i + 1] : QChar();
            if (next.isLetterOrNumber() || next.isNull()) {
                // \x41, \p{L} and \cA have more to them
                if (!u"dDwWsSbB"_s.contains(next))
                    return {};
                end();
            } else if (depth == 0) {
                run += next;
            }
            ++i;
        } else if (depth == 0) {
            run += c;
        }
    }
    end();
    return best;
}

void toLower(char *text, qsizetype size)
{
    for (qsizetype i = 0; i < size; ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool capital = c >= 'A' && c <= 'Z';
        text[i] = static_cast<char>(c + (capital ? 0x20 : 0));
    }
}

} // namespace

QRegularExpression LogText::expression() const
{
    const auto options = QRegularExpression::UseUnicodePropertiesOption |
                         (caseSensitive ? QRegularExpression::NoPatternOption
                                        : QRegularExpression::CaseInsensitiveOption);
    return QRegularExpression(text, options);
}

QString LogText::problem() const
{
    if (!pattern || isEmpty())
        return {};
    const QRegularExpression compiled = expression();
    return compiled.isValid()
               ? QString()
               : u"%1 (%2)"_s.arg(compiled.errorString()).arg(compiled.patternErrorOffset());
}

std::vector<std::pair<qsizetype, qsizetype>> LogText::placesIn(const QString &line) const
{
    std::vector<std::pair<qsizetype, qsizetype>> places;
    if (isEmpty())
        return places;
    if (!pattern) {
        const auto sensitivity = caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
        for (qsizetype at = line.indexOf(text, 0, sensitivity);
             at >= 0 && places.size() < kMostMarks;
             at = line.indexOf(text, at + text.size(), sensitivity))
            places.emplace_back(at, text.size());
        return places;
    }
    LogText limited = *this;
    limited.text.prepend(kMarkLimit);
    auto matches = limited.expression().globalMatch(line);
    while (matches.hasNext() && places.size() < kMostMarks) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            places.emplace_back(match.capturedStart(), match.capturedLength());
    }
    return places;
}

LogMatcher::LogMatcher(const LogFilter &filter)
    : m_filter(filter)
{
    const LogText &text = filter.text;
    QString needle = text.text;
    if (text.pattern && !text.isEmpty()) {
        m_expression = text.expression();
        if (m_expression.isValid())
            m_expression.optimize();
        m_exact = false;
        needle = literalOf(text.text);
    }
    m_fold = !text.caseSensitive;
    // Only in ASCII is a letter's other case the same number of bytes away.
    if (m_fold && !isAscii(needle)) {
        m_exact = false;
        needle.clear();
    }
    m_needle = (m_fold ? needle.toLower() : needle).toUtf8();
}

bool LogMatcher::takes(LogKind kind, events::LogLevel level) const
{
    if (level < m_filter.level)
        return false;
    switch (kind) {
    case LogKind::Case:
    case LogKind::Step:
        return m_filter.cases;
    case LogKind::Service:
        return m_filter.services;
    case LogKind::Health:
        return m_filter.health;
    case LogKind::Data:
    case LogKind::Assay:
        break;
    }
    return true;
}

bool LogMatcher::takes(const LogEntry &entry) const
{
    if (!m_filter.source.isEmpty() && static_cast<int>(entry.source) != m_source)
        return false;
    return takes(static_cast<LogKind>(entry.kind), static_cast<events::LogLevel>(entry.level));
}

bool LogMatcher::takesText(QByteArrayView utf8) const
{
    if (m_filter.text.pattern)
        return m_expression.isValid() && m_expression.match(QString::fromUtf8(utf8)).hasMatch();
    return QString::fromUtf8(utf8).contains(m_filter.text.text,
                                            m_fold ? Qt::CaseInsensitive : Qt::CaseSensitive);
}

bool LogMatcher::match(const LogStore &store, LineNumber from, LineNumber to,
                       const std::stop_token &stop, std::vector<LineNumber> &found)
{
    if (!m_filter.source.isEmpty())
        m_source = static_cast<int>(store.sources().indexOf(m_filter.source));
    const LineNumber inFile = std::min(to, store.fileLines());
    while (from < inFile) {
        if (stop.stop_requested())
            return false;
        LineNumber next = std::min(from + kBlockLines, inFile);
        if (!m_filter.text.isEmpty()) {
            // As many lines as a block holds, at least one.
            const quint64 limit = store.beginOf(from) + kBlockBytes;
            LineNumber low = from + 1;
            while (low < next) {
                const LineNumber middle = low + (next - low + 1) / 2;
                if (store.entry(middle - 1).end <= limit)
                    low = middle;
                else
                    next = middle - 1;
            }
        }
        matchBlock(store, from, next, stop, found);
        from = next;
    }
    if (stop.stop_requested())
        return false;
    const LogExtent extent = store.extent();
    for (; from < std::min(to, extent.end); ++from) {
        if (stop.stop_requested())
            return false;
        if (!extent.contains(from)) {
            from = std::max(from, std::min(to, extent.tail) - 1);
            continue;
        }
        const StoredLine line = store.line(from, std::numeric_limits<qsizetype>::max(), true);
        if ((m_filter.source.isEmpty() || line.source == m_filter.source) &&
            takes(line.kind, line.level) && (m_filter.text.isEmpty() || takesText(line.text)))
            found.push_back(from);
    }
    return true;
}

void LogMatcher::matchBlock(const LogStore &store, LineNumber from, LineNumber to,
                            const std::stop_token &stop, std::vector<LineNumber> &found)
{
    if (m_filter.text.isEmpty()) {
        for (LineNumber line = from; line < to; ++line) {
            if (takes(store.entry(line)))
                found.push_back(line);
        }
        return;
    }
    if (!store.read(from, to, m_block))
        return; // of what cannot be read back nothing is found
    if (!m_needle.isEmpty()) {
        findBytes(store, from, to, stop, found);
        return;
    }
    const quint64 begin = store.beginOf(from);
    for (LineNumber line = from; line < to && !stop.stop_requested(); ++line) {
        if (!takes(store.entry(line)))
            continue;
        const auto first = static_cast<qsizetype>(store.beginOf(line) - begin);
        const auto last = static_cast<qsizetype>(store.entry(line).end - begin) - 1;
        if (takesText(QByteArrayView(m_block).sliced(first, last - first)))
            found.push_back(line);
    }
}

void LogMatcher::findBytes(const LogStore &store, LineNumber from, LineNumber to,
                           const std::stop_token &stop, std::vector<LineNumber> &found)
{
    const QByteArray whole = m_fold && !m_exact ? m_block : QByteArray();
    if (m_fold)
        toLower(m_block.data(), m_block.size());
    const QByteArray &original = whole.isNull() ? m_block : whole;
    const quint64 begin = store.beginOf(from);
    const char *const text = m_block.constData();
    const auto size = static_cast<std::size_t>(m_block.size());
    std::size_t at = 0;
    LineNumber line = from;
    while (at < size && !stop.stop_requested()) {
        const void *hit = ::memmem(text + at, size - at, m_needle.constData(),
                                   static_cast<std::size_t>(m_needle.size()));
        if (hit == nullptr)
            return;
        at = static_cast<std::size_t>(static_cast<const char *>(hit) - text);
        // The line that the hit stands in: hits are close together or far apart, so by doubling.
        LineNumber step = 1;
        while (line + step < to && store.entry(line + step - 1).end - begin <= at) {
            line += step;
            step *= 2;
        }
        LineNumber high = std::min(line + step, to);
        while (line + 1 < high) {
            const LineNumber middle = line + (high - line) / 2;
            if (store.beginOf(middle) - begin <= at)
                line = middle;
            else
                high = middle;
        }
        const auto first = static_cast<qsizetype>(store.beginOf(line) - begin);
        const auto last = static_cast<qsizetype>(store.entry(line).end - begin) - 1;
        if (takes(store.entry(line)) &&
            (m_exact || takesText(QByteArrayView(original).sliced(first, last - first))))
            found.push_back(line);
        at = static_cast<std::size_t>(last) + 1;
        if (++line == to)
            return;
    }
}

} // namespace assay::ui
