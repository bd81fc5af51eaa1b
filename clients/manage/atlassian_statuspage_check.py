"""PyPI atlassian-statuspage: a component is made, an incident is opened, told, resolved, and a bad one is refused."""

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from report import end, test

import atlassian_statuspage as statuspage
from atlassian_statuspage.rest import ApiException

ORIGIN = sys.argv[1]

configuration = statuspage.Configuration()
configuration.host = f"{ORIGIN}/v1"
configuration.api_key["Authorization"] = os.environ["BEFFROI_TOKEN"]
configuration.api_key_prefix["Authorization"] = "OAuth"
CLIENT = statuspage.ApiClient(configuration)
INCIDENTS = statuspage.IncidentsApi(CLIENT)
PAGE = statuspage.PagesApi(CLIENT).get_pages()[0].id


def body(**fields):
    return {"incident": fields}


@test("an incident is opened, told and resolved, and its component with it")
def _():
    made = statuspage.ComponentsApi(CLIENT).post_pages_page_id_components(
        {"component": {"name": "Client", "status": "operational"}}, PAGE)
    assert made.name == "Client" and made.status == "operational", made
    opened = INCIDENTS.post_pages_page_id_incidents(
        body(name="A client tells", body="We are looking.", component_ids=[made.id],
             components={made.id: "partial_outage"}), PAGE)
    assert opened.status == "investigating", opened
    assert [one.status for one in opened.components] == ["partial_outage"], opened
    told = INCIDENTS.patch_pages_page_id_incidents_incident_id(
        body(status="identified", body="We know."), PAGE, opened.id)
    assert [one.body for one in told.incident_updates] == ["We know.", "We are looking."], told
    over = INCIDENTS.patch_pages_page_id_incidents_incident_id(
        body(status="resolved", components={made.id: "operational"}), PAGE, opened.id)
    assert over.resolved_at and over.components[0].status == "operational", over
    again = INCIDENTS.get_pages_page_id_incidents_incident_id(PAGE, opened.id)
    assert again.status == "resolved" and len(again.incident_updates) == 3, again
    unresolved = INCIDENTS.get_pages_page_id_incidents_unresolved(PAGE)
    assert opened.id not in [one.id for one in unresolved]


@test("planned work is made and stands among what is scheduled")
def _():
    made = INCIDENTS.post_pages_page_id_incidents(
        body(name="Planned", scheduled_for="2099-01-01T00:00:00Z",
             scheduled_until="2099-01-01T01:00:00Z"), PAGE)
    assert made.status == "scheduled" and made.impact == "maintenance", made
    scheduled = INCIDENTS.get_pages_page_id_incidents_scheduled(PAGE)
    assert made.id in [one.id for one in scheduled]


def stranger():
    other = statuspage.Configuration()
    other.host = configuration.host
    other.api_key = {"Authorization": "bfr_nobody"}
    other.api_key_prefix = {"Authorization": "OAuth"}
    return other


@test("what cannot be is refused with 422, and a stranger with 401")
def _():
    for client, status in ((CLIENT, 422), (statuspage.ApiClient(stranger()), 401)):
        try:
            statuspage.IncidentsApi(client).post_pages_page_id_incidents(body(body="?"), PAGE)
        except ApiException as refused:
            assert refused.status == status, refused
        else:
            raise AssertionError("it was let through")


end()
