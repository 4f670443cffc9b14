// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/completion.h"
#include "suite/assist/edits.h"
#include "suite/assist/lookup.h"
#include "suite/assist_workspace.h"
#include "suite/loader.h"

#include <QRandomGenerator>
#include <QTest>

namespace assay::suite::test {

using namespace Qt::StringLiterals;
using namespace assay::suite::assist;

inline const Format &format()
{
    static const Format kFormat = assistFormat();
    return kFormat;
}

inline const WorkspaceView &view()
{
    static const WorkspaceView kView = assistView(format());
    return kView;
}

/// A text with its cursor, which is written "^".
struct Typed
{
    explicit Typed(QString marked)
        : text(std::move(marked))
        , offset(text.indexOf(u'^'))
    {
        if (offset >= 0)
            text.remove(offset, 1);
    }
    QString text;
    qsizetype offset;
};

inline const QString kSuite = u"suite: S\n"
                              "environment: other\n"
                              "include: ../shared/login.yaml\n"
                              "vars: { base: \"${services.far.url}\", size: 3 }\n"
                              "cases:\n"
                              "  - case: first one\n"
                              "    tags: [smoke]\n"
                              "    steps:\n"
                              "      - http: { GET: \"${base}/a\" }\n"
                              "        capture: { id: $.id }\n"
                              "      - script: vars.mark = uuid()\n"
                              "      - sql: { on: far, query: \"${id} ${mark}\" }\n"
                              "        expect: { rows: { matches: uuid } }\n"
                              "  - case: second\n"
                              "    needs: [first one]\n"
                              "    each: { csv: rows.csv }\n"
                              "    steps:\n"
                              "      - http: { GET: \"${row.name}${id}\" }\n"_s;

} // namespace assay::suite::test
