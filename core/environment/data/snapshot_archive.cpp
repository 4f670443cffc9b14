// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/snapshot_archive.h"

#include "base/json_text.h"
#include "environment/folders.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <memory>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;
constexpr qint64 kLargestManifest = 1024 * 1024;
constexpr std::size_t kMostFiles = 1000;
constexpr qint64 kLargestFile = 1LL << 50; ///< their sum cannot overflow
constexpr qsizetype kBlock = 1024 * 1024;
const char *const kManifestName = "manifest.json";

struct WriterFree
{
    void operator()(archive *a) const { archive_write_free(a); }
};
struct ReaderFree
{
    void operator()(archive *a) const { archive_read_free(a); }
};
struct EntryFree
{
    void operator()(archive_entry *e) const { archive_entry_free(e); }
};
using Writer = std::unique_ptr<archive, WriterFree>;
using Reader = std::unique_ptr<archive, ReaderFree>;

QString reasonOf(archive *a)
{
    const char *text = archive_error_string(a);
    return text == nullptr ? u"unknown"_s : QString::fromLocal8Bit(text);
}

base::Error damaged(const QString &file, const QString &how)
{
    return {u"the snapshot %1 is not whole: %2"_s.arg(file, how),
            u"nothing of it was used; take it from where it was made once more"_s};
}

QByteArray toJson(const ArchiveManifest &manifest)
{
    QJsonArray files;
    for (const ArchiveManifest::File &file : manifest.files) {
        files.append(QJsonObject{{u"service"_s, file.service},
                                 {u"provider"_s, file.provider},
                                 {u"version"_s, file.version},
                                 {u"bytes"_s, static_cast<qint64>(file.size.value)},
                                 {u"blake2b"_s, QString::fromLatin1(file.checksum)}});
    }
    return QJsonDocument(
               QJsonObject{{u"assay-snapshot"_s, kFormat},
                           {u"name"_s, manifest.snapshot.name},
                           {u"environment"_s, manifest.snapshot.environment},
                           {u"taken"_s, manifest.snapshot.taken.toString(Qt::ISODateWithMs)},
                           {u"without"_s, QJsonArray::fromStringList(manifest.snapshot.without)},
                           {u"configuration"_s, manifest.configuration},
                           {u"origin"_s, manifest.origin},
                           {u"files"_s, files}})
        .toJson();
}

base::Result<ArchiveManifest> fromJson(const QByteArray &text, const QString &path)
{
    const auto parsed = base::parseJson(text);
    if (!parsed || !parsed->isObject())
        return base::failure(damaged(path, u"its manifest is no JSON object"_s));
    const QJsonObject object = parsed->toObject();
    const int format = object[u"assay-snapshot"].toInt();
    if (format != kFormat) {
        return base::failure(
            format > kFormat
                ? base::Error{u"the snapshot %1 has format %2"_s.arg(path).arg(format),
                              u"this Assay knows format %1: use a newer one"_s.arg(kFormat)}
                : damaged(path, u"it is no snapshot of Assay"_s));
    }
    ArchiveManifest manifest;
    manifest.snapshot.name = object[u"name"].toString();
    manifest.snapshot.environment = object[u"environment"].toString();
    manifest.snapshot.taken =
        QDateTime::fromString(object[u"taken"].toString(), Qt::ISODateWithMs).toUTC();
    for (const QJsonValue &one : object[u"without"].toArray())
        manifest.snapshot.without.append(one.toString());
    manifest.configuration = object[u"configuration"].toObject();
    manifest.origin = object[u"origin"].toObject();
    const QJsonArray files = object[u"files"].toArray();
    if (static_cast<std::size_t>(files.size()) > kMostFiles)
        return base::failure(damaged(path, u"it names %1 files"_s.arg(files.size())));
    for (const QJsonValue &one : files) {
        ArchiveManifest::File file;
        file.service = one[u"service"].toString();
        file.provider = one[u"provider"].toString();
        file.version = one[u"version"].toString();
        file.size.value = static_cast<qint64>(one[u"bytes"].toDouble(-1));
        file.checksum = one[u"blake2b"].toString().toLatin1();
        if (file.service.isEmpty() || file.size.value < 0 || file.size.value > kLargestFile ||
            file.checksum.size() != 64)
            return base::failure(damaged(path, u"its manifest is incomplete"_s));
        manifest.snapshot.parts.push_back({file.service, file.provider, file.size});
        manifest.files.push_back(std::move(file));
    }
    return manifest;
}

