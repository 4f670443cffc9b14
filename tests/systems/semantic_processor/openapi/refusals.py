# SPDX-License-Identifier: GPL-3.0-or-later
"""Inputs that the schemas do not allow, made from the schemas: each is refused with a documented problem, and
nothing makes the system fail. What a schema does allow, however strange, gets a documented answer."""
import copy
import json

UUID = "00000000-0000-4000-8000-000000000000"
WRONG = [None, True, 0, -1, 1.5, 1e300, "", "x", [], {}, [[]], {"a": {"b": []}}]
STRANGE = ["\u0000", "a\u0000b", "\ud800", "\u202e\u2066", "😀" * 70, "e\u0301" * 400, "\ufeff", "\r\n\r\n",
           "' or 1=1 --", "%s%n", "../../etc/passwd", "{{x}}", "{{", "x" * 100_000]
# A model that is asked answers as the text says; these are no inputs of ours.
NOT_FOR_MODELS = ("generate", "summariseText")
# Everybody's state, which the other calls need as it is.
STATE = ("setMaintenance", "setLogLevel")


def check(contract):
    for name, (_, _, operation) in contract.operations.items():
        schema = contract.body_schema(operation)
        if schema is not None:
            yield from bodies(contract, name, operation, schema)
            yield from broken_bodies(contract, name, operation)
        yield from queries(contract, name, operation)
        yield from paths(contract, name, operation)
    status, _, _ = contract.exchange("GET", "/ready")
    if status != 200:
        yield f"after all this /ready is {status}"


def path_of(contract, operation):
    parameters = [contract.resolve(p) for p in operation.get("parameters", [])]
    return {p["name"]: "1" if p["name"] == "version" else UUID for p in parameters if p["in"] == "path"}


def sample(contract, schema):
    schema = contract.resolve(schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(contract, part) for name, part in properties.items()}
    if kind == "array":
        return [sample(contract, schema["items"])]
    if kind == "string":
        return UUID if schema.get("format") == "uuid" else "abc"
    if kind == "boolean":
        return False
    return max(1, schema.get("minimum", 1))


def beyond(schema):
    """Just inside and just outside of each bound."""
    if "maxLength" in schema:
        yield from ("a" * schema["maxLength"], "a" * (schema["maxLength"] + 1), "ä" * (schema["maxLength"] + 1))
    if "minLength" in schema:
        yield from ("a" * schema["minLength"], "a" * (schema["minLength"] - 1))
    for bound in ("minimum", "maximum"):
        if bound in schema:
            yield from (schema[bound] - 1, schema[bound], schema[bound] + 1)
    if "maxItems" in schema:
        yield from ([f"i{i}" for i in range(schema["maxItems"])], [f"i{i}" for i in range(schema["maxItems"] + 1)])
    if schema.get("uniqueItems"):
        yield ["same", "same"]


def variants(contract, schema):
    """(where, value) for each member in turn, and for the whole."""
    resolved = contract.resolve(schema)
    good = sample(contract, schema)
    for value in WRONG:
        if not isinstance(value, dict):
            yield "the whole", value
    yield "an unknown member", {**good, "unknown_member": 1}
    yield "an empty name", {**good, "": 1}
    for name, part in resolved.get("properties", {}).items():
        missing = copy.deepcopy(good)
        del missing[name]
        yield f"{name} is missing", missing
        for value in [*WRONG, *STRANGE, *beyond(contract.resolve(part))]:
            yield f"{name} is {str(value)[:30]!r}", {**good, name: value}


def bodies(contract, name, operation, schema):
    for where, value in variants(contract, schema):
        invalid = contract.faults(schema, value)
        if not invalid and name in (*NOT_FOR_MODELS, *STATE):
            continue
        status, content, faults = contract.call(name, path=path_of(contract, operation), body=value)
        yield from (f"{where}: {fault}" for fault in faults)
        # An unknown resource may be told of before its body is looked at.
        if invalid and status not in (400, 404, 413, 422):
            yield f"{name}: {where}: {status}, but the schema says {invalid[0]}"
        if status >= 500 and status not in (502, 504):
            yield f"{name}: {where}: {status} {content[:200]}"


def broken_bodies(contract, name, operation):
    path = path_of(contract, operation)
    deep = b"[" * 5000 + b"]" * 5000
    raws = [(b"", "no body"), (b"{", "half an object"), (b"{} {}", "two"), (b"\xff\xfe{}", "no UTF-8"), (b"nul", "a word"),
            (b'{"a":"\xc3\x28"}', "broken UTF-8"), (b'{"a":' + deep + b"}", "deep"), (b"\x00" * 10, "zeros"),
            (b'{"a": NaN}', "NaN"), (b"x" * (3 * 1024 * 1024), "3 MiB")]
    for raw, what in raws:
        optional = not contract.resolve(operation["requestBody"]).get("required")
        if raw == b"" and optional:
            continue
        status, _, faults = contract.call(name, path=path, raw=raw)
        yield from (f"{what}: {fault}" for fault in faults)
        if not 400 <= status < 500:
            yield f"{name}: {what} is answered with {status}"
    for kind in ("text/plain", "application/xml", "application/jsonx", "multipart/form-data"):
        status, _, faults = contract.call(name, path=path, body={}, headers={"Content-Type": kind})
        yield from (f"{kind}: {fault}" for fault in faults)
        if status not in (404, 415):
            yield f"{name}: {kind} is answered with {status}"


def queries(contract, name, operation):
    if contract.operations[name][0] != "GET":
        return
    path = path_of(contract, operation)
    parameters = [contract.resolve(p) for p in operation.get("parameters", [])]
    known = [p for p in parameters if p["in"] == "query"]
    good = {p["name"]: sample(contract, p["schema"]) for p in known if p.get("required")}
    for parameter in known:
        schema = contract.resolve(parameter["schema"])
        values = ["", "x", "-1", "0", "1.5", "1e9", "99999999999999999999", "\u0000", "😀", "'", "%", "x" * 5000,
                  *beyond(schema)]
        for value in values:
            status, _, faults = contract.call(name, path=path, query={**good, parameter["name"]: value})
            yield from (f"{parameter['name']}={str(value)[:30]!r}: {fault}" for fault in faults)
            bad = schema.get("type") == "integer" and not fits(schema, value)
            if bad and status not in (400, 404, 422):
                yield f"{name}: {parameter['name']}={value!r} is answered with {status}"
        status, _, faults = contract.call(name, path=path, query={**good, parameter["name"]: ["1", "2"]})
        yield from (f"{parameter['name']} twice: {fault}" for fault in faults)
    if known:
        status, _, faults = contract.call(name, path=path, query={**good, "unknown_parameter": "1"})
        yield from (f"unknown parameter: {fault}" for fault in faults)
        if status not in (404, 422):
            yield f"{name}: an unknown parameter is answered with {status}"


def fits(schema, value):
    try:
        number = int(str(value))
    except ValueError:
        return False
    return schema.get("minimum", number) <= number <= schema.get("maximum", number)


def paths(contract, name, operation):
    path = path_of(contract, operation)
    body = {"body": {}} if contract.body_schema(operation) is not None else {}
    for key in path:
        for value in ("x", "0", "-1", UUID[:-1], UUID + "0", "\u0000", "😀", "'", "%", "a" * 4000, "..", " "):
            _, _, faults = contract.call(name, path={**path, key: value}, **body)
            yield from (f"{key} is {value[:20]!r}: {fault}" for fault in faults)
