// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <deque>
#include <functional>

namespace assay::ui {

/// Something that happened and that nobody has to answer.
struct Notification
{
    enum class Kind { Info, Success, Error };

    Kind kind = Kind::Info;
    QString title; ///< one sentence
    QString text;  ///< what to do, or more of it; may be empty
    QString actionText;
    std::function<void()> action; ///< what the button does; none without a text
    QDateTime at;                 ///< set when it is posted
};

/// The last kKept notifications of a window, the newest first. Main thread.
class Notifications : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kKept = 50;

    using QObject::QObject;

    void post(Notification notification);
    [[nodiscard]] const std::deque<Notification> &all() const { return m_all; }
    [[nodiscard]] int unseen() const { return m_unseen; }
    void markSeen();
    void clear();

Q_SIGNALS:
    void posted(const assay::ui::Notification &notification);
    void changed();

private:
    std::deque<Notification> m_all;
    int m_unseen = 0;
};

} // namespace assay::ui
