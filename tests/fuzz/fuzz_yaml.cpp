// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a suite file, an include, a plan, an environment: diagnostics, never a crash or a
// hang.
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "suite/test_format.h"

#include <cstddef>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace assay::suite;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static const Format kFormat = test::testFormat();
    test::MemoryFiles files;
    files.add(u"/w/a.yaml"_s, text);
    files.add(u"/w/includes.yaml"_s, "suite: A\ninclude: a.yaml\n");
    files.add(u"/w/rows.csv"_s, text);
    files.add(u"/w/rows.yaml"_s,
              "suite: A\ncases: [{case: x, each: {csv: rows.csv}, steps: []}]\n");
    files.add(u"/w/environments/e.yaml"_s, text);
    files.add(u"/w/plans/p.yaml"_s, text);
    const auto workspace = Workspace::open(u"/w"_s, files);
    if (!workspace)
        return 0;
    (void)loadSuites(*workspace, {u"a.yaml"_s, u"includes.yaml"_s, u"rows.yaml"_s}, kFormat, files);
    (void)loadEnvironment(*workspace, u"environments/e.yaml"_s, kFormat, files);
    (void)loadPlan(*workspace, u"plans/p.yaml"_s, files);
    return 0;
}
