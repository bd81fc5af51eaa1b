// An incident played at the console by somebody who was woken: by keyboard alone on a phone, then once more without
// scripts; and what could be lost on the way: two writers at once, a double click, a session that ends in the middle of a
// text. Each screen is looked at with axe. Times the way from the click to the new bytes on the public page.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node console.mjs http://127.0.0.1:PORT
//
// Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import axe from "axe-core";

import { launch, open, origin } from "./browser.mjs";
import { Report } from "./report.mjs";

const here = origin();
const { BEFFROI, DATA } = process.env;
const PHONE = { width: 390, height: 844, scheme: "dark" };
const PASSWORD = "copper lantern under seventeen bridges";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const STEPS = [
  "signIn", "declare", "update", "template", "twoWriters", "doubleClick", "lostSession",
  "resolve", "recur", "resolve", "correct",
];
/** Somebody at the desk, who never touches the mouse. */
class Desk {
  noise = [];

  constructor(tab, name, scripts) {
    this.tab = tab;
    this.scripts = scripts;
    this.title = `Transfers are late (${name})`;
    tab.on("console", (message) => {
      // The browser itself reports a form that came back; that is what is tested.
      const isForm = /status of 4(01|09|22)/.test(message.text());
      // So does htmx a preview that is given up, because more was typed or the form was sent.
      const isGivenUp = /^htmx:(sendAbort|afterRequest)/.test(message.text());
      if (message.type() === "error" && !isForm && !isGivenUp) this.noise.push(message.text());
    });
    tab.on("pageerror", (error) => this.noise.push(error.message));
  }

  async signIn() {
    await this.tab.goto(`${here}/console/`);
    const problems = await this.look("sign-in");
    await this.type("[name=email]", "ada@example.com");
    await this.type("[name=password]", PASSWORD);
    await this.tab.keyboard.press("Enter");
    await this.tab.waitForURL(`${here}/console/`);
    return [...problems, ...(await this.look("home"))];
  }

  async declare() {
    await this.press('a[href="/console/incidents/new"]');
    const problems = [];
    // Where there are several pages, it is asked for which one.
    const way = 'main a[href*="/console/incidents/new?page=pinatelle"]';
    if (await this.tab.locator(way).count()) {
      problems.push(...(await this.look("which page")));
      await this.press(way);
    }
    problems.push(...(await this.look("declare")));
    await this.type("#title-en", this.title);
    const fold = this.tab.locator(".part-fold > summary").first();
    if (await fold.count()) {
      await this.reach(fold);
      await this.tab.keyboard.press("Enter");
    }
    await this.reach(this.tab.locator(".part-ticked input").first());
    await this.tab.keyboard.press("Space");
    await this.reach(this.tab.locator("#degree"));
    await this.tab.keyboard.press("m");
    await this.type("#text-en", "We are looking into it. Next update by 04:30.");
    await this.press('#declare button[value="preview"]');
    problems.push(...(await this.look("preview")));
    assert.equal(await this.tab.locator(".preview-tongue").count(), 3);
    await this.press('#declare button[value="publish"]');
    await this.tab.locator("#wrong").waitFor();
    problems.push(...(await this.look("languages missing")));
    await this.publish(this.title);
    // What is over stands on a page of its own alone; before there is one, the overview tells of it.
    this.own = await this.tab.locator(".whole-head a:not([href^='/console'])").getAttribute("href");
    return [...problems, ...(await this.look("desk"))];
  }

  async update() {
    const words = `The cause is known since ${Date.now()}.`;
    await this.choose("#status-identified");
    await this.type("#text-en", words);
    await this.type("#text-fr", `La cause est connue. ${words}`);
    await this.type("#text-it", `La causa è nota. ${words}`);
    if (this.scripts) {
      await this.tab.locator(".preview-tongue").first().waitFor({ timeout: 5000 });
    }
    await this.publish(words, "fr");
    return this.look("desk after an update");
  }

  async resolve() {
    const words = `All transfers are through, ${Date.now()}.`;
    await this.choose("#status-resolved");
    for (const tag of ["en", "fr", "it"]) await this.type(`#text-${tag}`, words);
    await this.publish(words);
    assert.equal(await this.tab.locator(".periods form").count(), 0, "nothing goes on");
    return [];
  }

