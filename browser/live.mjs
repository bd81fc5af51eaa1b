// A page left open, while somebody else writes: another process takes in an incident.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node live.mjs http://127.0.0.1:PORT
//
// Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { VIEWS, launch, open, origin } from "./browser.mjs";
import { Report } from "./report.mjs";

const here = origin();
const { BEFFROI, DATA } = process.env;
const TITLE = "Cards are refused in the tunnel";
const report = new Report();
const browser = await launch();

try {
  await report.test("an incident appears on a page left open, without a reload", appears);
} finally {
  await browser.close();
}
report.end();

async function appears() {
  const context = await open(browser, VIEWS[2]);
  const tab = await context.newPage();
  const broken = [];
  tab.on("pageerror", (error) => broken.push(error.message));
  await tab.goto(`${here}/en/`);
  await tab.evaluate(() => (window.wasHere = true));
  assert.equal(await tab.getByText(TITLE).count(), 0);

  take();
  const written = Date.now();
  await tab.getByText(TITLE).first().waitFor({ timeout: 5000 });
  const took = Date.now() - written;

  assert.ok(await tab.evaluate(() => window.wasHere), "the page was loaded anew");
  assert.equal(await tab.locator("#changed").textContent(), "This page has just changed.");
  assert.deepEqual(broken, []);
  console.log(`    shown ${took} ms after the other process had ended`);
  await context.close();
  return [];
}

/** Another process on the same database writes an open incident. */
function take() {
  const at = new Date().toISOString();
  const update = { id: "7p1vq2c3d4f5", status: "investigating", body: "We are looking.", incident_id: "8k2mr3s4t5v6", created_at: at, updated_at: at, display_at: at, affected_components: null };
  const incident = { id: "8k2mr3s4t5v6", name: TITLE, status: "investigating", impact: "minor", created_at: at, updated_at: at, started_at: at, monitoring_at: null, resolved_at: null, shortlink: "", page_id: "y2j98763l56x", incident_updates: [update], components: [] };
  const page = { id: "y2j98763l56x", name: "Elsewhere", url: "https://elsewhere.example", time_zone: "Etc/UTC", updated_at: at };
  const file = join(mkdtempSync(join(tmpdir(), "beffroi-live-")), "incidents.json");
  writeFileSync(file, JSON.stringify({ page, incidents: [incident] }));
  execFileSync(BEFFROI, ["import", "--data", DATA, "--page", "pinatelle", file], { stdio: "pipe" });
}
