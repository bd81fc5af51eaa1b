// The night of an incident, as its writer and its readers live it: a page that requires three languages holds the first
// word until all are there; one press says a phrase in all of them; a translation follows and its mark goes; a promise
// passes its time in front of a reader, is kept late, and counts. The clock is the real one. Each screen is looked at with
// axe, narrow and wide.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node night.mjs http://127.0.0.1:PORT [PICTURES]
//
// PICTURES is a folder for a picture of each step. Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { launch, open, origin } from "./browser.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const here = origin();
const pictures = process.argv[3];
const { BEFFROI, DATA } = process.env;
const PAGE = "pinatelle";
const PASSWORD = "eleven herons above a quiet weir";
const DESK = { width: 1280, height: 900, scheme: "light" };
const PHONE = { width: 390, height: 844, scheme: "dark" };
const TAGS = ["en", "fr", "it"];
/** How soon after its time a promise is shown as late at the latest, in milliseconds. */
const PATIENCE = 20_000;

const report = new Report();
const browser = await launch();

/** What the steps hand on: the writer's tab, the readers' tabs by language, and where the incident stands. */
const night = { pictured: 0 };
const steps = [
  ["the phrasebook fills a declaration in three languages", fill],
  ["a page that requires three languages holds what lacks one", gate],
  ["one press says a phrase in three languages", phrase],
  ["a translation follows, and its mark goes when it is there", follow],
  ["a promise is shown, passes its time, and is shown as late", late],
  ["the next word keeps it, late, and the page counts it so", kept],
];

try {
  await report.test("the writer comes in", enter);
  for (const [name, step] of steps) await report.test(name, step);
} finally {
  if (night.before) await report.test("the page requires what it required before", () => requires(night.before).then(() => []));
  await browser.close();
}
report.end();

async function fill() {
  const { desk } = night;
  await desk.goto(`${here}/console/incidents/new?page=${PAGE}`);
  await unfold(desk);
  await desk.check("#phrase-investigating");
  await press(desk, 'button[value="phrases"]');
  const words = { en: /We are seeing a problem with \{components\}/, fr: /Nous constatons un problème/, it: /Riscontriamo un problema/ };
  for (const [tag, one] of Object.entries(words)) assert.match(await desk.inputValue(`#text-${tag}`), one);
  assert.equal(await desk.locator("#wrong").count(), 0, "nothing is refused: nothing was published");
  return look(desk, "a declaration from the phrasebook");
}

