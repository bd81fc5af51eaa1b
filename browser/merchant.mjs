// Reporting a problem, as a merchant does it: on a telephone and at a desk, in each language, light and dark, with scripts and
// without; is it this, the form, the form that comes back, one more press, the page of the case, a word more, and whether it
// works again once the incident is over; files with a report, with a word and with none. Each page on the way is looked at with axe.
//
// usage: BEFFROI=PROGRAM [PICTURES=FOLDER] node merchant.mjs
//
// PICTURES is a folder for a picture of each. Closing line: "N passed, N failed".

import { join } from "node:path";

import { Beffroi, SHOP } from "./beffroi.mjs";
import { VIEWS, launch, open } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const { PICTURES: pictures } = process.env;
const LOCALES = ["en", "fr", "it"];
/** A network for each way through, so that the limits of one are not those of all. */
let networks = 0;
/** How merchants of every language look; those who read Italian look in every way. */
const FOR_ALL = ["360 light", "1280 dark"];
/** What somebody looks for in the help, without accents. */
const ASKED = { en: "PROMISE", fr: "reponse", it: "piu" };
const CARD = "4111 1111 1111 1111";
/** A picture of one dot, and a page of the web, which is not kept. */
const FILES = [
  {
    name: "schermo.png",
    mimeType: "image/png",
    buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
  },
  { name: "pagina.html", mimeType: "text/html", buffer: Buffer.from("<!DOCTYPE html><p>x</p>") },
];

/** Beffroi with a page whose desk is open, and a key for its programs. */
class Desk extends Beffroi {
  async start() {
    await this.fill(SHOP);
    this.run("page", "desk", "shop", "--open");
    const scopes = ["read", "write", "publish", "bypass"].flatMap((scope) => ["--scope", scope]);
    this.token = this.run("token", "make", "test", ...scopes).match(/[A-Za-z0-9_-]{20,}/)[0];
    await this.serve();
  }

  async pages() {
    const answer = await fetch(`${this.origin}/v1/pages.json`, { headers: { authorization: `Bearer ${this.token}` } });
    return answer.json();
  }

