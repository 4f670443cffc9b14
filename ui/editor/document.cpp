// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/document.h"

#include <chrono>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// From the first key to the journal; two seconds are promised.
constexpr std::chrono::milliseconds kJournalDelay{1000};

} // namespace

Document::Document(QString path, const Journal &journal, std::function<QString()> text,
                   QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_journal(journal)
    , m_text(std::move(text))
{
    m_pool.setMaxThreadCount(1); // one after the other: the journal is in the order of typing
    m_journalTimer.setSingleShot(true);
    m_journalTimer.setInterval(kJournalDelay);
    connect(&m_journalTimer, &QTimer::timeout, this, &Document::writeJournal);
}

Document::~Document()
{
    if (m_journalTimer.isActive() && m_isModified)
        writeJournal(); // nobody decided to give it up
    m_pool.waitForDone();
}

template <class T>
void Document::work(std::function<T()> job, std::function<void(T)> done)
{
    ++m_jobs;
    m_pool.start([this, job = std::move(job), done = std::move(done)] {
        T result = job();
        QMetaObject::invokeMethod(
            this,
            [this, done, result = std::move(result)]() mutable {
                --m_jobs;
                done(std::move(result));
            },
            Qt::QueuedConnection);
    });
}

void Document::load()
{
    work<base::Result<FileContent>>([path = m_path] { return readText(path); },
                                    [this](base::Result<FileContent> content) {
                                        if (!content) {
                                            Q_EMIT failed(content.error());
                                            return;
                                        }
                                        const QString text = std::exchange(content->text, {});
                                        m_base = *content;
                                        m_disk = Disk::Same;
                                        const bool isReload = std::exchange(m_isLoaded, true);
                                        Q_EMIT loaded(text, isReload);
                                    });
}

void Document::restore(const JournalEntry &entry)
{
    m_base = {};
    m_base.hash = entry.baseHash;
    m_base.hasMark = entry.hasMark;
    m_base.isWritable = true;
    m_isLoaded = true;
    ++m_revision;
    Q_EMIT loaded(entry.text, false);
    setModified(true);
    m_journalTimer.start(); // it is ours now
    checkDisk();
}

void Document::save()
{
    if (!m_isLoaded)
        return;
    if (std::exchange(m_isSaving, true)) {
        m_saveAgain = true; // what is there then is ours, not somebody else's
        return;
    }
    struct Outcome
    {
        Look look;
        base::Result<FileContent> written;
    };
    const QString text = m_text();
    const quint64 revision = m_revision;
    work<Outcome>(
        [path = m_path, base = m_base, text] {
            Outcome outcome{lookAt(path, base), FileContent{}};
            if (outcome.look.disk != Disk::Changed)
                outcome.written = writeText(path, text, base.hasMark);
            return outcome;
        },
        [this, revision](Outcome outcome) {
            m_isSaving = false;
            const bool again = std::exchange(m_saveAgain, false);
            if (outcome.look.disk == Disk::Changed) {
                if (again)
                    save(); // somebody may have chosen meanwhile
                else
                    take(outcome.look, true);
                return;
            }
            if (!outcome.written) {
                Q_EMIT failed(outcome.written.error());
                return;
            }
            m_base = std::move(*outcome.written);
            m_base.text.clear();
            const bool wasSame = std::exchange(m_disk, Disk::Same) == Disk::Same;
            if (again) {
                save();
                return;
            }
            if (m_revision == revision)
                setModified(false);
            Q_EMIT saved();
            if (!wasSame)
                Q_EMIT diskChanged();
        });
}

Document::Look Document::lookAt(const QString &path, const FileContent &base)
{
    Look look;
    const FileStamp stamp = stampOf(path);
    if (stamp == base.stamp && stamp.exists)
        return look;
    if (!stamp.exists) {
        look.disk = base.hash.isEmpty() ? Disk::Same : Disk::Gone;
        return look;
    }
    auto content = readText(path);
    if (!content) {
        look.disk = Disk::Unreadable;
        look.error = content.error();
        return look;
    }
    look.disk = content->hash == base.hash ? Disk::Same : Disk::Changed;
    look.content = std::move(*content);
    return look;
}

void Document::checkDisk()
{
    if (!m_isLoaded || m_isWatched || m_jobs > 0)
        return;
    m_isWatched = true;
    work<Look>([path = m_path, base = m_base] { return lookAt(path, base); },
               [this](const Look &look) {
                   m_isWatched = false;
                   take(look);
               });
}

void Document::take(const Look &look, bool isAsked)
{
    const Disk before = std::exchange(m_disk, look.disk);
    if (look.disk == Disk::Same) {
        if (look.content.stamp.exists) { // touched, or written with the same bytes
            m_base.stamp = look.content.stamp;
            m_base.isWritable = look.content.isWritable;
        }
        if (before != Disk::Same)
            Q_EMIT diskChanged();
        return;
    }
    const bool isNew = before != look.disk || m_theirs.hash != look.content.hash;
    m_theirs = look.content;
    if (look.disk == Disk::Changed && !m_isModified) {
        takeTheirs(); // nothing of ours is in the way
        return;
    }
    if (isNew || isAsked)
        Q_EMIT diskChanged();
}

void Document::keepMine()
{
    if (m_disk != Disk::Changed)
        return;
    m_base = std::exchange(m_theirs, {});
    m_base.text.clear();
    m_disk = Disk::Same;
    Q_EMIT diskChanged();
}

void Document::takeTheirs()
{
    if (m_disk != Disk::Changed)
        return;
    m_base = std::exchange(m_theirs, {});
    const QString text = std::exchange(m_base.text, {});
    m_disk = Disk::Same;
    Q_EMIT loaded(text, true);
    setModified(false);
    Q_EMIT diskChanged();
}

void Document::discard()
{
    m_journalTimer.stop();
    work<bool>(
        [journal = &m_journal, path = m_path] {
            journal->remove(path);
            return true;
        },
        [](bool) {});
}

void Document::textEdited()
{
    ++m_revision;
    if (m_isLoaded && !m_journalTimer.isActive())
        m_journalTimer.start(); // from the first key, not the last
}

void Document::setModified(bool modified)
{
    if (m_isModified == modified)
        return;
    m_isModified = modified;
    if (!modified)
        discard();
    Q_EMIT modifiedChanged();
}

void Document::writeJournal()
{
    if (!m_isModified)
        return; // undone down to what is saved
    const JournalEntry entry{m_path, m_text(), m_base.hash, m_base.hasMark, {}, {}};
    work<base::Result<>>([journal = &m_journal, entry] { return journal->write(entry); },
                         [this](const base::Result<> &written) {
                             if (!written)
                                 Q_EMIT failed(written.error());
                         });
}

} // namespace assay::ui
