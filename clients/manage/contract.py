"""schemathesis over one OpenAPI document: what went wrong, and the closing line."""

import os
import pathlib
import re
import subprocess
import sys


# What says no to a body that the document forbids; 413 is one of them, for a body that is larger than any call takes.
REFUSED = "[400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, \"5xx\"]"


def hold(origin, document, seconds, unasked=(), **parameters):
    """Ends the program: well where every call answers as the document says, whatever is sent.

    Whether a schema-valid body is taken is not asked: an id of a component is a text like any other, and most are of none;
    nor are the checks in `unasked`. What `parameters` name is sent with these values, so that more than "not found" is seen.
    """
    place = pathlib.Path("schemathesis.toml")
    given = "".join(f'{name} = "{value}"\n' for name, value in parameters.items())
    refused = f"[checks.negative_data_rejection]\nexpected-statuses = {REFUSED}\n"
    place.write_text(f"[parameters]\n{given}\n{refused}", encoding="utf-8")
    done = subprocess.run(
        [pathlib.Path(sys.executable).parent / "st", "--config-file", place, "run", document, "--url", f"{origin}/v1",
         "-H", f"Authorization: Bearer {os.environ['BEFFROI_TOKEN']}", "--max-time", str(seconds), "-n", "10",
         "--phases", "examples,coverage,fuzzing", "--rate-limit", "15/s",
         "--exclude-checks", ",".join(["positive_data_acceptance", *unasked]), "--continue-on-failure", "--no-color", "--seed", "1"],
        capture_output=True, text=True, timeout=300)
    selected = re.search(r"Selected: (\d+)/(\d+)", done.stdout)
    failed = re.search(r"(\d+) failures?", done.stdout.splitlines()[-1] if done.stdout else "")
    tested = re.search(r"Tested: (\d+)", done.stdout)
    is_whole = selected and tested and selected.group(1) == tested.group(1)
    if done.returncode != 0 or not is_whole or failed:
        # The failures stand above the warnings; a body may be a megabyte.
        print("\n".join(line[:500] for line in done.stdout.splitlines())[-20_000:])
        print(done.stderr[-2000:])
        print(f"0 passed, {failed.group(1) if failed else 1} failed")
        sys.exit(1)
    print("\n".join(done.stdout.splitlines()[-12:]))
    print(f"{selected.group(1)} passed, 0 failed")
