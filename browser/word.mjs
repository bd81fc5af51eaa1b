// The word before it goes out: what the review finds stands beside the text as it is typed, holds it, and goes out with a reason;
// a card number is taken out on the way in. Each screen is looked at with axe, narrow and wide.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node word.mjs http://127.0.0.1:PORT
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
const DESK = { width: 1280, height: 900, scheme: "light" };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PASSWORD = "seventeen copper bridges under lanterns";
const CARD = "4111 1111 1111 1111";
const SCENES = [heldAsTyped, heldWithoutScripts, masked];

const report = new Report();
const browser = await launch();

try {
  const email = `word-${Math.random().toString(36).slice(2)}@example.com`;
  const link = beffroi("member", "invite", "--data", DATA, email, "--name", "Wanda Word", "--role", "publisher");
  await report.test("somebody who writes comes in", () => welcome(link));
  for (const scene of SCENES) await report.test(scene.name, () => scene(email));
} finally {
  await browser.close();
}
report.end();

/** As it is typed: found, beside the text, in words; held on publishing; out with a reason. */
async function heldAsTyped(email) {
  const tab = await signedIn(email, DESK);
  await declare(tab);
  const tag = Date.now() % 10_000;
  await tab.fill("#text-fr", `Les virements passent depuis 2h16 (${tag}).`);
  await tab.fill("#text-en", `Transfers have been working since 2:17 am (${tag}).`);
  await tab.fill("#text-it", `I bonifici funzionano dalle 2:16 (${tag}).`);
  const held = tab.locator(".finding.is-held");
  await held.first().waitFor({ timeout: 10000 });
  const problems = await look(tab, "findings as typed");
  assert.match(await held.first().innerText(), /Holds it\./, "in words, not by colour alone");
  assert.match(await held.first().innerText(), /2h16/, "with its place");
  problems.push(...(await staysInSight(tab)));
  await press(tab, '#say button[value="publish"]');
  await tab.locator("#wrong").waitFor();
  assert.match(await tab.inputValue("#text-en"), /2:17 am/, "what was typed still stands");
  problems.push(...(await look(tab, "held")));
  await tab.fill("#overrule", "Two platforms, measured apart.");
  await press(tab, '#say button[value="publish"]');
  await tab.locator(".done").waitFor();
  assert.match(await tab.locator(".log").innerText(), /Two platforms, measured apart\./);
  problems.push(...(await look(tab, "out, with the reason in the log")));
  await tab.context().close();
  return problems;
}

/** The same on a phone without scripts: Preview shows it. */
async function heldWithoutScripts(email) {
  const tab = await signedIn(email, PHONE, { scripts: false });
  await declare(tab);
  await tab.fill("#text-fr", "Reprise à 2h16.");
  await tab.fill("#text-en", "Back at 2:17 am.");
  await press(tab, '#say button[value="preview"]');
  assert.ok((await tab.locator(".finding.is-held").count()) > 0);
  assert.equal(await tab.locator("#overrule").count(), 1);
  const problems = await wide(tab);
  await tab.fill("#text-en", "Back at 2:16 am.");
  await press(tab, '#say button[value="preview"]');
  assert.equal(await tab.locator(".finding.is-held").count(), 0, "mended");
  assert.equal(await tab.locator("#overrule").count(), 0, "nothing to overrule");
  await tab.context().close();
  return problems;
}

/** A card number: taken out, held once, and out with its last four signs. */
async function masked(email) {
  const tab = await signedIn(email, PHONE);
  await declare(tab);
  await tab.fill("#text-en", `The card ${CARD} is refused.`);
  await tab.fill("#text-fr", "Une carte est refusée.");
  await tab.fill("#text-it", "Una carta è rifiutata.");
  await press(tab, '#say button[value="publish"]');
  await tab.locator("#wrong").waitFor();
  const problems = await look(tab, "a number was taken out");
  assert.equal(await tab.inputValue("#text-en"), "The card •••• 1111 is refused.");
  await press(tab, '#say button[value="publish"]');
  await tab.locator(".done").waitFor();
  const page = await tab.content();
  assert.ok(!page.includes(CARD) && page.includes("•••• 1111"));
  await tab.context().close();
  return problems;
}

/** However far one scrolls in a long form, the preview is on the screen. */
async function staysInSight(tab) {
  await tab.locator("#say .deeds").scrollIntoViewIfNeeded();
  const box = await tab.locator("#preview").boundingBox();
  const inSight = box && box.y < DESK.height && box.y + box.height > 0;
  const fits = box && box.height <= DESK.height;
  return inSight && fits ? [] : [`the preview is out of sight: ${JSON.stringify(box)}`];
}

/** An incident of its own; the tab is at its desk. */
async function declare(tab) {
  await tab.goto(`${here}/console/incidents/new?page=pinatelle`);
  const words = `Transfers are late, ${Date.now() % 100_000}`;
  await tab.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
  await tab.fill("#title-en", words);
  await tab.fill("#title-fr", `Virements en retard, ${words.split(", ")[1]}`);
  await tab.fill("#title-it", `Bonifici in ritardo, ${words.split(", ")[1]}`);
  await tab.fill("#text-en", "We are looking into it.");
  await tab.fill("#text-fr", "Nous cherchons.");
  await tab.fill("#text-it", "Stiamo cercando.");
  await press(tab, '#declare button[value="publish"]');
  await tab.locator(".done").waitFor();
}

async function press(tab, place) {
  await Promise.all([tab.waitForNavigation(), tab.locator(place).first().click()]);
}

async function signedIn(email, view, options = {}) {
  const context = await open(browser, view, options);
  const tab = await context.newPage();
  await tab.goto(`${here}/console/`);
  await tab.fill("[name=email]", email);
  await tab.fill("[name=password]", PASSWORD);
  await Promise.all([tab.waitForURL(`${here}/console/`), tab.press("[name=password]", "Enter")]);
  return tab;
}

/** The one-time link: a password. */
async function welcome(link) {
  const context = await open(browser, DESK);
  const tab = await context.newPage();
  await tab.goto(here + new URL(link).pathname + new URL(link).search);
  await tab.fill("[name=password]", PASSWORD);
  await Promise.all([tab.waitForURL(`${here}/console/`), tab.press("[name=password]", "Enter")]);
  await context.close();
  return [];
}

function beffroi(...words) {
  return execFileSync(BEFFROI, words, { encoding: "utf8" }).trim().split("\n").at(-1);
}

async function wide(tab) {
  const [scrollWidth, clientWidth] = await tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  return scrollWidth > clientWidth ? [`${scrollWidth} px wide`] : [];
}

/** axe, and no scrolling sideways, on the screen that is open. */
async function look(tab, name) {
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  const said = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `  ${node.target.join(" ")}: ${node.failureSummary}`);
    return `${name}: ${id} (${help})\n${places.join("\n")}`;
  });
  return [...(await wide(tab)).map((problem) => `${name}: ${problem}`), ...said];
}
