// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/websocket.h"

#include "steps/kinds/websocket_talk.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape WebSocketStep::shape() const
{
    const Shape message =
        Shape::anyOf({Shape::text(), Shape::map({{u"text"_s, Shape::text()},
                                                 {u"json"_s, Shape::any()},
                                                 {u"binary"_s, Shape::text(), false, u"base64"_s}})
                                         .exactlyOneOf({u"text"_s, u"json"_s, u"binary"_s})});
    const Shape close = Shape::anyOf(
        {Shape::integer(1000, 4999),
         Shape::map({{u"code"_s, Shape::integer(1000, 4999)}, {u"reason"_s, Shape::text()}})});
    return {.kind = u"websocket"_s,
            .body =
                Shape::map(
                    {{u"url"_s, Shape::text(), false, u"ws:// or wss://"_s},
                     {u"on"_s, Shape::text(), false, u"the name of a connection that is open"_s},
                     {u"as"_s, Shape::text(), false, u"a name: the connection stays open"_s},
                     {u"headers"_s, Shape::mapOf(Shape::expression())},
                     {u"subprotocols"_s, Shape::list(Shape::text())},
                     {u"tls"_s,
                      Shape::map({{u"verify"_s, Shape::boolean()}, {u"ca"_s, Shape::text()}})},
                     {u"send"_s, Shape::anyOf({message, Shape::list(message)})},
                     {u"receive"_s,
                      Shape::anyOf({Shape::integer(0, 100'000), Shape::oneOfWords({u"close"_s})}),
                      false, u"how many messages; or close: until the server closes"_s},
                     {u"until"_s, untilShape({u"type"_s, u"text"_s, u"json"_s, u"base64"_s}), false,
                      u"ends after the message that fits"_s},
                     {u"within"_s, Shape::duration(), false, u"by default 10s"_s},
                     {u"close"_s, close, false, u"a code, or code and reason"_s}})
                    .exactlyOneOf({u"url"_s, u"on"_s})
                    .atMostOneOf({u"on"_s, u"as"_s})
                    .atMostOneOf({u"receive"_s, u"until"_s}),
            .help = u"Talks over a WebSocket."_s,
            .expectKeys = {u"messages"_s, u"last"_s, u"count"_s, u"closed"_s, u"closeCode"_s,
                           u"closeReason"_s, u"protocol"_s, u"time"_s}};
}

QString WebSocketStep::title(const model::Step &step) const
{
    const model::Node &url = step.body[u"url"];
    return u"websocket "_s + (url.isMissing() ? step.body[u"on"].text() : url.text());
}

StepResult WebSocketStep::run(const model::Step &step, StepContext &context) const
{
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    return WebSocketTalk(*body, step, context).run();
}

} // namespace assay::steps
