# SPDX-License-Identifier: GPL-3.0-or-later
"""Every operation is called so that it succeeds, and its answer is held against its schema."""
import json
import time
import uuid


def check(contract):
    calls = Calls(contract)
    calls.texts()
    calls.tags()
    calls.templates()
    calls.graph()
    calls.management()
    calls.operations()
    yield from calls.faults
    for name in contract.operations:
        if name not in calls.succeeded:
            yield f"{name}: it never succeeded"


class Calls:
    def __init__(self, contract):
        self.contract = contract
        self.faults = []
        self.succeeded = set()

    def call(self, name, expected=None, **request):
        status, content, faults = self.contract.call(name, **request)
        self.faults += faults
        if expected is not None and status != expected:
            self.faults.append(f"{name}: {status} instead of {expected}: {content[:200]}")
        if status < 300:
            self.succeeded.add(name)
        try:
            return json.loads(content)
        except ValueError:
            return {}

    def etagged(self, name, path):
        method, template, _ = self.contract.operations[name]
        target = template
        for key, value in path.items():
            target = target.replace("{%s}" % key, str(value))
        _, headers, _ = self.contract.exchange(method, target)
        self.call(name, 304, path=path, headers={"If-None-Match": headers["ETag"]})

    def ready(self, text):
        for _ in range(400):
            if self.call("readText", path={"id": text})["status"] == "ready":
                return
            time.sleep(0.02)
        self.faults.append("a text did not become ready")

    def texts(self):
        key = {"Idempotency-Key": uuid.uuid4().hex}
        draft = {"title": "One", "body": "The heron waits in the reeds.", "tags": ["openapi"]}
        text = self.text = self.call("createText", 201, body=draft, headers=key)["id"]
        self.call("createText", 201, body=draft, headers=key)
        self.call("createText", 422, body={**draft, "title": "Other"}, headers=key)
        pair = self.call("createTexts", 201, body={"texts": [draft, {**draft, "tags": []}]})["items"]
        self.ready(text)
        self.ready(pair[0]["id"])
        self.etagged("readText", {"id": text})
        self.call("listTexts", 200)
        self.call("listTexts", 200, query={"limit": 1, "tag": "openapi", "status": "ready"})
        self.call("listChunks", 200, path={"id": text})
        self.call("similarTexts", 200, path={"id": text}, query={"limit": 3})
        self.call("summariseText", 200, path={"id": text})
        self.call("search", 200, body={"query": "a heron", "limit": 3, "min_score": -1})
        self.call("replaceText", 412, path={"id": text}, body=draft, headers={"If-Match": '"99"'})
        self.call("replaceText", 200, path={"id": text}, body=draft)
        self.call("deleteText", 204, path={"id": pair[1]["id"]})
        self.call("readText", 404, path={"id": pair[1]["id"]})
        refused = self.call("createText", 201, body={"title": "No", "body": "embeddingrefusal"})["id"]
        for _ in range(400):
            if self.call("readText", 200, path={"id": refused})["status"] == "failed":
                break
            time.sleep(0.02)
        self.ready(text)

    def tags(self):
        self.call("describeTag", 201, path={"name": "made"}, body={"description": "By hand."})
        self.call("describeTag", 200, path={"name": "made"}, body={"description": "Twice."})
        self.call("readTag", 200, path={"name": "made"})
        self.etagged("readTag", {"name": "made"})
        self.call("listTags", 200)
        self.call("renameTag", 200, path={"name": "made"}, body={"name": "renamed"})
        self.call("readTag", 404, path={"name": "made"})
        self.call("deleteTag", 204, path={"name": "renamed"})

    def templates(self):
        name = "t-" + uuid.uuid4().hex
        draft = {"name": name, "body": "Hello {{who}}", "description": "Greets."}
        path = {"id": self.call("createTemplate", 201, body=draft)["id"]}
        self.call("createTemplate", 409, body=draft)
        self.call("readTemplate", 200, path=path)
        self.etagged("readTemplate", path)
        self.call("replaceTemplate", 200, path=path, body={"body": "Bye {{who}}"})
        self.call("listTemplates", 200)
        self.call("listTemplateVersions", 200, path=path)
        self.call("readTemplateVersion", 200, path={**path, "version": 1})
        self.etagged("readTemplateVersion", {**path, "version": 1})
        self.call("renderTemplate", 200, path=path, body={"variables": {"who": "you"}, "version": 1})
        self.call("renderTemplate", 422, path=path, body={"variables": {}})
        self.call("generate", 200, path=path, body={"variables": {"who": "you"}, "max_tokens": 9})
        self.call("generate", 200, path=path, body={"variables": {"who": "you"}, "stream": True})
        self.call("deleteTemplate", 204, path=path)

    def graph(self):
        draft = {"kind": "bird", "label": "Heron", "properties": {"legs": 2}, "text_id": self.text}
        first = self.call("createNode", 201, body=draft)["id"]
        self.call("createNode", 409, body=draft)
        second = self.call("createNode", 201, body={"kind": "place", "label": "Reeds"})["id"]
        self.call("readNode", 200, path={"id": first})
        self.etagged("readNode", {"id": first})
        self.call("replaceNode", 200, path={"id": first}, body={**draft, "label": "Grey heron"})
        self.call("listNodes", 200, query={"kind": "bird"})
        edge = {"from": first, "to": second, "relation": "waits-in", "weight": 0.5}
        path = {"id": self.call("createEdge", 201, body=edge)["id"]}
        self.call("createEdge", 409, body=edge)
        self.call("readEdge", 200, path=path)
        self.etagged("readEdge", path)
        self.call("listEdges", 200, query={"from": first})
        self.call("neighbours", 200, path={"id": first}, query={"depth": 2, "direction": "both"})
        self.call("findPath", 200, query={"from": first, "to": second})
        self.call("findPath", 404, query={"from": second, "to": first})
        self.call("deleteEdge", 204, path=path)
        self.call("deleteNode", 204, path={"id": first})

    def management(self):
        self.call("stats", 200)
        failed = self.call("listJobs", 200, query={"state": "failed"})["items"]
        self.call("readJob", 200, path={"id": failed[0]["id"]})
        self.call("retryJob", 202, path={"id": failed[0]["id"]})
        self.call("readJob", 404, path={"id": 999999999})
        self.call("reindex", 202, body={"tag": "openapi"})
        for name in ("flushCache", "listBreakers", "readSchema", "readLogLevel", "readMaintenance"):
            self.call(name, 200)
        self.call("resetBreaker", 200, path={"name": "llm"})
        self.call("setLogLevel", 200, body={"level": "warn"})
        self.call("setMaintenance", 200, body={"enabled": True})
        self.call("createText", 503, body={"title": "Not now", "body": "Later."})
        self.call("setMaintenance", 200, body={"enabled": False})
        self.call("stats", 401, headers={"Authorization": "Bearer guessed"})

    def operations(self):
        for name in ("health", "ready", "live", "metrics", "openapi"):
            self.call(name, 200)
