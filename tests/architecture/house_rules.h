// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

/// The rules of the house as plain functions: files in, sentences about what breaks a rule out.
///
///     const auto files = house::readTree(root, {u"core"_s, u"ui"_s, u"app"_s});
///     QCOMPARE(house::floorViolations(files), QStringList());
///
/// They read text only; nothing is compiled. Every list is sorted by file. Any thread.
namespace assay::house {

/// One file of the tree, as it is on disk.
struct SourceFile
{
    QString path; ///< from the root: "core/base/error.h"
    QByteArray text;

    [[nodiscard]] bool isHeader() const;
    [[nodiscard]] bool isCode() const; ///< .h or .cpp
};

/// .h, .cpp, .cmake and CMakeLists.txt files below `folders` of `root`, sorted by path. A folder
/// that is missing gives nothing.
[[nodiscard]] std::vector<SourceFile> readTree(const QString &root, const QStringList &folders);

/// The text without comments and raw strings; with `keepStrings` false, literals are empty too.
/// Lines stay where they are.
[[nodiscard]] QByteArray strippedCode(const QByteArray &text, bool keepStrings);

/// A file includes its own folder and lower floors only, and writes it "folder/file.h".
[[nodiscard]] QStringList floorViolations(const std::vector<SourceFile> &files);

/// Names of the headers of Qt's modules with a face: QWidget, QColor, qicon.h, QtGui, ... as Qt's
/// own include folders list them. Empty when Qt's headers are not where Qt says.
[[nodiscard]] QSet<QString> faceHeaders();

/// core knows no windows: neither their headers nor their CMake targets.
[[nodiscard]] QStringList faceViolations(const std::vector<SourceFile> &files,
                                         const QSet<QString> &faceHeaders);

/// Each third-party library is included, and linked, in one folder only.
[[nodiscard]] QStringList libraryViolations(const std::vector<SourceFile> &files);

/// Files that include themselves through others.
[[nodiscard]] QStringList fileCircles(const std::vector<SourceFile> &files);

/// The same for folders of two parts: core/base, ui/models.
[[nodiscard]] QStringList folderCircles(const std::vector<SourceFile> &files);

/// The first line says the licence.
[[nodiscard]] QStringList licenceViolations(const std::vector<SourceFile> &files);

/// Headers say #pragma once.
[[nodiscard]] QStringList pragmaOnceViolations(const std::vector<SourceFile> &files);

/// No code file has more than `most` lines.
[[nodiscard]] QStringList sizeViolations(const std::vector<SourceFile> &files, int most);

/// No header has `using namespace` where everyone who includes it gets it.
[[nodiscard]] QStringList usingNamespaceViolations(const std::vector<SourceFile> &files);

/// Locks live in core/base.
[[nodiscard]] QStringList lockViolations(const std::vector<SourceFile> &files);

/// The nearest CMakeLists.txt above a code file names it.
[[nodiscard]] QStringList unlistedFiles(const std::vector<SourceFile> &files);

} // namespace assay::house
