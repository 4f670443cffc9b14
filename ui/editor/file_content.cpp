// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/file_content.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringConverter>

#include <algorithm>
#include <sys/stat.h>
#include <vector>

namespace assay::ui {

using namespace Qt::StringLiterals;

FileStamp stampOf(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return {true, info.st_size, info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec,
            info.st_ino};
}

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

base::Result<FileContent> readText(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const QFileInfo info(path);
    if (!info.exists()) {
        return base::failure(u"there is no file %1"_s.arg(path),
                             u"it may have been moved or deleted"_s);
    }
    if (info.isDir())
        return base::failure(u"%1 is a folder"_s.arg(name), u"open a file in it"_s);
    if (!info.isFile())
        return base::failure(u"%1 is a device or a pipe, not a file"_s.arg(name));
    FileContent content;
    content.stamp = stampOf(path); // before it is read: what changes meanwhile is seen later
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()),
                             u"check its permissions"_s);
    }
    if (file.size() > kLargestText.value) {
        return base::failure(u"%1 is larger than %2"_s.arg(name, base::byteCountText(kLargestText)),
                             u"the editor is for suites; look at it with another program"_s);
    }
    QByteArray bytes = file.read(kLargestText.value + 1);
    if (file.error() != QFileDevice::NoError)
        return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    content.hash = hashOf(bytes);
    content.hasMark = bytes.startsWith("\xEF\xBB\xBF");
    if (content.hasMark)
        bytes.remove(0, 3);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless |
                                                     QStringConverter::Flag::ConvertInitialBom);
    content.text = decoder(bytes);
    if (bytes.contains('\0') || decoder.hasError()) {
        return base::failure(u"%1 is not a text in UTF-8"_s.arg(name),
                             u"binary files and other encodings cannot be edited here"_s);
    }
    content.isWritable = info.isWritable();
    return content;
}

base::Result<FileContent> writeText(const QString &path, const QString &text, bool hasMark)
{
    QByteArray bytes = text.toUtf8();
    if (hasMark)
        bytes.prepend("\xEF\xBB\xBF");
    const QFileInfo info(path);
    if (info.exists() && !info.isWritable()) {
        // QSaveFile would replace it all the same where the folder allows that.
        return base::failure(u"%1 is write-protected"_s.arg(info.fileName()),
                             u"change its permissions; what you typed is kept meanwhile"_s);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return base::failure(
            u"cannot write %1: %2"_s.arg(path, file.errorString()),
            u"check that its folder exists, is writable and has room; what you typed is kept"_s);
    }
    FileContent content;
    content.text = text;
    content.hash = hashOf(bytes);
    content.stamp = stampOf(path);
    content.hasMark = hasMark;
    content.isWritable = true;
    return content;
}

namespace {

enum class Mark : char { Same = ' ', Out = '-', In = '+' };

struct DiffLine
{
    Mark mark;
    QStringView text;
};

/// The middle parts, by the longest common subsequence; a table of at most some million cells.
void addMiddle(const QList<QStringView> &a, const QList<QStringView> &b,
               std::vector<DiffLine> &lines)
{
    constexpr qsizetype kMostCells = 4'000'000;
    const auto columns = static_cast<std::size_t>(b.size() + 1);
    if (a.size() * b.size() > kMostCells) {
        for (const QStringView line : a)
            lines.push_back({Mark::Out, line});
        for (const QStringView line : b)
            lines.push_back({Mark::In, line});
        return;
    }
    std::vector<int> common(static_cast<std::size_t>(a.size() + 1) * columns, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int & {
        return common[static_cast<std::size_t>(i) * columns + static_cast<std::size_t>(j)];
    };
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            at(i, j) = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            lines.push_back({Mark::Same, a[i]});
            ++i;
            ++j;
        } else if (j >= b.size() || (i < a.size() && at(i + 1, j) >= at(i, j + 1))) {
            lines.push_back({Mark::Out, a[i++]});
        } else {
            lines.push_back({Mark::In, b[j++]});
        }
    }
}

} // namespace

QString lineDiff(const QString &a, const QString &b)
{
    constexpr std::size_t kAround = 3;
    if (a == b)
        return {};
    QList<QStringView> left = QStringView(a).split(u'\n');
    QList<QStringView> right = QStringView(b).split(u'\n');
    std::vector<DiffLine> lines;
    qsizetype start = 0;
    while (start < left.size() && start < right.size() && left[start] == right[start])
        lines.push_back({Mark::Same, left[start++]});
    qsizetype tail = 0;
    while (tail < left.size() - start && tail < right.size() - start &&
           left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    addMiddle(left.sliced(start, left.size() - start - tail),
              right.sliced(start, right.size() - start - tail), lines);
    for (qsizetype i = left.size() - tail; i < left.size(); ++i)
        lines.push_back({Mark::Same, left[i]});

    std::vector<bool> shown(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].mark == Mark::Same)
            continue;
        const std::size_t from = i > kAround ? i - kAround : 0;
        for (std::size_t j = from; j < std::min(lines.size(), i + kAround + 1); ++j)
            shown[j] = true;
    }
    QString out;
    bool skipped = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!shown[i]) {
            skipped = true;
            continue;
        }
        if (std::exchange(skipped, false))
            out += u"@@\n"_s;
        out += QChar(static_cast<char16_t>(lines[i].mark));
        out += lines[i].text;
        out += u'\n';
    }
    return out;
}

} // namespace assay::ui
