// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/mock/mock_request.h"
#include "suite/shape.h"

#include <memory>

namespace assay::simulation {

/// Makes the answers of a route that are more than a template. Stateless, deterministic, any
/// thread.
class Responder
{
public:
    virtual ~Responder() = default;
    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual suite::Shape optionsShape() const = 0;
    [[nodiscard]] virtual MockAnswer answer(const MockHttpRequest &request,
                                            const QJsonObject &options) const = 0;
};

/// All of them: to add one, write its file beside this one and name its maker here and in
/// registry.cpp.
[[nodiscard]] QStringList responderNames();
[[nodiscard]] const Responder *findResponder(const QString &name); ///< null: there is none

[[nodiscard]] std::unique_ptr<Responder> makeOpenAiChat();
[[nodiscard]] std::unique_ptr<Responder> makeOpenAiEmbeddings();

/// An error as OpenAI's API words it.
[[nodiscard]] MockAnswer openAiError(int status, const QString &message);
/// As its tokenizers count, roughly: one for four characters.
[[nodiscard]] int roughTokens(const QString &text);

} // namespace assay::simulation