  async recur() {
    const before = await this.tab.locator(".periods li").count();
    const words = `It is back, ${Date.now()}.`;
    await this.choose("#status-investigating");
    for (const tag of ["en", "fr", "it"]) await this.type(`#text-${tag}`, words);
    const fold = this.tab.locator("details.fold:has(.part-fields) > summary").first();
    await this.reach(fold);
    await this.tab.keyboard.press("Enter");
    await this.reach(this.tab.locator(".part-fields select").first());
    await this.tab.keyboard.press("p");
    await this.publish(words);
    assert.equal(await this.tab.locator(".periods li").count(), before + 1);
    return this.look("desk after a recurrence");
  }

  async correct() {
    await this.press(".stop-link");
    const problems = await this.look("correct");
    const words = `All transfers are through since 05:10, ${Date.now()}.`;
    await this.clear("#text-en");
    await this.type("#text-en", words);
    await this.press('#correct button[value="preview"]');
    problems.push(...(await this.look("a correction before it is published")));
    assert.equal(await this.tab.locator(".preview .corrected[open] ins").count() > 0, true);
    await this.publish(words, "en", 'button[value="correct"]');
    return [...problems, ...(await this.look("desk after a correction"))];
  }

  /** A template under words of one's own, its place filled in once for all languages. */
  async template() {
    const own = `A word of my own, ${Date.now()}.`;
    await this.type("#text-en", own);
    await this.reach(this.tab.locator("#template"));
    await this.tab.keyboard.press("w");
    await this.press('.ready button[value="template"]');
    const problems = await this.look("template put in");
    assert.equal(await this.tab.inputValue("#text-en"), `${own}\n\nWe wait for {{ provider }}.`);
    await this.press('#say button[value="publish"]');
    problems.push(...(await this.look("template half filled")));
    assert.match(await this.tab.locator("#wrong").innerText(), /provider/);
    const provider = `Nordbank ${Date.now()}`;
    await this.type("#place-provider", provider);
    await this.publish(`Aspettiamo ${provider}.`, "it");
    return problems;
  }

  /** Two at once: the second is shown what changed, and what they typed still stands. */
  async twoWriters() {
    const other = await this.tab.context().newPage();
    await other.goto(this.tab.url());
    const first = `The other was faster, ${Date.now()}.`;
    for (const tag of ["en", "fr", "it"]) await other.fill(`#text-${tag}`, first);
    await Promise.all([other.waitForNavigation(), other.click('#say button[value="publish"]')]);
    await other.close();
    const words = `The slower one, ${Date.now()}.`;
    for (const tag of ["en", "fr", "it"]) await this.type(`#text-${tag}`, words);
    await this.press('#say button[value="publish"]');
    const problems = await this.look("somebody was faster");
    assert.match(await this.tab.locator(".moved").innerText(), /Ada Night/);
    assert.equal(await this.tab.inputValue("#text-it"), words);
    await this.publish(words);
    return problems;
  }

  /** A double click: one statement, and no error. */
  async doubleClick() {
    const words = `Said once, ${Date.now()}.`;
    for (const tag of ["en", "fr", "it"]) await this.type(`#text-${tag}`, words);
    await this.tab.locator('#say button[value="publish"]').dblclick();
    await this.tab.locator(".done").waitFor({ timeout: 10000 });
    const said = this.tab.locator(".stop", { hasText: words });
    assert.equal(await said.count(), 1);
    return [];
  }

  /** A session that ends in the middle of a text: signed in beside it, the text is sent after all. */
  async lostSession() {
    const words = `Written all the same, ${Date.now()}.`;
    for (const tag of ["en", "fr", "it"]) await this.type(`#text-${tag}`, words);
    await this.tab.context().clearCookies();
    await this.press('#say button[value="publish"]');
    const problems = await this.look("a session that ended");
    assert.equal(await this.tab.inputValue("#kept-text-fr"), words);
    const link = this.tab.locator(".kept-steps a");
    await this.reach(link);
    const opened = this.tab.context().waitForEvent("page");
    await this.tab.keyboard.press("Enter");
    const beside = await opened;
    await beside.fill("[name=email]", "ada@example.com");
    await beside.fill("[name=password]", PASSWORD);
    await Promise.all([beside.waitForURL(`${here}/console/`), beside.press("[name=password]", "Enter")]);
    await beside.close();
    await this.publish(words, "fr", "#kept button");
    return problems;
  }

  look(name) {
    return look(this.tab, name, this.scripts);
  }

  /** Tabs on until the element has the focus, as somebody without a mouse does. */
  async reach(target) {
    await target.waitFor({ state: "attached" });
    for (let step = 0; step < 200; step += 1) {
      if (await target.evaluate((one) => one === document.activeElement)) return;
      await this.tab.keyboard.press("Tab");
    }
    assert.fail(`no way by keyboard to ${target}`);
  }

