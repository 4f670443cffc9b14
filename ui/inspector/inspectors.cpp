// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/case_inspector.h"
#include "ui/inspector/event_inspector.h"
#include "ui/inspector/service_inspector.h"

namespace assay::ui {

namespace {

template <class T>
Inspector *make(const InspectorContext &context, QWidget *parent)
{
    return new T(context, parent);
}

} // namespace

std::vector<InspectorSpec> inspectorSpecs()
{
    using enum Selection::Kind;
    return {
        {{Case, Step}, &make<CaseInspector>}, // a step is shown below its case
        {{Service}, &make<ServiceInspector>},
        {{Event}, &make<EventInspector>},
    };
}

} // namespace assay::ui
