# SPDX-License-Identifier: GPL-3.0-or-later
"""The document itself: valid, complete in itself, and what is routed is what it documents."""
import json
import os
import pathlib
import re

import jsonschema

HERE = pathlib.Path(__file__).parent
SYSTEM = pathlib.Path(os.environ["SEMANTIC_PROCESSOR_SOURCE"])
UUID = "00000000-0000-4000-8000-000000000000"


def check(contract):
    yield from validity(contract.document)
    yield from references(contract, contract.document, "#")
    yield from operations(contract)
    yield from routes(contract)


def validity(document):
    # The OpenAPI Initiative's own schema of 2021-09-28.
    schema = json.loads((HERE / "openapi-3.0.schema.json").read_text())
    for error in jsonschema.Draft4Validator(schema).iter_errors(document):
        yield f"{list(error.absolute_path)}: {error.message[:300]}"


def references(contract, node, place):
    if isinstance(node, dict):
        if "$ref" in node:
            try:
                contract.resolve(node)
            except (KeyError, TypeError):
                yield f"{place}: {node['$ref']} leads nowhere"
        for key, value in node.items():
            yield from references(contract, value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from references(contract, value, f"{place}/{index}")


def operations(contract):
    total = sum(len(item) for item in contract.document["paths"].values())
    if total != len(contract.operations):
        yield "two operations have the same operationId"
    for name, (_, path, operation) in contract.operations.items():
        parameters = [contract.resolve(p) for p in operation.get("parameters", [])]
        named = {p["name"] for p in parameters if p["in"] == "path"}
        if named != set(re.findall(r"\{(\w+)\}", path)):
            yield f"{name}: the parameters of its path are {named}"
        if any(p["in"] == "path" and not p.get("required") for p in parameters):
            yield f"{name}: a parameter of its path is not required"


def routes(contract):
    """By the system's answers (405 and Allow), and by its source: nothing is routed that is not documented."""
    documented = {}
    found = 0
    for method, path, _ in contract.operations.values():
        documented.setdefault(path, set()).add(method)
    for path, methods in documented.items():
        target = re.sub(r"\{\w+\}", UUID, path)
        status, headers, _ = contract.exchange("PROPFIND", target)
        allowed = {m.strip() for m in headers.get("Allow", "").split(",")} - {"OPTIONS", "HEAD"}
        # Another path may fit the same target: /v1/texts/batch is /v1/texts/{id} as well.
        possible = set().union(*(also for other, also in documented.items() if fits(other, path)))
        if status != 405 or not methods <= allowed <= possible:
            yield f"PROPFIND {path}: {status}, Allow {sorted(allowed)}; documented are {sorted(methods)}"
    for source in sorted(SYSTEM.glob("api/*.cpp")):
        for path in re.findall(r'\badd\(\s*(?:"[A-Z]+",\s*)?"(/[^"]*)"', source.read_text()):
            found += 1
            if path not in documented:
                yield f"{source.name} routes {path}, which is not documented"
    if found < len(documented):
        yield f"only {found} routes were found in the source, so that this check says nothing"
    status, headers, _ = contract.exchange("GET", "/v1/nothing-here")
    if status != 404 or not headers["Content-Type"].startswith("application/problem+json"):
        yield f"an unknown path is answered with {status}"


def fits(pattern, path):
    return re.fullmatch(re.sub(r'\\{\w+\\}', '[^/]+', re.escape(pattern)), path) is not None
