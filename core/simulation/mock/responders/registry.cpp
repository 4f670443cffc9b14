// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/responders/registry.h"

#include <vector>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

const std::vector<std::unique_ptr<Responder>> &responders()
{
    static const std::vector<std::unique_ptr<Responder>> kAll = [] {
        std::vector<std::unique_ptr<Responder>> all;
        all.push_back(makeOpenAiChat());
        all.push_back(makeOpenAiEmbeddings());
        return all;
    }();
    return kAll;
}

} // namespace

QStringList responderNames()
{
    QStringList names;
    for (const auto &responder : responders())
        names.append(responder->name());
    return names;
}

const Responder *findResponder(const QString &name)
{
    for (const auto &responder : responders()) {
        if (responder->name() == name)
            return responder.get();
    }
    return nullptr;
}

MockAnswer openAiError(int status, const QString &message)
{
    return MockAnswer::json(
        status, QJsonObject{{u"error"_s, QJsonObject{{u"message"_s, message},
                                                     {u"type"_s, u"invalid_request_error"_s},
                                                     {u"param"_s, QJsonValue::Null},
                                                     {u"code"_s, QJsonValue::Null}}}});
}

int roughTokens(const QString &text)
{
    return static_cast<int>((text.size() + 3) / 4);
}

} // namespace assay::simulation
