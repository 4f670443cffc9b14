// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/paths.h"

#include <QDir>

namespace assay::environment {

using namespace Qt::StringLiterals;

base::Result<QString> pathInside(const model::EnvironmentSpec &environment, const QString &file,
                                 const base::Files &files)
{
    const QString path = QDir::cleanPath(QDir(environment.folder).absoluteFilePath(file));
    const QString real = files.canonicalPath(path);
    if (real.isEmpty())
        return base::failure(u"there is no file %1"_s.arg(path),
                             u"paths start at the folder of the environment file"_s);
    for (const QString &root : environment.roots) {
        const QString top = files.canonicalPath(root);
        if (real == top || real.startsWith(top + u'/'))
            return real;
    }
    return environment.roots.isEmpty()
               ? base::Result<QString>(real)
               : base::failure(u"%1 is outside of the workspace"_s.arg(path),
                               u"name its folder in `roots` of workspace.yaml"_s);
}

} // namespace assay::environment
