// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace assay::ui {

/// What a person looks at, in every view of a run at once: views set it and follow it; none of them
/// knows the others. Main thread.
class Selection : public QObject
{
    Q_OBJECT
public:
    enum class Kind { None, Case, Step, Service, Event };

    using QObject::QObject;

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Of a case, of a step's case, of an event's case when it has one; else empty.
    [[nodiscard]] const QString &caseId() const { return m_caseId; }
    /// Of a step: the number of the case's attempt, from 1, and the step's path ("steps.2.1").
    [[nodiscard]] int attempt() const { return m_attempt; }
    [[nodiscard]] const QString &stepPath() const { return m_stepPath; }
    [[nodiscard]] const QString &service() const { return m_service; }
    /// Of a service: the environment that was brought up by hand; "" for that of the run.
    [[nodiscard]] const QString &environment() const { return m_environment; }
    /// Of an event: its sequence number in the run, from 1.
    [[nodiscard]] std::uint64_t eventSequence() const { return m_event; }

    void clear() { set({}, {}, 0, {}, {}, 0); }
    void selectCase(const QString &caseId) { set(Kind::Case, caseId, 0, {}, {}, 0); }
    void selectStep(const QString &caseId, int attempt, const QString &path)
    {
        set(Kind::Step, caseId, attempt, path, {}, 0);
    }
    void selectService(const QString &name, const QString &environment = {})
    {
        set(Kind::Service, {}, 0, {}, name, 0, environment);
    }
    void selectEvent(std::uint64_t sequence, const QString &caseId)
    {
        set(Kind::Event, caseId, 0, {}, {}, sequence);
    }

Q_SIGNALS:
    void changed();

private:
    void set(Kind kind, const QString &caseId, int attempt, const QString &path,
             const QString &service, std::uint64_t event, const QString &environment = {})
    {
        if (kind == m_kind && caseId == m_caseId && attempt == m_attempt && path == m_stepPath &&
            service == m_service && event == m_event && environment == m_environment)
            return;
        m_kind = kind;
        m_caseId = caseId;
        m_attempt = attempt;
        m_stepPath = path;
        m_service = service;
        m_event = event;
        m_environment = environment;
        Q_EMIT changed();
    }

    Kind m_kind = Kind::None;
    QString m_caseId;
    int m_attempt = 0;
    QString m_stepPath;
    QString m_service;
    std::uint64_t m_event = 0;
    QString m_environment;
};

} // namespace assay::ui
