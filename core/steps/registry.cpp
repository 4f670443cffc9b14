// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/registry.h"

#include "steps/http/http_step.h"
#include "steps/kinds/clean.h"
#include "steps/kinds/exec.h"
#include "steps/kinds/generate.h"
#include "steps/kinds/group.h"
#include "steps/kinds/if.h"
#include "steps/kinds/parallel.h"
#include "steps/kinds/redis.h"
#include "steps/kinds/repeat.h"
#include "steps/kinds/reset.h"
#include "steps/kinds/restore.h"
#include "steps/kinds/script.h"
#include "steps/kinds/seed.h"
#include "steps/kinds/snapshot.h"
#include "steps/kinds/sql.h"
#include "steps/kinds/sse.h"
#include "steps/kinds/wait.h"
#include "steps/kinds/websocket.h"

namespace assay::steps {

namespace {

std::vector<std::unique_ptr<StepKind>> makeKinds()
{
    std::vector<std::unique_ptr<StepKind>> kinds;
    kinds.push_back(std::make_unique<HttpStep>());
    kinds.push_back(std::make_unique<WebSocketStep>());
    kinds.push_back(std::make_unique<SseStep>());
    kinds.push_back(std::make_unique<SqlStep>());
    kinds.push_back(std::make_unique<RedisStep>());
    kinds.push_back(std::make_unique<ExecStep>());
    kinds.push_back(std::make_unique<ScriptStep>());
    kinds.push_back(std::make_unique<WaitStep>());
    kinds.push_back(std::make_unique<SeedStep>());
    kinds.push_back(std::make_unique<GenerateStep>());
    kinds.push_back(std::make_unique<CleanStep>());
    kinds.push_back(std::make_unique<ResetStep>());
    kinds.push_back(std::make_unique<SnapshotStep>());
    kinds.push_back(std::make_unique<RestoreStep>());
    kinds.push_back(std::make_unique<GroupStep>());
    kinds.push_back(std::make_unique<ParallelStep>());
    kinds.push_back(std::make_unique<RepeatStep>());
    kinds.push_back(std::make_unique<IfStep>());
    return kinds;
}

} // namespace

const std::vector<std::unique_ptr<StepKind>> &allKinds()
{
    static const std::vector<std::unique_ptr<StepKind>> kKinds = makeKinds();
    return kKinds;
}

const StepKind *kindNamed(const QString &name)
{
    for (const std::unique_ptr<StepKind> &kind : allKinds()) {
        if (kind->cachedShape().kind == name)
            return kind.get();
    }
    return nullptr;
}

} // namespace assay::steps
