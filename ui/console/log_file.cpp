// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <sys/uio.h>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString reason(int error)
{
    return qt_error_string(error);
}

/// A file system that has no files without a name gets one whose name is removed at once.
base::Descriptor openNameless(const QByteArray &folder)
{
    base::Descriptor file(::open(folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file.isOpen())
        return file;
    QByteArray name = folder + "/console-XXXXXX";
    file.reset(::mkostemp(name.data(), O_CLOEXEC));
    if (file.isOpen())
        ::unlink(name.constData());
    return file;
}

} // namespace

base::Result<LogFile> LogFile::make(const QString &folder)
{
    QDir().mkpath(folder);
    base::Descriptor file = openNameless(QFile::encodeName(folder));
    if (!file.isOpen())
        return tl::unexpected(base::Error{
            QCoreApplication::translate("Console", "cannot write in %1: %2")
                .arg(folder, reason(errno)),
            QCoreApplication::translate("Console", "make the folder writable or free space")});
    return LogFile(std::move(file));
}

base::Result<> LogFile::append(QByteArrayView bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote =
            ::pwrite(m_file.get(), bytes.data() + done, static_cast<size_t>(bytes.size() - done),
                     static_cast<off_t>(m_size) + done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            return tl::unexpected(base::Error{
                wrote < 0 ? reason(errno) : QCoreApplication::translate("Console", "nothing fits"),
                {}});
        }
        done += wrote;
    }
    m_size += static_cast<quint64>(done);
    return {};
}

base::ByteCount LogFile::freeSpace() const
{
    struct statvfs disk
    {
    };
    if (::fstatvfs(m_file.get(), &disk) != 0)
        return {std::numeric_limits<std::int64_t>::max()};
    return {static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize)};
}

LogFile::Read LogFile::read(quint64 offset, char *to, qsizetype size, bool mayWait) const
{
    int flags = mayWait ? 0 : RWF_NOWAIT;
    while (size > 0) {
        const iovec piece{to, static_cast<size_t>(size)};
        const ssize_t got = ::preadv2(m_file.get(), &piece, 1, static_cast<off_t>(offset), flags);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN && flags != 0)
            return Read::WouldWait;
        if (got < 0 && errno == EOPNOTSUPP && flags != 0) {
            flags = 0;
            continue;
        }
        if (got <= 0)
            return Read::Failed;
        to += got;
        offset += static_cast<quint64>(got);
        size -= got;
    }
    return Read::Done;
}

} // namespace assay::ui
