// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane.h"
#include "ui/timeline/lanes/markers_lane.h"
#include "ui/timeline/lanes/series_lane.h"
#include "ui/timeline/lanes/services_lane.h"
#include "ui/timeline/lanes/workers_lane.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

std::vector<std::unique_ptr<Lane>> makeLanes()
{
    std::vector<std::unique_ptr<Lane>> lanes;
    lanes.push_back(std::make_unique<WorkersLane>());
    lanes.push_back(std::make_unique<ServicesLane>());
    lanes.push_back(std::make_unique<MarkersLane>());
    lanes.push_back(std::make_unique<SeriesLane>(u"latency"_s, RunSeries::kLatency, 68));
    lanes.push_back(std::make_unique<SeriesLane>(u"requests"_s, RunSeries::kRequests, 56));
    return lanes;
}

} // namespace assay::ui
