// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/report.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace assay::reporting {

using namespace Qt::StringLiterals;

namespace {

/// Gives the report piece by piece: ReportFormat::write.
using Produce = std::function<base::Result<>(const ReportOutput &)>;

tl::unexpected<base::Error> notWritten(const QString &name, const QString &path,
                                       const QString &reason)
{
    return base::failure(u"cannot write the %1 to %2: %3"_s.arg(name, path, reason),
                         u"check that the folder is writable and has room"_s);
}

/// To a device or a pipe: nothing to replace, and replacing it would take it from everybody.
base::Result<> writeThrough(const QString &name, const Produce &produce, const QString &path)
{
    QFile file(path);
    bool taken = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    base::Result<> written;
    if (taken) {
        written = produce([&](const QByteArray &piece) {
            taken = taken && file.write(piece) == piece.size();
            return taken;
        });
    }
    if (written && !taken)
        return notWritten(name, path, file.errorString());
    return written;
}

base::Result<> writeTo(const QString &path, const QString &name, const Produce &produce)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir())
        return writeThrough(name, produce, path);
    const QString folder = info.absolutePath();
    if (!QDir().mkpath(folder)) {
        return base::failure(
            u"cannot write the %1: the folder %2 cannot be made"_s.arg(name, folder),
            u"check its parent's permissions"_s);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(name, path, file.errorString());
    bool taken = true;
    auto written = produce([&](const QByteArray &piece) {
        taken = taken && file.write(piece) == piece.size();
        return taken;
    });
    if (!written)
        return written;
    if (!taken || !file.commit())
        return notWritten(name, path, file.errorString());
    return {};
}

} // namespace

base::Result<> writeReport(const ReportFormat &format, const ReportInput &input,
                           const QString &path)
{
    return writeTo(path, format.name() + u" report"_s,
                   [&](const ReportOutput &out) { return format.write(input, out); });
}

base::Result<> writeReportFile(const QString &path, const QByteArray &bytes)
{
    return writeTo(path, u"report"_s, [&](const ReportOutput &out) -> base::Result<> {
        out(bytes);
        return {};
    });
}

base::Result<QByteArray> reportBytes(const ReportFormat &format, const ReportInput &input)
{
    QByteArray bytes;
    auto written = format.write(input, [&](const QByteArray &piece) {
        bytes += piece;
        return true;
    });
    if (!written)
        return base::failure(written.error());
    return bytes;
}

} // namespace assay::reporting
