// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_chips.h"

#include "ui/filter/filter_edit.h"
#include "ui/filter/flow_layout.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGap = 4;
constexpr int kCross = 14; ///< the place of the cross at the right

} // namespace

/// One chip: its cross is drawn, so that it is the same on every desktop.
class FilterChips::Chip final : public QPushButton
{
public:
    explicit Chip(QWidget *parent)
        : QPushButton(parent)
    {
        setObjectName(u"termChip"_s);
        setFont(smallFont());
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] bool isCross(const QPoint &at) const { return at.x() >= width() - kCross - 4; }
    [[nodiscard]] QSize sizeHint() const override
    {
        return QPushButton::sizeHint().expandedTo(QSize(kCross + 24, 0));
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPushButton::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.3));
        const QRectF cross(width() - kCross + 1.0, height() / 2.0 - 3.0, 6, 6);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    }
};

FilterChips::FilterChips(QWidget *parent)
    : QWidget(parent)
    , m_line(new FlowLayout(this, kGap))
{
    setObjectName(u"filterChips"_s);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void FilterChips::setFilter(const QString &text, const CaseFilter &filter)
{
    m_text = text;
    const auto &terms = filter.terms();
    while (m_chips.size() > terms.size()) {
        m_chips.back()->removeEventFilter(this);
        m_line->removeWidget(m_chips.back());
        m_chips.back()->deleteLater();
        m_chips.back()->hide();
        m_chips.pop_back();
    }
    while (m_chips.size() < terms.size()) {
        const auto number = static_cast<qsizetype>(m_chips.size());
        auto *chip = new Chip(this);
        chip->installEventFilter(this);
        connect(chip, &QPushButton::clicked, this, [this, number] { negate(number); });
        m_line->addWidget(chip);
        chip->show();
        m_chips.push_back(chip);
    }
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Chip &chip = *m_chips[i];
        const QString label = filterTermLabel(text, terms[i]);
        chip.setText(QString(label).replace(u'&', u"&&"_s));
        chip.setAccessibleName(terms[i].understood
                                   ? tr("Filter term %1").arg(label)
                                   : tr("Filter term %1, not understood").arg(label));
        chip.setToolTip(tr("Click negates, the cross or Delete removes"));
        // The style sheet looks at properties only when it is asked to.
        const QString look = !terms[i].understood ? u"bad"_s : terms[i].negated ? u"not"_s : u""_s;
        if (chip.property("look").toString() != look) {
            chip.setProperty("look", look);
            chip.setStyleSheet(chip.styleSheet());
        }
    }
    setVisible(!m_chips.empty());
    updateGeometry();
    if (m_focusNext >= 0 && !m_chips.empty()) {
        const auto last = static_cast<qsizetype>(m_chips.size()) - 1;
        m_chips[static_cast<std::size_t>(std::min(m_focusNext, last))]->setFocus();
    }
    m_focusNext = -1;
}

void FilterChips::remove(qsizetype number)
{
    m_focusNext = number;
    Q_EMIT edited(removeFilterTerm(m_text, number));
}

void FilterChips::negate(qsizetype number)
{
    m_focusNext = number;
    Q_EMIT edited(negateFilterTerm(m_text, number));
}

bool FilterChips::eventFilter(QObject *watched, QEvent *event)
{
    const auto found = std::find(m_chips.begin(), m_chips.end(), watched);
    if (found == m_chips.end())
        return QWidget::eventFilter(watched, event);
    const auto number = static_cast<qsizetype>(found - m_chips.begin());
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const bool removes = mouse->button() == Qt::MiddleButton ||
                             (mouse->button() == Qt::LeftButton && (*found)->isCross(mouse->pos()));
        if (removes && event->type() == QEvent::MouseButtonRelease)
            remove(number);
        if (removes)
            return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            remove(number);
            return true;
        }
        const qsizetype to = key == Qt::Key_Left    ? number - 1
                             : key == Qt::Key_Right ? number + 1
                                                    : -1;
        if (to >= 0 && to < static_cast<qsizetype>(m_chips.size())) {
            m_chips[static_cast<std::size_t>(to)]->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace assay::ui
