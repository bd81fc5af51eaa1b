"""Tests by name, and the closing line that cargo xtask counts."""

import sys
import traceback

_counts = {"passed": 0, "failed": 0}


def test(name):
    """Runs the decorated function at once: the test holds unless it raises."""

    def run(work):
        try:
            work()
            _counts["passed"] += 1
        except Exception:
            _counts["failed"] += 1
            print(f"FAILED {name}")
            print("  " + traceback.format_exc(limit=3).replace("\n", "\n  "))
        return work

    return run


def end():
    """Prints the closing line and ends with its exit status."""
    print(f"{_counts['passed']} passed, {_counts['failed']} failed")
    sys.exit(0 if _counts["failed"] == 0 and _counts["passed"] else 1)
