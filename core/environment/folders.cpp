// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/folders.h"

#include "base/descriptor.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <linux/fs.h>
#include <memory>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

namespace fs = std::filesystem;
using Owner = std::optional<base::SpawnRequest::Identity>;

fs::path nativePath(const QString &path)
{
    return fs::path(QFile::encodeName(path).toStdString());
}

tl::unexpected<base::Error> copyFailure(const QString &path)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(errno)).toLower();
    return base::failure(u"cannot copy %1: %2"_s.arg(path, reason),
                         errno == ENOSPC ? u"make room on the disk"_s : QString());
}

bool copyContent(int from, int to, off_t size, const std::stop_token &stop = {})
{
    if (size == 0 || ioctl(to, FICLONE, from) == 0)
        return true;
    constexpr off_t kAtOnce = 64L * 1024 * 1024;
    off_t offset = 0;
    while (offset < size) {
        if (stop.stop_requested()) {
            errno = ECANCELED;
            return false;
        }
        const ssize_t sent =
            sendfile(to, from, &offset, static_cast<std::size_t>(std::min(size - offset, kAtOnce)));
        if (sent <= 0)
            return sent == 0; // it became shorter meanwhile
    }
    return true;
}

struct FolderCloser
{
    void operator()(DIR *folder) const { closedir(folder); }
};

/// With descriptors and relative names: a path would be walked anew for each of 1000 files.
base::Result<> copyFolder(int from, int to, const QString &name, const Owner &owner,
                          const std::stop_token &stop);

base::Result<> copyEntry(int from, int to, const char *entry, const QString &name,
                         const Owner &owner, const std::stop_token &stop)
{
    struct stat facts = {};
    if (fstatat(from, entry, &facts, AT_SYMLINK_NOFOLLOW) != 0)
        return copyFailure(name);
    if (S_ISLNK(facts.st_mode)) {
        std::string target(static_cast<std::size_t>(facts.st_size) + 1, '\0');
        const ssize_t length = readlinkat(from, entry, target.data(), target.size());
        if (length < 0)
            return copyFailure(name);
        target.resize(static_cast<std::size_t>(length));
        if (symlinkat(target.c_str(), to, entry) != 0)
            return copyFailure(name);
        return {};
    }
    if (S_ISDIR(facts.st_mode)) {
        const base::Descriptor inner(openat(from, entry, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!inner.isOpen() || mkdirat(to, entry, 0700) != 0)
            return copyFailure(name);
        const base::Descriptor made(openat(to, entry, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!made.isOpen())
            return copyFailure(name);
        if (auto copied = copyFolder(inner.get(), made.get(), name, owner, stop); !copied)
            return copied;
        if (fchmod(made.get(), facts.st_mode & 07777) != 0)
            return copyFailure(name);
        return {};
    }
    if (!S_ISREG(facts.st_mode))
        return {};
    const base::Descriptor source(openat(from, entry, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    const base::Descriptor made(
        openat(to, entry, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, facts.st_mode & 07777));
    if (!source.isOpen() || !made.isOpen() || !copyContent(source.get(), made.get(), facts.st_size))
        return copyFailure(name);
    if (owner && fchown(made.get(), owner->user, owner->group) != 0)
        return copyFailure(name);
    return {};
}

base::Result<> copyFolder(int from, int to, const QString &name, const Owner &owner,
                          const std::stop_token &stop)
{
    const std::unique_ptr<DIR, FolderCloser> folder(fdopendir(dup(from)));
    if (!folder)
        return copyFailure(name);
    while (const dirent *entry = readdir(folder.get())) { // NOLINT: the stream is ours alone
        if (stop.stop_requested())
            return base::failure(u"the copy of %1 was stopped"_s.arg(name));
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0)
            continue;
        const QString inner = name + u'/' + QFile::decodeName(entry->d_name);
        if (auto copied = copyEntry(from, to, entry->d_name, inner, owner, stop); !copied)
            return copied;
    }
    if (owner && fchown(to, owner->user, owner->group) != 0)
        return copyFailure(name);
    return {};
}

} // namespace

base::Result<> removeTree(const QString &path)
{
    std::error_code error;
    // A program that is just ending may still write: a second look takes what it added.
    for (int round = 0; round < 3; ++round) {
        fs::remove_all(nativePath(path), error);
        if (!error)
            return {};
    }
    return base::failure(
        u"cannot remove %1: %2"_s.arg(path, QString::fromStdString(error.message()).toLower()),
        u"remove it by hand"_s);
}

base::Result<> copyTree(const QString &from, const QString &to, const Owner &owner,
                        const std::stop_token &stop)
{
    const base::Descriptor source(
        open(QFile::encodeName(from).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!source.isOpen())
        return copyFailure(from);
    const base::Descriptor target(
        open(QFile::encodeName(to).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!target.isOpen())
        return copyFailure(to);
    return copyFolder(source.get(), target.get(), from, owner, stop);
}

base::Result<> copyFile(const QString &from, const QString &to, const std::stop_token &stop)
{
    const base::Descriptor source(
        open(QFile::encodeName(from).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat facts = {};
    if (!source.isOpen() || fstat(source.get(), &facts) != 0)
        return copyFailure(from);
    const base::Descriptor made(
        open(QFile::encodeName(to).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!made.isOpen())
        return copyFailure(to);
    if (copyContent(source.get(), made.get(), facts.st_size, stop))
        return {};
    auto failed = copyFailure(from);
    unlink(QFile::encodeName(to).constData());
    return failed;
}

base::Result<> replaceFile(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return {};
    return base::failure(u"cannot rename %1: %2"_s.arg(
        from, QString::fromLocal8Bit(std::strerror(errno)).toLower()));
}

base::ByteCount treeSize(const QString &path)
{
    base::ByteCount size;
    std::error_code error;
    fs::recursive_directory_iterator entry(nativePath(path), error);
    for (; !error && entry != fs::end(entry); entry.increment(error)) {
        std::error_code ignored; // it may be gone by now
        if (entry->is_regular_file(ignored) && !entry->is_symlink(ignored))
            size.value += static_cast<std::int64_t>(entry->file_size(ignored));
    }
    return size;
}

base::ByteCount freeSpace(const QString &path)
{
    struct statvfs facts = {};
    if (statvfs(QFile::encodeName(path).constData(), &facts) != 0)
        return {};
    return {static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize)};
}

} // namespace assay::environment