base::Result<> addEntry(archive *out, const QString &name, qint64 size)
{
    const std::unique_ptr<archive_entry, EntryFree> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.toUtf8().constData());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_size(entry.get(), size);
    if (archive_write_header(out, entry.get()) != ARCHIVE_OK)
        return base::failure(reasonOf(out));
    return {};
}

base::Result<> forEachBlock(const QString &path, const std::stop_token &stop,
                            const std::function<base::Result<>(const QByteArray &)> &use)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    while (!file.atEnd()) {
        if (stop.stop_requested())
            return base::failure(u"the snapshot was stopped"_s);
        const QByteArray block = file.read(kBlock);
        if (block.isEmpty())
            return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()));
        if (auto used = use(block); !used)
            return used;
    }
    return {};
}

base::Result<> put(archive *out, const QByteArray &block)
{
    if (archive_write_data(out, block.constData(), static_cast<std::size_t>(block.size())) !=
        block.size())
        return base::failure(reasonOf(out), u"make room on the disk"_s);
    return {};
}

base::Result<> writeAll(const ArchiveManifest &manifest, const QString &folder, const QString &part,
                        const std::stop_token &stop)
{
    const Writer out(archive_write_new());
    archive_write_set_format_pax_restricted(out.get());
    if (archive_write_add_filter_zstd(out.get()) != ARCHIVE_OK ||
        archive_write_open_filename(out.get(), QFile::encodeName(part).constData()) != ARCHIVE_OK)
        return base::failure(u"cannot write %1: %2"_s.arg(part, reasonOf(out.get())));
    const QByteArray text = toJson(manifest);
    auto written = addEntry(out.get(), QString::fromLatin1(kManifestName), text.size());
    if (written)
        written = put(out.get(), text);
    for (std::size_t i = 0; written && i < manifest.files.size(); ++i) {
        const QString name = SnapshotArchive::nameOf(i);
        written = addEntry(out.get(), name, manifest.files[i].size.value);
        if (written) {
            written = forEachBlock(folder + u'/' + name, stop,
                                   [&](const QByteArray &block) { return put(out.get(), block); });
        }
    }
    if (written && archive_write_close(out.get()) != ARCHIVE_OK)
        return base::failure(u"cannot write %1: %2"_s.arg(part, reasonOf(out.get())));
    return written;
}

base::Result<Reader> open(const QString &path)
{
    Reader in(archive_read_new());
    archive_read_support_filter_zstd(in.get());
    archive_read_support_format_tar(in.get());
    if (!QFileInfo(path).isFile())
        return base::failure(u"there is no file %1"_s.arg(path));
    if (archive_read_open_filename(in.get(), QFile::encodeName(path).constData(),
                                   static_cast<std::size_t>(kBlock)) != ARCHIVE_OK)
        return base::failure(damaged(path, reasonOf(in.get())));
    return in;
}

/// The next entry, which must be a regular file of this name and size (-1: up to the manifest's).
base::Result<> expectEntry(archive *in, const QString &path, const QString &name, qint64 size)
{
    archive_entry *entry = nullptr;
    if (archive_read_next_header(in, &entry) != ARCHIVE_OK)
        return base::failure(damaged(path, u"%1 is missing"_s.arg(name)));
    const QString found = QString::fromUtf8(archive_entry_pathname(entry));
    if (found != name || archive_entry_filetype(entry) != AE_IFREG ||
        archive_entry_hardlink(entry) != nullptr)
        return base::failure(
            damaged(path, u"it holds \"%1\" where %2 should be"_s.arg(found, name)));
    const qint64 announced = archive_entry_size(entry);
    if (size < 0 ? announced > kLargestManifest : announced != size)
        return base::failure(damaged(path, u"%1 has another size"_s.arg(name)));
    return {};
}

/// Blocks of the entry until its end; never more than `size` bytes.
base::Result<> readEntry(archive *in, const QString &path, qint64 size, const std::stop_token &stop,
                         const std::function<base::Result<>(const QByteArray &)> &use)
{
    QByteArray block(kBlock, Qt::Uninitialized);
    qint64 left = size;
    for (;;) {
        if (stop.stop_requested())
            return base::failure(u"the restore was stopped"_s);
        const auto got =
            archive_read_data(in, block.data(), static_cast<std::size_t>(block.size()));
        if (got < 0)
            return base::failure(damaged(path, reasonOf(in)));
        if (got == 0)
            return left == 0 ? base::Result<>()
                             : base::failure(damaged(path, u"it ends too early"_s));
        left -= got;
        if (left < 0)
            return base::failure(damaged(path, u"it holds more than it announces"_s));
        if (auto used = use(block.first(static_cast<qsizetype>(got))); !used)
            return used;
    }
}

