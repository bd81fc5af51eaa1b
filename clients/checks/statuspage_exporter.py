"""PyPI statuspage-prometheus-exporter: incidents, components and maintenances become labels of metrics."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from report import end, test

from prometheus_client.parser import text_string_to_metric_families

ORIGIN = sys.argv[1]


def fetched(path):
    with urllib.request.urlopen(ORIGIN + path) as answer:
        return json.load(answer)


def exported():
    """One pass of the exporter as it is installed; its metrics by name."""
    service = {"demo": {"name": "Demo", "url": f"{ORIGIN}/api/v2/summary.json"}}
    pathlib.Path("services.json").write_text(json.dumps(service))
    program = pathlib.Path(sys.executable).parent / "statuspage-prometheus-exporter"
    environment = {
        **os.environ,
        "RUN_MODE": "once",
        "SERVICES_JSON_PATH": "services.json",
        "METRICS_TEXTFILE_PATH": "metrics.prom",
    }
    done = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise SystemExit(f"the exporter ended with {done.returncode}:\n{done.stderr}")
    text = pathlib.Path("metrics.prom").read_text()
    return {family.name: family.samples for family in text_string_to_metric_families(text)}


SUMMARY = fetched("/api/v2/summary.json")
METRICS = exported()


def labels(name, key):
    return {sample.labels[key]: sample for sample in METRICS[name]}


@test("the page could be read")
def _():
    assert [sample.value for sample in METRICS["statuspage_probe_check"]] == [1.0]


@test("each open incident is one, with its impact and its address")
def _():
    told = labels("statuspage_incident_info", "incident_id")
    assert SUMMARY["incidents"], "the demo has an incident that goes on"
    assert set(told) == {incident["id"] for incident in SUMMARY["incidents"]}
    for incident in SUMMARY["incidents"]:
        sample = told[incident["id"]].labels
        assert sample["impact"] == incident["impact"], sample
        assert sample["shortlink"] == incident["shortlink"], sample
        assert sample["incident_name"] == incident["name"][:100], sample


@test("each planned maintenance is one")
def _():
    told = labels("statuspage_maintenance_info", "maintenance_id")
    assert SUMMARY["scheduled_maintenances"], "the demo has planned work"
    assert set(told) == {one["id"] for one in SUMMARY["scheduled_maintenances"]}


@test("each component works or does not, as the page says")
def _():
    told = labels("statuspage_component_status", "component_name")
    assert set(told) == {one["name"] for one in SUMMARY["components"]}
    for one in SUMMARY["components"]:
        works = one["status"] == "operational"
        assert (told[one["name"]].value == 1.0) == works, one["name"]


end()