  /** A deed on an incident, as the team does it by its programs. */
  async incident(method, path, incident) {
    const answer = await fetch(`${this.origin}/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: JSON.stringify({ incident }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

const report = new Report();
const beffroi = new Desk();
const browser = await launch();
try {
  await beffroi.start();
  const page = (await beffroi.pages())[0].id;
  const known = await beffroi.incident("POST", `pages/${page}/incidents.json`, {
    name: "Paiements refusés",
    status: "investigating",
    body: "Nous cherchons la cause.",
    deliver_notifications: false,
  });
  const cases = [];
  for (const view of VIEWS) {
    for (const locale of LOCALES.filter((one) => one === "it" || FOR_ALL.includes(view.name))) {
      await help(view, locale);
      await form(view, locale);
      cases.push([view, locale, await meToo(view, locale, known)]);
    }
  }
  for (const locale of LOCALES) await withoutScripts(VIEWS[0], locale);
  await beffroi.incident("PATCH", `pages/${page}/incidents/${known.id}.json`, {
    status: "resolved",
    body: "C’est réparé.",
    deliver_notifications: false,
  });
  for (const [view, locale, place] of cases) await works(view, locale, place);
} finally {
  await browser.close();
  await beffroi.stop();
}
report.end();

/** All the way of somebody whose trouble nobody knows. */
async function form(view, locale) {
  const tab = await newTab(view, { locale });
  const steps = [
    ["the overview", () => tab.goto(`${beffroi.origin}/${locale}/`), '.be-told a[href$="/report"]'],
    ["the form", () => go(tab, '.be-told a[href$="/report"]'), ".report-known"],
    ["the form that comes back", () => fill(tab, { words: "", payments: "x" }), "#payments-wrong"],
    ["the case", () => fill(tab, { words: `Non va: ${CARD}`, payments: "12" }, FILES), ".case-files"],
    ["a word that is none", () => say(tab, ""), "#words-wrong"],
    ["a word more", () => say(tab, "Anche adesso."), ".case-thread .is-they_said"],
    ["files without a word", () => say(tab, "", FILES), ".case-thread .case-files"],
  ];
  await walk(tab, steps, view, locale);
  await report.test(`no card is shown in ${locale}, ${view.name}`, async () =>
    (await tab.locator("main").innerText()).includes("1111 1111") ? ["the whole number stands there"] : [],
  );
  await tab.context().close();
}

/** What there is to read before one reports anything, and from there into the form. */
async function help(view, locale) {
  const tab = await newTab(view, { locale });
  const search = (words) => async () => {
    await tab.locator("#q").fill(words);
    await go(tab, ".search button");
  };
  const steps = [
    ["the overview, for its help", () => tab.goto(`${beffroi.origin}/${locale}/`), '.bottom-links a[href$="/help"]'],
    ["the help", () => go(tab, '.bottom-links a[href$="/help"]'), ".help-answers"],
    ["words that are there", search(ASKED[locale]), ".help-list mark"],
    ["words that are not", search("zebra"), ".advice"],
    ["all of the help again", () => go(tab, 'main a[href$="/help"]'), ".help-list"],
    ["an article", () => go(tab, ".help-list a"), ".help-article h2"],
    ["the form out of the article", () => go(tab, '.help-article a[href$="/report"]'), ".report-help"],
  ];
  await walk(tab, steps, view, locale);
  await tab.context().close();
}

/** "Me too", from the incident; where the case is. */
async function meToo(view, locale, known) {
  const tab = await newTab(view, { locale });
  const steps = [
    ["the incident", () => tab.goto(`${beffroi.origin}/${locale}/incidents/${known.id}`), '.be-told a[href*="report?about="]'],
    ["me too", () => go(tab, '.be-told a[href*="report?about="]'), ".report-too"],
    ["the case of me too", () => fill(tab, { country: "it" }), "#linked-title"],
  ];
  await walk(tab, steps, view, locale);
  const place = tab.url();
  await tab.context().close();
  return place;
}

/** One press more, too soon and then not. */
async function withoutScripts(view, locale) {
  const tab = await newTab(view, { locale, scripts: false });
  const press = () => go(tab, "main form button:not(.is-quiet)");
  const steps = [
    ["the form, no script", () => tab.goto(`${beffroi.origin}/${locale}/report`), "#words"],
    ["one more press", () => fill(tab, { words: "Non va.\nDa ieri.", merchant: "Bar Sport" }, FILES), ".told-done"],
    ["a press too soon", press, ".as-written"],
    ["something to change", () => go(tab, "main form button.is-quiet"), "#words"],
    ["one more press, changed", () => fill(tab, { country: "IT" }), ".as-written"],
    ["the case, no script", () => new Promise((done) => setTimeout(done, 5000)).then(press), "#told-title"],
  ];
  await walk(tab, steps, view, locale, false);
  await report.test(`nothing was lost without a script in ${locale}`, async () => {
    const words = await tab.locator("main").innerText();
    return ["Non va.\nDa ieri.", "Bar Sport", "IT"].filter((one) => !words.includes(one)).map((one) => `${one} is not there`);
  });
  await tab.context().close();
}

/** Does it work again? The first view says no, the others yes. */
async function works(view, locale, place) {
  const tab = await newTab(view, { locale });
  const isNo = view === VIEWS[0];
  const steps = [
    ["the question", () => asked(tab, place), ".report-settle"],
    ["the answer", () => go(tab, `button[value=${isNo ? "fails" : "works"}]`), isNo ? ".is-fails" : ".is-works"],
  ];
  await walk(tab, steps, view, locale);
  await tab.context().close();
}

/** The reactor asks within seconds. */
async function asked(tab, place) {
  for (let tries = 0; tries < 50; tries += 1) {
    const text = await (await fetch(place)).text();
    if (text.includes("report-settle")) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  await tab.goto(place);
}

async function newTab(view, options) {
  const context = await open(browser, view, options);
  networks += 1;
  await context.setExtraHTTPHeaders({ "x-forwarded-for": `192.0.2.${networks}` });
  return context.newPage();
}

async function walk(tab, steps, view, locale, scripts = true) {
  for (const [name, act, seen] of steps) {
    await report.test(`${name} in ${locale}, ${view.name}`, async () => {
      const isPage = (answer) => answer.request().isNavigationRequest() && (answer.status() < 300 || answer.status() === 422);
      const leads = tab.waitForEvent("response", isPage);
      // Where the deed itself fails, nobody waits for its answer.
      leads.catch(() => {});
      await act();
      return look(tab, await leads, { locale, seen, scripts, name: `${name}-${locale}-${view.name}` });
    });
  }
}

async function look(tab, answer, { locale, seen, scripts, name }) {
  await tab.waitForLoadState();
  const problems = inText({ html: await answer.text() }, locale, LOCALES);
  if (!(await tab.locator(seen).first().isVisible())) problems.push(`${seen} is not seen`);
  // axe is a script too.
  if (scripts) {
    problems.push(...(await inBrowser(tab)), ...(await violations(tab)));
    const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (wide > room) problems.push(`${wide} px wide`);
  }
  if (pictures) await tab.screenshot({ path: join(pictures, `${name.replaceAll(/[ ,]+/g, "-")}.png`), fullPage: true });
  return problems;
}

async function go(tab, place) {
  await Promise.all([tab.waitForEvent("load"), tab.locator(place).first().click()]);
}

/** Writes into the form and sends it; the script may need some seconds for its figure. */
async function fill(tab, fields, files = []) {
  for (const [name, value] of Object.entries(fields)) await tab.locator(`#${name}`).fill(value);
  await tab.locator("#files").setInputFiles(files);
  await go(tab, "#report button[type=submit]");
}

async function say(tab, words, files = []) {
  await tab.locator("#words").fill(words);
  await tab.locator("#files").setInputFiles(files);
  await go(tab, "button[value=say]");
}
