// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/responders/registry.h"
#include "simulation/mock/responders/text_vector.h"

#include <QJsonArray>
#include <QtEndian>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDimensions = 64;
constexpr int kMostDimensions = 4096;
constexpr int kMostTexts = 2048; // as OpenAI's

QJsonValue encoded(const std::vector<float> &vector, bool asBase64)
{
    if (asBase64) {
        QByteArray bytes(static_cast<qsizetype>(vector.size() * sizeof(float)), '\0');
        qToLittleEndian<float>(vector.data(), static_cast<qsizetype>(vector.size()), bytes.data());
        return QString::fromLatin1(bytes.toBase64());
    }
    QJsonArray numbers;
    for (const float value : vector)
        numbers.append(static_cast<double>(value));
    return numbers;
}

/// OpenAI's embeddings: vectors of length 1; texts that share words are near each other.
class OpenAiEmbeddings final : public Responder
{
public:
    QString name() const override { return u"openai-embeddings"_s; }
    suite::Shape optionsShape() const override
    {
        using suite::Shape;
        return Shape::map({{u"dimensions"_s, Shape::integer(1, kMostDimensions).fixed(), false,
                            u"64 by default; the request's `dimensions` wins"_s}});
    }
    MockAnswer answer(const MockHttpRequest &request, const QJsonObject &options) const override
    {
        if (!request.json.isObject())
            return openAiError(400, u"We could not parse the JSON body of your request."_s);
        const QJsonValue input = request.json[u"input"_s];
        const QJsonArray texts = input.isArray() ? input.toArray() : QJsonArray{input};
        if (texts.isEmpty() || texts.size() > kMostTexts)
            return openAiError(400,
                               u"'input' must be a text, or a list of 1 to %1"_s.arg(kMostTexts));
        const int dimensions =
            request.json[u"dimensions"_s].toInt(options.value(u"dimensions"_s).toInt(kDimensions));
        if (dimensions < 1 || dimensions > kMostDimensions)
            return openAiError(400, u"'dimensions' must be from 1 to %1"_s.arg(kMostDimensions));
        const bool asBase64 = request.json[u"encoding_format"_s].toString() == u"base64";
        QJsonArray data;
        int tokens = 0;
        for (const QJsonValue &text : texts) {
            if (!text.isString())
                return openAiError(400, u"'input' must be a text, or a list of texts"_s);
            tokens += roughTokens(text.toString());
            data.append(QJsonObject{
                {u"object"_s, u"embedding"_s},
                {u"index"_s, static_cast<int>(data.size())},
                {u"embedding"_s, encoded(textVector(text.toString(), dimensions), asBase64)}});
        }
        return MockAnswer::json(
            200, QJsonObject{{u"object"_s, u"list"_s},
                             {u"data"_s, data},
                             {u"model"_s, request.json[u"model"_s].toString(u"mock"_s)},
                             {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, tokens},
                                                      {u"total_tokens"_s, tokens}}}});
    }
};

} // namespace

std::unique_ptr<Responder> makeOpenAiEmbeddings()
{
    return std::make_unique<OpenAiEmbeddings>();
}

} // namespace assay::simulation