  async type(place, words) {
    await this.reach(this.tab.locator(place));
    await this.tab.keyboard.insertText(words);
  }

  async clear(place) {
    await this.reach(this.tab.locator(place));
    await this.tab.keyboard.press("Control+A");
    await this.tab.keyboard.press("Delete");
  }

  /** A radio button is reached through its group, and chosen by the arrows. */
  async choose(place) {
    const group = this.tab.locator(`${place}`).locator("xpath=ancestor::fieldset").locator("input:checked");
    await this.reach(group.first());
    for (let step = 0; step < 6; step += 1) {
      if (await this.tab.locator(place).isChecked()) return;
      await this.tab.keyboard.press("ArrowDown");
    }
    assert.fail(`${place} cannot be chosen`);
  }

  /** Enter on a button or a link, and the next screen. */
  async press(place) {
    await this.reach(this.tab.locator(place).first());
    await Promise.all([this.tab.waitForNavigation(), this.tab.keyboard.press("Enter")]);
  }

  /** Publishes, and times how long it takes until the public page says so. */
  async publish(words, locale = "en", button = 'button[value="publish"]') {
    await this.reach(this.tab.locator(button).first());
    const clicked = performance.now();
    await this.tab.keyboard.press("Enter");
    const seen = until(here + (this.own ?? "/en/").replace(/^\/[a-z]{2}\//, `/${locale}/`), words);
    await this.tab.locator(".done").waitFor({ timeout: 10000 });
    const took = Math.round((await seen) - clicked);
    console.log(`    ${took} ms from the click to the new bytes on the public page`);
  }
}

const report = new Report();
const browser = await launch();

try {
  const link = beffroi("member", "link", "--data", DATA);
  await report.test("the first administrator comes in by the link", () => welcome(link));
  await report.test("a template is made", makeTemplate);
  for (const [name, scripts] of [["by keyboard at 390 px", true], ["without scripts", false]]) {
    const context = await open(browser, PHONE, { scripts });
    const tab = await context.newPage();
    const desk = new Desk(tab, name, scripts);
    for (const step of STEPS) {
      await report.test(`${name}: ${step}`, () => desk[step]());
    }
    await report.test(`${name}: nothing the browser complains of`, () => desk.noise);
    await context.close();
  }
} finally {
  await browser.close();
}
report.end();

function beffroi(...words) {
  return execFileSync(BEFFROI, words, { encoding: "utf8" }).trim().split("\n").at(-1);
}

/** The one-time link: a name, an address, a password. */
async function welcome(link) {
  const context = await open(browser, PHONE);
  const tab = await context.newPage();
  await tab.goto(here + new URL(link).pathname + new URL(link).search);
  const problems = await look(tab, "welcome");
  await tab.fill("[name=name]", "Ada Night");
  await tab.fill("[name=email]", "ada@example.com");
  await tab.fill("[name=password]", PASSWORD);
  await tab.press("[name=password]", "Enter");
  await tab.waitForURL(`${here}/console/`);
  await context.close();
  return problems;
}

/** What is written before anything breaks, with a place to fill in. */
async function makeTemplate() {
  const context = await open(browser, PHONE);
  const tab = await context.newPage();
  await tab.goto(`${here}/console/pages/pinatelle/templates/new`);
  await tab.fill("[name=email]", "ada@example.com");
  await tab.fill("[name=password]", PASSWORD);
  await tab.press("[name=password]", "Enter");
  await tab.waitForURL("**/templates/new");
  await tab.fill("[name=name]", "Waiting for a provider");
  await tab.fill("#text-en", "We wait for {{ provider }}.");
  await tab.fill("#text-fr", "Nous attendons {{ provider }}.");
  await tab.fill("#text-it", "Aspettiamo {{ provider }}.");
  await Promise.all([tab.waitForURL("**/templates"), tab.click("button[value=store]")]);
  const problems = await look(tab, "templates");
  await context.close();
  return problems;
}

/** axe, and no scrolling sideways, on the screen that is open. */
async function look(tab, name, scripts = true) {
  const wide = await tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
  });
  if (!scripts) return wide.map((problem) => `${name}: ${problem}`);
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  const said = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `  ${node.target.join(" ")}: ${node.failureSummary}`);
    return `axe ${id}: ${help} (${nodes.length})\n${places.join("\n")}`;
  });
  return [...wide, ...said].map((problem) => `${name}: ${problem}`);
}

/** When the public page says `words`. */
async function until(address, words) {
  for (let tries = 0; tries < 1000; tries += 1) {
    const body = await (await fetch(address)).text();
    if (body.includes(words)) return performance.now();
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`the public page never said ${words}`);
}