async function gate() {
  night.before = await requires({ required: "en, fr, it", missing: "hold" });
  const { desk } = night;
  night.title = `Cards are refused, ${Date.now() % 100_000}`;
  await desk.goto(`${here}/console/incidents/new?page=${PAGE}`);
  await unfold(desk);
  await desk.fill("#title-en", night.title);
  await desk.fill("#text-en", "Card payments have failed since {start}.");
  await desk.locator(".part-ticked input").first().check();
  await desk.selectOption("#degree", "major_outage");
  await press(desk, '#declare button[value="publish"]');
  const wrong = await desk.locator("#wrong").innerText();
  assert.match(wrong, /requires/, wrong);
  const problems = await look(desk, "held for two languages");
  // Pressing once more does not help: this page holds.
  await press(desk, '#declare button[value="publish"]');
  assert.match(await desk.locator("#wrong").innerText(), /requires/);
  await unfold(desk);
  await desk.fill("#title-fr", `Cartes refusées, ${night.title.split(", ")[1]}`);
  await desk.fill("#title-it", `Carte rifiutate, ${night.title.split(", ")[1]}`);
  await desk.fill("#text-fr", "Les paiements par carte échouent depuis {start}.");
  await desk.fill("#text-it", "I pagamenti con carta non riescono dalle {start}.");
  await press(desk, '#declare button[value="publish"]');
  await desk.locator(".done").waitFor();
  const address = await desk.locator(".whole-head a:not([href^='/console'])").getAttribute("href");
  night.incident = new URL(address, here).pathname.replace(/^\/[a-z]{2}\//, "");
  for (const tag of TAGS) {
    const text = await told(tag, /(since|depuis|dalle) \d{1,2}[:h]\d{2}/);
    assert.doesNotMatch(text, /[{}]/, `${tag}: every place is filled`);
  }
  return problems;
}

async function phrase() {
  const { desk } = night;
  await unfold(desk);
  const problems = await look(desk, "the phrasebook");
  await press(desk, 'button[value="phrase-identified"]');
  await desk.locator(".done").waitFor();
  const words = { en: "found the cause", fr: "trouvé la cause", it: "individuato la causa" };
  for (const [tag, one] of Object.entries(words)) await told(tag, new RegExp(one));
  return [...problems, ...(await look(night.readers.it, "a phrase, as its reader sees it"))];
}

async function follow() {
  await requires({ required: "en, fr, it", missing: "follow" });
  const { desk, readers } = night;
  await toDesk();
  const tag = Date.now() % 100_000;
  await desk.fill("#text-en", `A second bank is touched (${tag}).`);
  await desk.fill("#text-fr", `Une deuxième banque est touchée (${tag}).`);
  await press(desk, '#say button[value="publish"]');
  assert.match(await desk.locator("#wrong").innerText(), /press Publish again/);
  const problems = await look(desk, "asked once");
  await press(desk, '#say button[value="publish"]');
  await desk.locator(".done").waitFor();
  await told("it", new RegExp(`\\(${tag}\\)`));
  const mark = readers.it.locator(".follows");
  assert.equal(await mark.count(), 1, "said to follow, in the reader's language");
  const words = await mark.first().innerText();
  assert.match(words, /traduzione/i, words);
  problems.push(...(await look(readers.it, "a translation follows")));
  await desk.goto(`${here}/console/translations`);
  problems.push(...(await look(desk, "what is to be translated")));
  const todo = desk.locator(".todo", { hasText: `(${tag})` });
  await todo.locator("textarea").fill(`È coinvolta una seconda banca (${tag}).`);
  await Promise.all([desk.waitForNavigation(), todo.locator('button[value="publish"]').click()]);
  await desk.locator(".done").waitFor();
  await told("it", new RegExp(`È coinvolta una seconda banca \\(${tag}\\)`));
  assert.equal(await mark.count(), 0, "the mark is gone");
  return problems;
}

async function late() {
  const { desk, readers } = night;
  await toDesk();
  const zone = await zoneOfPage();
  night.due = soon();
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(night.due);
  for (const tag of TAGS) await desk.fill(`#text-${tag}`, { en: "We are still on it.", fr: "Nous y travaillons.", it: "Ci stiamo lavorando." }[tag]);
  await unfold(desk);
  await desk.fill("#promise-time", clock);
  await press(desk, '#say button[value="publish"]');
  await desk.locator(".done").waitFor();
  const problems = await look(desk, "promised, at the desk");
  await told("fr", /Nous y travaillons/);
  const promise = readers.fr.locator(".promise").first();
  assert.match(await promise.innerText(), new RegExp(clock.replace(/^0/, "0?").replace(":", "[:h ]+")), "by when");
  assert.equal(await readers.fr.locator(".promise-late").count(), 0, "not late yet");
  problems.push(...(await look(readers.fr, "a promise, as its reader sees it")));
  await sleep(Math.max(0, night.due - Date.now()));
  await lateness();
  assert.match(await readers.fr.locator(".promise-late .promise-word").first().innerText(), /En retard/i);
  problems.push(...(await look(readers.fr, "late, as its reader sees it")));
  await toDesk();
  return [...problems, ...(await look(desk, "late, at the desk"))];
}

async function kept() {
  const { desk, readers } = night;
  await unfold(desk);
  await press(desk, 'button[value="phrase-fix-under-way"]');
  await desk.locator(".done").waitFor();
  await told("fr", /déploiement/);
  await unfold(readers.fr);
  const over = readers.fr.locator(".promised, .promised-over, details", { hasText: /Tenue? en retard|Tenu en retard/i }).first();
  assert.equal(await over.count(), 1, "kept late, and said so");
  const problems = await look(readers.fr, "kept late, as its reader sees it");
  await readers.fr.goto(`${here}/fr/promises`);
  const listed = readers.fr.locator(".promised-list li", { hasText: night.title.split(", ")[1] });
  assert.ok((await listed.count()) > 0, "the promise stands on the page of promises");
  problems.push(...(await look(readers.fr, "promises by month")));
  await toDesk();
  await unfold(desk);
  await press(desk, 'button[value="phrase-resolved"]');
  await desk.locator(".done").waitFor();
  assert.equal(await desk.locator(".promise-rows li").count(), 0, "nothing is promised any more");
  return problems;
}

/** An administrator of their own, and a reader for each language. */
async function enter() {
  const email = `night-${Math.random().toString(36).slice(2)}@example.com`;
  const link = beffroi("member", "invite", "--data", DATA, email, "--name", "Nora Night", "--role", "administrator");
  night.desk = await (await open(browser, DESK)).newPage();
  const { pathname, search } = new URL(link);
  await night.desk.goto(here + pathname + search);
  await night.desk.fill("[name=password]", PASSWORD);
  await Promise.all([night.desk.waitForURL(`${here}/console/`), night.desk.press("[name=password]", "Enter")]);
  night.readers = {};
  for (const tag of TAGS) {
    const context = await open(browser, PHONE, { scripts: true, locale: tag });
    night.readers[tag] = await context.newPage();
  }
  return [];
}

/** Sets what the page requires by its form; what it required before. */
async function requires({ required, missing }) {
  const { desk } = night;
  await desk.goto(`${here}/console/pages/${PAGE}`);
  await unfold(desk);
  const before = {
    required: await desk.inputValue("#required"),
    missing: await desk.locator("[name=missing]:checked").inputValue(),
  };
  await desk.fill("#required", required);
  await desk.locator(`[name=missing][value=${missing}]`).check();
  await press(desk, '#page button[type=submit]');
  await desk.locator(".done").waitFor();
  return before;
}

/** What a reader of `tag` is told on the incident's own page once `words` stand there: a page is made anew behind the deed. */
async function told(tag, words) {
  const reader = night.readers[tag];
  const patience = Date.now() + 5000;
  for (;;) {
    await reader.goto(`${here}/${tag}/${night.incident}`);
    const text = await reader.locator("main").innerText();
    if (words.test(text)) return text;
    assert.ok(Date.now() < patience, `${tag}: ${words} does not stand in\n${text}`);
    await sleep(100);
  }
}

async function toDesk() {
  const { desk } = night;
  await desk.goto(`${here}/console/`);
  await Promise.all([desk.waitForNavigation(), desk.locator("main a", { hasText: night.title }).first().click()]);
}

async function zoneOfPage() {
  const { page } = await (await fetch(`${here}/api/v2/summary.json`)).json();
  return page.time_zone;
}

/** The next full minute that leaves time to publish and to be seen before it has passed. */
function soon() {
  const minute = 60_000;
  return Math.ceil((Date.now() + 25_000) / minute) * minute;
}

/** Waits until a reader sees that it is late, and says how long after its time that was. */
async function lateness() {
  const { fr } = night.readers;
  for (;;) {
    await fr.goto(`${here}/fr/${night.incident}`);
    if (await fr.locator(".promise-late").count()) break;
    assert.ok(Date.now() < night.due + PATIENCE, "not shown as late");
    await sleep(200);
  }
  console.log(`late was shown ${Date.now() - night.due} ms after its time`);
}

async function press(tab, place) {
  await Promise.all([tab.waitForNavigation(), tab.locator(place).first().click()]);
}

/** Opens what is folded away. */
async function unfold(tab) {
  await tab.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
}

function beffroi(...words) {
  return execFileSync(BEFFROI, words, { encoding: "utf8" }).trim().split("\n").at(-1);
}

/** axe, and no scrolling sideways, on the screen that is open. */
async function look(tab, name) {
  const [scrollWidth, clientWidth] = await tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  if (pictures) {
    night.pictured += 1;
    const path = join(pictures, `${night.pictured}-${name.replaceAll(/[^a-z]+/g, "-")}.png`);
    await tab.screenshot({ path, fullPage: true });
  }
  const wide = scrollWidth > clientWidth ? [`${name}: ${scrollWidth} px wide`] : [];
  return [...wide, ...(await violations(tab)).map((one) => `${name}: ${one}`)];
}
