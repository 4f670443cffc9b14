// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane.h"
#include "ui/timeline/lanes/markers_lane.h"
#include "ui/timeline/lanes/series_lane.h"
#include "ui/timeline/lanes/services_lane.h"
#include "ui/timeline/lanes/workers_lane.h"
#include "ui/timeline/request_series.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Lane> requestLane(RequestSeries::Kind kind, const QString &id, const char *title,
                                  double height)
{
    std::vector<std::unique_ptr<SeriesSource>> sources;
    sources.push_back(std::make_unique<RequestSeries>(kind));
    return std::make_unique<SeriesLane>(id, QCoreApplication::translate("Lanes", title),
                                        std::move(sources), height);
}

} // namespace

std::vector<std::unique_ptr<Lane>> makeLanes()
{
    std::vector<std::unique_ptr<Lane>> lanes;
    lanes.push_back(std::make_unique<WorkersLane>());
    lanes.push_back(std::make_unique<ServicesLane>());
    lanes.push_back(std::make_unique<MarkersLane>());
    lanes.push_back(requestLane(RequestSeries::Kind::Latency95, u"latency"_s,
                                QT_TRANSLATE_NOOP("Lanes", "latency"), 68));
    lanes.push_back(requestLane(RequestSeries::Kind::Rate, u"requests"_s,
                                QT_TRANSLATE_NOOP("Lanes", "requests/s"), 56));
    return lanes;
}

} // namespace assay::ui
