// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/environment_specs.h"

#include "ui/commands/spec_maker.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
}

} // namespace

std::vector<CommandSpec> environmentCommandSpecs()
{
    const SpecMaker make{MenuPlace::Environment, {}};
    return {
        make(u"environment.provision"_s, tr("Provision"),
             tr("Bring the selected environment up by itself; runs bring up their own.")),
        make(u"environment.cancel"_s, tr("Cancel"),
             tr("End what goes on in the selected environment; what it has started goes down.")),
        make(u"environment.destroy"_s, tr("Destroy"),
             tr("Take the selected environment down; nothing is left.")),
        make(u"environment.configure"_s, tr("Configure…"),
             tr("Change settings of the selected service while it runs.")),
        make(u"service.start"_s, tr("Restart"),
             tr("Start the selected service again, whether it runs or not.")),
        make(u"service.stop"_s, tr("Stop"),
             tr("Stop the selected service while the others go on.")),
        make(u"service.open"_s, tr("Open endpoint"),
             tr("Open the address of the selected service in the browser.")),
        make(u"service.copyEndpoint"_s, tr("Copy endpoint"),
             tr("Copy the address of the selected service.")),
    };
}

} // namespace assay::ui
