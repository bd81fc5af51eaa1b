"""Statuspage's own OpenAPI document, mended where it differs from what its server says and its clients send.

Takes the document and an address as arguments and prints the mended one. The document itself is not ours to ship; what
differs stands here, each with its reason.
"""

import json
import sys

# Paths that we have; of the others we answer 404.
OURS = ("components", "component-groups", "incidents", "incident_templates")
NOT_OURS = ("page_access", "subscribers", "postmortem", "/uptime")


def is_ours(path, method):
    if path in ("/pages", "/pages/{page_id}"):
        return method == "get"
    rest = path.removeprefix("/pages/{page_id}/")
    if path.startswith("/pages/{page_id}/component-groups/") and path.endswith("/uptime"):
        return False
    if any(part in path for part in NOT_OURS[:3]):
        return False
    return rest.split("/")[0] in OURS


def mend_types(node):
    """`Object`, `PartialStartDate` and `PartialEndDate` are no types of JSON Schema."""
    if isinstance(node, dict):
        if node.get("type") == "Object":
            node["type"] = "object"
        if node.get("type") in ("PartialStartDate", "PartialEndDate"):
            node["type"] = "string"
        for value in node.values():
            mend_types(value)
    elif isinstance(node, list):
        for value in node:
            mend_types(value)


def nullable(schema):
    """The server sends null for whatever is not set; the document says so nowhere."""
    for one in schema.get("properties", {}).values():
        if "$ref" in one:
            continue
        one["nullable"] = True
        if "enum" in one and None not in one["enum"]:
            one["enum"].append(None)


def mend(document):
    mend_types(document)
    schemas = document["components"]["schemas"]
    for name in ("Page", "Component", "GroupComponent", "Incident", "IncidentUpdate",
                 "IncidentTemplate", "ComponentUptime"):
        nullable(schemas[name])
    group = schemas["GroupComponent"]["properties"]
    # A list of ids; the document says a text.
    group["components"] = {"type": "array", "items": {"type": "string"}}
    # Terraform's provider and openstatus need a number; the document says a text.
    group["position"] = {"type": "integer"}
    # The live value is an instant; the document says a truth value.
    schemas["Incident"]["properties"]["postmortem_published_at"] = {
        "type": "string", "format": "date-time", "nullable": True}
    schemas["IncidentUpdate"]["properties"]["affected_components"]["items"] = {"type": "object"}
    # The live server says `error`, the document `message`; both are sent.
    schemas["ErrorEntity"]["properties"]["error"] = {"type": "string"}
    error = {"description": "What is wrong.", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/ErrorEntity"}}}}
    paths = {}
    for path, methods in document["paths"].items():
        kept = {method: one for method, one in methods.items()
                if method == "parameters" or is_ours(path, method)}
        for method, one in kept.items():
            if method != "parameters":
                one["responses"].setdefault("default", error)
        if any(method != "parameters" for method in kept):
            paths[path] = kept
    document["paths"] = paths
    return document


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        mended = mend(json.load(file))
    mended["servers"] = [{"url": sys.argv[2]}]
    json.dump(mended, sys.stdout)
