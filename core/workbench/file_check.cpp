// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/file_check.h"

#include "simulation/mock/mock_definition.h"
#include "suite/file_shapes.h"
#include "suite/loader.h"
#include "suite/shape_check.h"
#include "suite/yaml_reader.h"
#include "testdata/schema_loader.h"
#include "testdata/schema_shape.h"
#include "workbench/format.h"

#include <QFileInfo>

namespace assay::workbench {

using namespace Qt::StringLiterals;
using suite::Diagnostic;
using suite::assist::FileKind;

namespace {

using Found = std::vector<Diagnostic>;

Found only(const QString &file, Found found)
{
    std::erase_if(found, [&](const Diagnostic &one) { return one.error.position.file != file; });
    return found;
}

/// An include that no suite uses: its text and its shape.
Found checkAlone(const QString &file, const QByteArray &text)
{
    suite::Diagnostics diagnostics;
    if (const auto node = suite::readYaml(text, file, diagnostics)) {
        suite::ShapeChecker checker(fileFormat(), file, diagnostics);
        checker.acceptParameters(true);
        checker.check(*node, suite::includeShape(), u"the included file"_s);
    }
    return diagnostics.take();
}

Found checkInclude(const suite::Workspace &workspace, const QString &file, const QByteArray &text,
                   const base::Files &disk, const std::stop_token &stop)
{
    Found found = checkAlone(file, text);
    if (!found.empty())
        return found;
    const QByteArray name = QFileInfo(file).fileName().toUtf8();
    for (const QString &suite : workspace.suiteFiles()) {
        if (stop.stop_requested())
            break;
        const auto content =
            disk.read(workspace.absolutePath(suite), {suite::YamlLimits::kFileSize});
        if (!content || !content->contains(name))
            continue;
        Found its =
            only(file, suite::loadSuites(workspace, {suite}, fileFormat(), disk).diagnostics);
        for (Diagnostic &one : its) {
            const bool known = std::any_of(found.begin(), found.end(), [&](const Diagnostic &d) {
                return d.error == one.error;
            });
            if (!known)
                found.push_back(std::move(one));
        }
    }
    return found;
}

} // namespace

std::vector<Diagnostic> checkFile(const QString &folder, const QString &file, base::Files &disk,
                                  const std::stop_token &stop)
{
    const auto workspace = suite::Workspace::open(folder, disk);
    if (!workspace) {
        Found found;
        if (workspace.error().position.file == file)
            found.push_back({workspace.error(), {}, {}});
        return found;
    }
    const QString path = workspace->absolutePath(file);
    const auto text = disk.read(path, {suite::YamlLimits::kFileSize});
    if (!text)
        return {{base::Error(text.error()).at({file, 0, 0}), {}, {}}};
    if (stop.stop_requested())
        return {};
    switch (suite::assist::fileKindOf(file, QString::fromUtf8(*text))) {
    case FileKind::Suite:
        return only(file, suite::loadSuites(*workspace, {file}, fileFormat(), disk).diagnostics);
    case FileKind::Include:
        return checkInclude(*workspace, file, *text, disk, stop);
    case FileKind::Environment:
        return only(file, suite::loadEnvironment(*workspace, file, fileFormat(), disk).diagnostics);
    case FileKind::Plan:
        return only(file, suite::loadPlan(*workspace, file, disk).diagnostics);
    case FileKind::Mock: {
        Found found = simulation::loadMock(path, disk).diagnostics;
        for (Diagnostic &one : found)
            one.error.position.file = file;
        return found;
    }
    case FileKind::DataSet: {
        const testdata::SchemaSource source{
            disk,
            [&](const QString &name, const QString &from) { return workspace->resolve(name, from); },
            [&](const QString &name, const QString &from) {
                return workspace->resolveFolder(name, from);
            }};
        return only(file, testdata::loadSchema(source, file).diagnostics);
    }
    case FileKind::Workspace:
    case FileKind::Unknown:
        break;
    }
    return {};
}

base::Result<suite::assist::WorkspaceView> workspaceView(const QString &folder,
                                                         const base::Files &disk)
{
    const auto workspace = suite::Workspace::open(folder, disk);
    if (!workspace)
        return base::failure(workspace.error());
    return suite::assist::readWorkspaceView(*workspace, disk, fileFormat(),
                                            simulation::mockShape(), testdata::schemaShape());
}

} // namespace assay::workbench
