// SPDX-License-Identifier: GPL-3.0-or-later
// Source files as the rules see them, and the rules that each file keeps or breaks alone.
#include "architecture/house_rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace assay::house {

using namespace Qt::StringLiterals;

namespace {

/// 1'000: the quote stands inside a number.
bool isDigitSeparator(const QByteArray &text, qsizetype quote)
{
    qsizetype start = quote;
    while (start > 0) {
        const char c = text[start - 1];
        const bool isWord = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                            (c >= 'A' && c <= 'Z') || c == '\'' || c == '.';
        if (!isWord)
            break;
        --start;
    }
    return start < quote && text[start] >= '0' && text[start] <= '9';
}

void keepNewlines(QByteArray &out, QByteArrayView dropped)
{
    for (const char c : dropped) {
        if (c == '\n')
            out += '\n';
    }
}

} // namespace

bool SourceFile::isHeader() const
{
    return path.endsWith(u".h"_s);
}

bool SourceFile::isCode() const
{
    return isHeader() || path.endsWith(u".cpp"_s);
}

std::vector<SourceFile> readTree(const QString &root, const QStringList &folders)
{
    std::vector<SourceFile> files;
    const QDir base(root);
    for (const QString &folder : folders) {
        QDirIterator found(base.filePath(folder),
                           {u"*.h"_s, u"*.cpp"_s, u"*.cmake"_s, u"CMakeLists.txt"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (found.hasNext()) {
            QFile file(found.next());
            if (file.open(QIODevice::ReadOnly))
                files.push_back({base.relativeFilePath(file.fileName()), file.readAll()});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}

QByteArray strippedCode(const QByteArray &text, bool keepStrings)
{
    QByteArray out;
    out.reserve(text.size());
    const auto skipTo = [&](qsizetype from, qsizetype end) {
        end = end < 0 ? text.size() : end;
        keepNewlines(out, QByteArrayView(text).sliced(from, end - from));
        return end;
    };
    for (qsizetype i = 0; i < text.size();) {
        const QByteArrayView rest = QByteArrayView(text).sliced(i);
        if (rest.startsWith("//")) {
            i = skipTo(i, text.indexOf('\n', i));
        } else if (rest.startsWith("/*")) {
            const qsizetype end = text.indexOf("*/", i + 2);
            i = skipTo(i, end < 0 ? -1 : end + 2);
            out += ' ';
        } else if (rest.startsWith("R\"")) {
            const qsizetype open = text.indexOf('(', i);
            const QByteArray close = ')' + text.mid(i + 2, open - i - 2) + '"';
            const qsizetype end = open < 0 ? -1 : text.indexOf(close, open);
            i = skipTo(i, end < 0 ? -1 : end + close.size());
            out += "\"\"";
        } else if (text[i] == '"' || (text[i] == '\'' && !isDigitSeparator(text, i))) {
            qsizetype end = i + 1;
            while (end < text.size() && text[end] != text[i] && text[end] != '\n')
                end += text[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, text.size());
            if (keepStrings)
                out += text.mid(i, end - i);
            else
                out += QByteArray(2, text[i]);
            i = end;
        } else {
            out += text[i++];
        }
    }
    return out;
}

QStringList licenceViolations(const std::vector<SourceFile> &files)
{
    QStringList found;
    for (const SourceFile &file : files) {
        const QByteArray line =
            QByteArray(file.isCode() ? "//" : "#") + " SPDX-License-Identifier: GPL-3.0-or-later";
        if (!file.text.startsWith(line + '\n'))
            found.append(
                u"%1: the first line is not \"%2\""_s.arg(file.path, QString::fromLatin1(line)));
    }
    return found;
}

QStringList pragmaOnceViolations(const std::vector<SourceFile> &files)
{
    QStringList found;
    for (const SourceFile &file : files) {
        if (file.isHeader() && !strippedCode(file.text, false).contains("#pragma once\n"))
            found.append(u"%1: a header without #pragma once"_s.arg(file.path));
    }
    return found;
}

QStringList sizeViolations(const std::vector<SourceFile> &files, int most)
{
    QStringList found;
    for (const SourceFile &file : files) {
        const qsizetype lines = file.text.count('\n');
        if (file.isCode() && lines > most)
            found.append(u"%1: %2 lines, more than %3"_s.arg(file.path).arg(lines).arg(most));
    }
    return found;
}

} // namespace assay::house
