// npm ical.js and node-ical: the calendars of the demo.

import assert from "node:assert/strict";

import ICAL from "ical.js";
import ical from "node-ical";

import { end, test } from "../report.mjs";

const origin = process.argv[2];
const text = async (path) => (await fetch(origin + path)).text();

const incident = JSON.parse(await text("/api/v2/incidents.json")).incidents[0].id;
const paths = ["fr", "en", "it"].flatMap((locale) => [
  `/${locale}/calendar.ics`,
  `/${locale}/maintenances.ics`,
  `/${locale}/incidents/${incident}/calendar.ics`,
]);

for (const path of paths) {
  await test(`ical.js: ${path}`, async () => {
    const calendar = new ICAL.Component(ICAL.parse(await text(path)));
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    assert.ok(events.length > 0);
    for (const event of events) {
      assert.ok(event.uid && event.summary, path);
      assert.ok(event.startDate.isDate || event.startDate.zone === ICAL.Timezone.utcTimezone);
      assert.ok(event.endDate.compare(event.startDate) >= 0);
    }
  });

  await test(`node-ical: ${path}`, async () => {
    const read = Object.values(ical.sync.parseICS(await text(path)));
    const events = read.filter((one) => one.type === "VEVENT");
    const lines = (await text(path)).split("\r\n");
    assert.equal(events.length, lines.filter((line) => line === "BEGIN:VEVENT").length);
    assert.ok(events.every((event) => event.start instanceof Date && event.status === "CONFIRMED"));
  });
}

end();
