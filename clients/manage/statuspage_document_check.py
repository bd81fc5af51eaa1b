"""PyPI schemathesis with Statuspage's own OpenAPI document, mended as `statuspage_patch.py` says.

The document is not ours to ship. It is looked for in BEFFROI_STATUSPAGE_DOCUMENT, else beside the repository, where those
who work on Beffroi keep it; where it is not, this says so and proves nothing.
"""

import json
import os
import pathlib
import sys
import urllib.request

import contract
from statuspage_patch import mend

ORIGIN = sys.argv[1]
BESIDE = "shared/interop/fixtures/statuspage-v1/statuspage-openapi3.json"


def first_page():
    request = urllib.request.Request(f"{ORIGIN}/v1/pages")
    request.add_header("Authorization", f"Bearer {os.environ['BEFFROI_TOKEN']}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)[0]["id"]


repository = pathlib.Path(__file__).resolve().parents[2]
document = pathlib.Path(os.environ.get("BEFFROI_STATUSPAGE_DOCUMENT", repository.parent / BESIDE))
if not document.is_file():
    print(f"NOT RUN: Statuspage's own OpenAPI document is not at {document}.")
    print("Name it with BEFFROI_STATUSPAGE_DOCUMENT to have every call held against it.")
    print("0 passed, 0 failed")
    sys.exit(0)
mended = mend(json.loads(document.read_text(encoding="utf-8")))
pathlib.Path("mended.json").write_text(json.dumps(mended), encoding="utf-8")
# The live server takes more than its document says: null where nothing is meant, any number of a page. So do we.
contract.hold(ORIGIN, "mended.json", 60, ["negative_data_rejection"], page_id=first_page())
