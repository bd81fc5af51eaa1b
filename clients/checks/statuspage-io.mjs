// npm statuspage.io: every address of the public API, as a client of Statuspage reads it.
//
// Its maintenance calls all ask for upcoming.json; that is how it is published.

import assert from "node:assert/strict";

import { Statuspage } from "statuspage.io";

import { end, test } from "../report.mjs";

const origin = process.argv[2];
const client = new Statuspage("0123456789bc");
client.setApiUrl(origin);
const { api } = client;

const STATUSES = ["operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"];
const INDICATORS = ["none", "minor", "major", "critical", "maintenance"];
const isTime = (text) => typeof text === "string" && !Number.isNaN(Date.parse(text));
const fetched = async (path) => (await fetch(origin + path)).json();

await test("the summary has the page, its components and its status", async () => {
  const summary = await api.getSummary();
  assert.equal(summary.page.url, origin);
  assert.ok(isTime(summary.page.updated_at) && summary.page.time_zone);
  assert.ok(INDICATORS.includes(summary.status.indicator), summary.status.indicator);
  assert.ok(summary.components.length > 0);
  for (const component of summary.components) {
    assert.ok(STATUSES.includes(component.status), component.status);
    assert.equal(component.page_id, summary.page.id);
  }
});

await test("a group holds components that are there", async () => {
  const { components } = await api.getComponents();
  const ids = new Set(components.map((one) => one.id));
  assert.equal(ids.size, components.length);
  for (const component of components) {
    if (component.group_id) assert.ok(ids.has(component.group_id), component.name);
    for (const child of component.components ?? []) assert.ok(ids.has(child), component.name);
  }
});

await test("the status is the same everywhere", async () => {
  const [{ status }, summary] = [await api.getStatus(), await api.getSummary()];
  assert.deepEqual(status, summary.status);
});

await test("incidents come newest first, and so does what was said", async () => {
  const { incidents } = await api.incidents.getAll();
  assert.ok(incidents.length > 0 && incidents.length <= 50, `${incidents.length} incidents`);
  const falling = (times) => times.every((at, place) => place === 0 || Date.parse(times[place - 1]) >= Date.parse(at));
  assert.ok(falling(incidents.map((one) => one.created_at)));
  for (const incident of incidents) {
    assert.ok(falling(incident.incident_updates.map((one) => one.display_at)), incident.name);
    for (const update of incident.incident_updates) assert.equal(update.incident_id, incident.id);
  }
});

/** Without the seconds of lengths that go on: they grow from one call to the next. */
const still = (value) => JSON.parse(JSON.stringify(value, (key, one) => (one?.kind === "so_far" ? { kind: one.kind } : one)));

await test("the unresolved are those of the summary", async () => {
  const [{ incidents }, summary] = [await api.incidents.getUnresolved(), await api.getSummary()];
  assert.ok(incidents.length > 0, "the demo has an incident that goes on");
  assert.deepEqual(still(incidents), still(summary.incidents));
  for (const incident of incidents) {
    assert.ok(["investigating", "identified", "monitoring"].includes(incident.status));
    assert.equal(incident.resolved_at, null);
  }
});

await test("maintenances to come have their time", async () => {
  const { scheduled_maintenances: planned } = await api.scheduledMaintenances.getUpcoming();
  assert.ok(planned.length > 0, "the demo has planned work");
  for (const one of planned) {
    assert.equal(one.status, "scheduled");
    assert.equal(one.impact, "maintenance");
    assert.ok(Date.parse(one.scheduled_for) < Date.parse(one.scheduled_until));
  }
});

await test("the archive goes on until it ends", async () => {
  const seen = new Set();
  let path = "/api/v2/incidents.json";
  while (path) {
    const { incidents, beffroi } = await fetched(path);
    for (const { id } of incidents) {
      assert.ok(!seen.has(id), `${id} twice`);
      seen.add(id);
    }
    path = beffroi.next?.slice(origin.length);
  }
  assert.ok(seen.size > 0);
});

await test("the address of an incident leads to its page", async () => {
  const { incidents } = await api.incidents.getAll();
  const answer = await fetch(incidents[0].shortlink);
  assert.equal(answer.status, 200);
  assert.ok(answer.url.endsWith(`/incidents/${incidents[0].id}`), answer.url);
});

end();
