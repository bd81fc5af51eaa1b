// Pages that no link leads to: the door of a private page, what a form answers, what an address does not take.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node unlinked.mjs http://127.0.0.1:PORT
//
// Makes two private pages by the command, one with a password and one for links alone. Each state is looked at
// with axe in each language, narrow and wide, light and dark. Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { VIEWS, launch, open, origin } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report, each } from "./report.mjs";
import { violations } from "./violations.mjs";

const here = origin();
const { BEFFROI, DATA } = process.env;
const AT_ONCE = 3;
const PASSWORD = "quatre mots bien choisis";
const LOCALES = ["en", "fr", "it"];
const WORDS = { en: "refund", fr: "remboursement", it: "rimborso" };
const report = new Report();
const browser = await launch();

/**
 * What is looked at: how to come there, the status of its answer, and what must be seen. A password is tried
 * seldom, since nobody may do so more than ten times in ten minutes.
 */
const PLACES = [
  { name: "the door", path: (locale) => `/p/locked/${locale}/`, status: 401, seen: "input[type=password]" },
  { name: "a wrong password", path: (locale) => `/p/locked/${locale}/`, status: 401, seen: "#door-error", act: enter, views: ["360 light", "1280 dark"] },
  { name: "a link that is over", path: (locale) => `/p/locked/${locale}/?key=1.2`, status: 401, seen: "#door-error" },
  { name: "a door for links", path: (locale) => `/p/links/${locale}/`, status: 401, seen: ".door-name" },
  { name: "a search", path: (locale) => `/${locale}/search?q=${WORDS[locale]}`, status: 200, seen: "mark" },
  { name: "a search for nothing there", path: (locale) => `/${locale}/search?q=zzzxy`, status: 200, seen: ".advice" },
  { name: "a choice", path: (locale) => `/${locale}/history?responsibility=external`, status: 200, seen: ".entry-title" },
  { name: "a choice of what is not there", path: (locale) => `/${locale}/history?year=1999`, status: 200, seen: ".choice" },
  { name: "a form where none is", path: (locale) => `/${locale}/`, status: 405, seen: "h1", act: post, isLost: true },
];

try {
  makePages();
  for (const view of VIEWS) {
    const places = PLACES.filter(({ views }) => views?.includes(view.name) ?? true);
    const looks = LOCALES.flatMap((locale) => places.map((place) => [place, locale]));
    await each(looks, AT_ONCE, ([place, locale]) =>
      report.test(`${place.name} in ${locale}, ${view.name}`, () => look(place, locale, view)),
    );
  }
  await report.test("the password leads in, and the page left open hears of a change", live);
} finally {
  await browser.close();
}
report.end();

function makePages() {
  page("create", "locked", ...names("Verrou", "Locked", "Chiusa"), "--access", "private");
  page("create", "links", ...names("Liens", "Links", "Link"), "--access", "private");
  page("set", "links", "--door", "named");
  execFileSync(BEFFROI, ["page", "password", "--data", DATA, "locked"], { input: `${PASSWORD}\n`, stdio: "pipe" });
}

function page(verb, ...args) {
  execFileSync(BEFFROI, ["page", verb, "--data", DATA, ...args], { stdio: "pipe" });
}

function names(fr, en, it) {
  const all = [`fr=${fr}`, `en=${en}`, `it=${it}`].flatMap((name) => ["--name", name]);
  return [...all, "--locales", "fr,en,it", "--zone", "Europe/Paris"];
}

async function look(place, locale, view) {
  const context = await open(browser, view);
  try {
    const tab = await context.newPage();
    const answered = [];
    tab.on("response", (answer) => answer.request().isNavigationRequest() && answered.push(answer));
    await tab.goto(here + place.path(locale));
    if (place.act) await place.act(tab);
    const status = answered.at(-1).status();
    const text = { html: await answered.at(-1).text(), isLost: place.isLost };
    const problems = [...inText(text, locale, LOCALES), ...(await inBrowser(tab)), ...(await violations(tab))];
    if (status !== place.status) problems.push(`it answers ${status}`);
    if (!(await tab.locator(place.seen).first().isVisible())) problems.push(`${place.seen} is not seen`);
    const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (wide > room) problems.push(`${wide} px wide`);
    return problems;
  } finally {
    await context.close();
  }
}

async function enter(tab) {
  await tab.locator("#password").fill("four other words there");
  await Promise.all([tab.waitForEvent("load"), tab.locator("main button").click()]);
}

async function post(tab) {
  const leaves = tab.waitForEvent("load");
  await tab.evaluate(() => {
    const form = document.createElement("form");
    form.method = "post";
    document.body.append(form);
    form.submit();
  });
  await leaves;
}

async function live() {
  const context = await open(browser, VIEWS[2]);
  const tab = await context.newPage();
  await tab.goto(`${here}/p/locked/en/`);
  await tab.locator("#password").fill(PASSWORD);
  await tab.locator("main button").click();
  await tab.locator(".brand-name", { hasText: "Locked" }).waitFor();
  const problems = await violations(tab);
  assert.equal(await tab.evaluate(() => document.cookie), "", "a script can read the pass");

  // Each is heard: the stream ends with a change and is opened again through the gate.
  for (const [id, title] of [["8k2mr3s4t5v6", "Badges do not open the depot"], ["9m3ns4t5v6w7", "The depot is dark"]]) {
    take(id, title);
    await tab.locator("main").getByText(title).first().waitFor({ timeout: 5000 });
  }
  await context.close();
  return problems;
}

/** Another process writes an open incident on the private page. */
function take(id, name) {
  const at = new Date().toISOString();
  const update = { id: `${id.slice(0, 11)}x`, status: "investigating", body: "We are looking.", incident_id: id, created_at: at, updated_at: at, display_at: at, affected_components: null };
  const incident = { id, name, status: "investigating", impact: "minor", created_at: at, updated_at: at, started_at: at, monitoring_at: null, resolved_at: null, shortlink: "", page_id: "y2j98763l56y", incident_updates: [update], components: [] };
  const about = { id: "y2j98763l56y", name: "Depot", url: "https://depot.example", time_zone: "Etc/UTC", updated_at: at };
  const file = join(mkdtempSync(join(tmpdir(), "beffroi-unlinked-")), "incidents.json");
  writeFileSync(file, JSON.stringify({ page: about, incidents: [incident] }));
  execFileSync(BEFFROI, ["import", "--data", DATA, "--page", "locked", file], { stdio: "pipe" });
}
