// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "steps/http/request_reader.h"
#include "steps/http/url.h"
#include "suite/node_values.h"

#include <utility>

namespace assay::steps::http {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

base::Result<QByteArray> formText(const Node &form, const QString &file)
{
    QByteArray out;
    for (const Node::Member &member : form.members()) {
        for (const Node *value : suite::itemsOrSelf(member.value)) {
            const auto text = scalarText(*value, file);
            if (!text)
                return base::failure(text.error());
            if (!out.isEmpty())
                out += '&';
            appendFormEncoded(out, member.key);
            out += '=';
            appendFormEncoded(out, *text);
        }
    }
    return out;
}

base::Result<FormPart> formPart(const QString &name, const Node &part, const model::Step &step,
                                StepContext &context)
{
    FormPart made{
        .name = name.toUtf8(), .value = {}, .file = {}, .contentType = {}, .fileName = {}};
    const auto setValue = [&](const Node &value) -> base::Result<> {
        if (value.isMap() || value.isList()) {
            appendNodeJson(made.value, value);
            made.contentType = "application/json";
            return {};
        }
        const auto text = scalarText(value, step.file);
        if (!text)
            return base::failure(text.error());
        made.value = text->toUtf8();
        return {};
    };
    const bool described = part.isMap() && (part.contains(u"file") || part.contains(u"value"));
    if (!described) {
        if (auto set = setValue(part); !set)
            return base::failure(set.error());
        return made;
    }
    if (part.contains(u"file")) {
        auto path = filePath(part[u"file"], step, context, false);
        if (!path)
            return base::failure(path.error());
        made.file = *path;
    } else if (auto set = setValue(part[u"value"]); !set) {
        return base::failure(set.error());
    }
    if (part.contains(u"contentType"))
        made.contentType = part[u"contentType"].text().toUtf8();
    made.fileName = part[u"filename"].text().toUtf8();
    return made;
}

base::Result<> readMultipart(const Node &multipart, const model::Step &step, StepContext &context,
                             Request &request)
{
    const auto add = [&](const QString &name, const Node &part) -> base::Result<> {
        auto made = formPart(name, part, step, context);
        if (!made)
            return base::failure(made.error());
        request.parts.push_back(std::move(*made));
        return {};
    };
    for (const Node &part : multipart.items()) {
        if (auto added = add(part[u"name"].text(), part); !added)
            return added;
    }
    for (const Node::Member &member : multipart.members()) {
        if (auto added = add(member.key, member.value); !added)
            return added;
    }
    if (request.parts.empty())
        return base::failure(u"multipart has no parts"_s, {}, multipart.position(step.file));
    return {};
}

} // namespace

void appendNodeJson(QByteArray &out, const Node &node)
{
    if (node.isList()) {
        out += '[';
        bool first = true;
        for (const Node &item : node.items()) {
            if (!std::exchange(first, false))
                out += ',';
            appendNodeJson(out, item);
        }
        out += ']';
    } else if (node.isMap()) {
        out += '{';
        bool first = true;
        for (const Node::Member &member : node.members()) {
            if (!std::exchange(first, false))
                out += ',';
            base::appendJsonString(out, member.key);
            out += ':';
            appendNodeJson(out, member.value);
        }
        out += '}';
    } else {
        base::appendJson(out, node.value());
    }
}

base::Result<> readBody(const Node &body, const model::Step &step, StepContext &context,
                        Request &request)
{
    request.hasBody = true;
    if (body.contains(u"json")) {
        appendNodeJson(request.body, body[u"json"]);
        request.contentType = "application/json";
    } else if (body.contains(u"body")) {
        const auto text = scalarText(body[u"body"], step.file);
        if (!text)
            return base::failure(text.error());
        request.body = text->toUtf8();
        request.contentType = "text/plain; charset=utf-8";
    } else if (body.contains(u"form")) {
        auto text = formText(body[u"form"], step.file);
        if (!text)
            return base::failure(text.error());
        request.body = std::move(*text);
        request.contentType = "application/x-www-form-urlencoded";
    } else if (body.contains(u"graphql")) {
        appendNodeJson(request.body, body[u"graphql"]);
        request.contentType = "application/json";
    } else if (body.contains(u"file")) {
        auto path = filePath(body[u"file"], step, context, false);
        if (!path)
            return base::failure(path.error());
        request.bodyFile = std::move(*path);
        request.contentType = "application/octet-stream";
    } else if (body.contains(u"multipart")) {
        return readMultipart(body[u"multipart"], step, context, request);
    } else {
        request.hasBody = false;
    }
    return {};
}

} // namespace assay::steps::http
