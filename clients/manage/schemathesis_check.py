"""PyPI schemathesis with our own OpenAPI document."""

import sys

import contract

contract.hold(sys.argv[1], f"{sys.argv[1]}/v1/openapi.json", 60, page="pinatelle")
