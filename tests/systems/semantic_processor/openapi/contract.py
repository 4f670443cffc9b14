# SPDX-License-Identifier: GPL-3.0-or-later
"""The system's OpenAPI document, and requests that are held against it."""
import http.client
import json
import urllib.parse

import jsonschema

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
NOTHING = object()  # no body at all; None is the body null


class Contract:
    def __init__(self, url, token):
        self.address = urllib.parse.urlsplit(url).netloc
        self.token = token
        self.requests = 0
        self.connection = None
        _, _, body = self.exchange("GET", "/openapi.json")
        self.document = json.loads(body)
        self.operations = {
            operation["operationId"]: (method.upper(), path, operation)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if method in METHODS
        }

    def exchange(self, method, target, body=None, headers=None):
        self.requests += 1
        headers = {"Authorization": "Bearer " + self.token, **(headers or {})}
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.address, timeout=20)
            try:
                self.connection.request(method, target, body=body, headers=headers)
                response = self.connection.getresponse()
                content = response.read()
                if response.will_close:
                    self.connection.close()
                return response.status, response.headers, content
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
                self.connection = None
                if attempt == 2:
                    raise

    def resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def json_schema(self, node):
        """OpenAPI 3.0's dialect as draft 4: references resolved, nullable as a further type."""
        node = self.resolve(node)
        schema = {}
        for key, value in node.items():
            if key == "properties":
                schema[key] = {name: self.json_schema(part) for name, part in value.items()}
            elif key in ("items", "additionalProperties", "not") and isinstance(value, dict):
                schema[key] = self.json_schema(value)
            elif key in ("allOf", "anyOf", "oneOf"):
                schema[key] = [self.json_schema(part) for part in value]
            elif key not in ("nullable", "description", "example", "default"):
                schema[key] = value
        return {"anyOf": [{"enum": [None]}, schema]} if node.get("nullable") else schema

    def faults(self, schema, value):
        validator = jsonschema.Draft4Validator(self.json_schema(schema))
        return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(value)]

    def body_schema(self, operation):
        body = operation.get("requestBody")
        return self.resolve(body)["content"]["application/json"]["schema"] if body else None

    def call(self, operation_id, path=None, query=None, body=NOTHING, headers=None, raw=None):
        """Calls the operation; gives the status, the answer and what is wrong with it."""
        method, template, operation = self.operations[operation_id]
        target = template
        for name, value in (path or {}).items():
            target = target.replace("{%s}" % name, urllib.parse.quote(str(value), safe=""))
        if query:
            target += "?" + urllib.parse.urlencode(query, doseq=True)
        headers = dict(headers or {})
        if raw is None and body is not NOTHING:
            raw = json.dumps(body).encode()
        if raw is not None:
            headers.setdefault("Content-Type", "application/json")
        status, answered, content = self.exchange(method, target, raw, headers)
        where = f"{operation_id}: {method} {target[:120]} -> {status}"
        return status, content, [f"{where}: {f}" for f in self.answer_faults(operation, status, answered, content)]

    def answer_faults(self, operation, status, headers, content):
        documented = operation["responses"].get(str(status))
        if documented is None:
            return ["this status is not documented: " + content[:200].decode(errors="replace")]
        documented = self.resolve(documented)
        faults = []
        for name in documented.get("headers", {}):
            header = self.resolve(documented["headers"][name])
            if header.get("required") and name not in headers:
                faults.append(f"the header {name} is missing")
        if "X-Request-Id" not in headers:
            faults.append("there is no X-Request-Id")
        kind = headers.get("Content-Type", "").split(";")[0]
        types = documented.get("content", {})
        if not types:
            return faults + (["there is a body, but none is documented"] if content else [])
        if kind not in types:
            return faults + [f"it is {kind}, but documented is {', '.join(types)}"]
        if kind.endswith("json"):
            answer = json.loads(content)
            faults += self.faults(types[kind]["schema"], answer)
            if status >= 400 and status != answer.get("status") and kind.startswith("application/problem"):
                faults.append("the problem has another status than the answer")
        return faults
