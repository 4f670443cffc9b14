// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/labels.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRemembered = 4000;
/// Of a text longer than this nothing more fits on a screen.
constexpr qsizetype kLongest = 400;

} // namespace

Labels::Labels(const QFont &font)
    : m_font(font)
    , m_metrics(font)
    , m_ellipsis(m_metrics.horizontalAdvance(u'…'))
    , m_made(kRemembered)
{
    for (char16_t c = u' '; c < 128; ++c)
        m_ascii[c] = m_metrics.horizontalAdvance(QChar(c));
}

double Labels::advance(QChar c) const
{
    if (c.unicode() < 128)
        return m_ascii[c.unicode()];
    return c.isLowSurrogate() ? 0 : m_metrics.horizontalAdvance(c);
}

QStaticText Labels::cut(const QString &text, double width)
{
    qsizetype fitting = 0; // characters that fit with an ellipsis behind them
    double used = 0;
    qsizetype i = 0;
    const qsizetype length = std::min(text.size(), kLongest);
    for (; i < length; ++i) {
        used += advance(text[i]);
        if (used > width)
            break;
        if (used + m_ellipsis <= width)
            fitting = i + 1;
    }
    QString shown = text;
    if (i < text.size()) {
        if (fitting > 0 && text[fitting - 1].isHighSurrogate())
            --fitting;
        if (fitting < 2)
            return {};
        shown = text.left(fitting).trimmed() + u"…"_s;
    }
    if (const QStaticText *made = m_made.object(shown))
        return *made;
    auto *fresh = new QStaticText(shown);
    fresh->setTextFormat(Qt::PlainText);
    fresh->setPerformanceHint(QStaticText::AggressiveCaching);
    fresh->prepare({}, m_font);
    const QStaticText result = *fresh;
    m_made.insert(shown, fresh);
    return result;
}

} // namespace assay::ui