base::Result<ArchiveManifest> manifestOf(archive *in, const QString &path)
{
    if (auto fine = expectEntry(in, path, QString::fromLatin1(kManifestName), -1); !fine)
        return base::failure(fine.error());
    QByteArray text;
    for (;;) {
        QByteArray block(64 * 1024, Qt::Uninitialized);
        const auto got =
            archive_read_data(in, block.data(), static_cast<std::size_t>(block.size()));
        if (got < 0)
            return base::failure(damaged(path, reasonOf(in)));
        if (got == 0)
            break;
        text += block.first(static_cast<qsizetype>(got));
        if (text.size() > kLargestManifest)
            return base::failure(damaged(path, u"its manifest is too large"_s));
    }
    return fromJson(text, path);
}

} // namespace

QString SnapshotArchive::nameOf(std::size_t index)
{
    return u"%1.data"_s.arg(index);
}

base::Result<base::ByteCount> SnapshotArchive::write(ArchiveManifest manifest,
                                                     const QString &folder, const QString &file,
                                                     const std::stop_token &stop)
{
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        QCryptographicHash hash(QCryptographicHash::Blake2b_256);
        const QString path = folder + u'/' + nameOf(i);
        auto read = forEachBlock(path, stop, [&](const QByteArray &block) -> base::Result<> {
            hash.addData(block);
            return {};
        });
        if (!read)
            return base::failure(read.error());
        manifest.files[i].size.value = QFileInfo(path).size();
        manifest.files[i].checksum = hash.result().toHex();
    }
    const QString part = file + u".part"_s;
    QFile::remove(part);
    auto written = writeAll(manifest, folder, part, stop);
    if (written)
        written = replaceFile(part, file);
    if (!written) {
        QFile::remove(part);
        return base::failure(written.error());
    }
    return base::ByteCount{QFileInfo(file).size()};
}

base::Result<ArchiveManifest> SnapshotArchive::readManifest(const QString &file)
{
    const auto in = open(file);
    if (!in)
        return base::failure(in.error());
    return manifestOf(in->get(), file);
}

base::Result<ArchiveManifest> SnapshotArchive::extract(const QString &file, const QString &folder,
                                                       const std::stop_token &stop)
{
    const auto in = open(file);
    if (!in)
        return base::failure(in.error());
    auto manifest = manifestOf(in->get(), file);
    if (!manifest)
        return manifest;
    const base::ByteCount size = manifest->snapshot.size();
    if (freeSpace(folder).value < size.value)
        return base::failure(u"there is no room for the %1 of the snapshot %2 in %3"_s.arg(
                                 base::byteCountText(size), file, folder),
                             u"make room, or set ASSAY_TMPDIR to a larger disk"_s);
    for (std::size_t i = 0; i < manifest->files.size(); ++i) {
        const ArchiveManifest::File &wanted = manifest->files[i];
        const QString name = nameOf(i);
        if (auto fine = expectEntry(in->get(), file, name, wanted.size.value); !fine)
            return base::failure(fine.error());
        QFile out(folder + u'/' + name);
        if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return base::failure(u"cannot write %1: %2"_s.arg(out.fileName(), out.errorString()));
        QCryptographicHash hash(QCryptographicHash::Blake2b_256);
        auto read = readEntry(in->get(), file, wanted.size.value, stop,
                              [&](const QByteArray &block) -> base::Result<> {
                                  hash.addData(block);
                                  if (out.write(block) != block.size())
                                      return base::failure(u"cannot write %1: %2"_s.arg(
                                          out.fileName(), out.errorString()));
                                  return {};
                              });
        if (!read)
            return base::failure(read.error());
        if (!out.flush())
            return base::failure(u"cannot write %1: %2"_s.arg(out.fileName(), out.errorString()));
        if (hash.result().toHex() != wanted.checksum)
            return base::failure(damaged(
                file, u"what it holds of \"%1\" has another checksum"_s.arg(wanted.service)));
    }
    archive_entry *more = nullptr;
    if (archive_read_next_header(in->get(), &more) != ARCHIVE_EOF)
        return base::failure(damaged(file, u"it holds more than it announces"_s));
    return manifest;
}

} // namespace assay::environment
