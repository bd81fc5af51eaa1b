// Reports, as the team meets them: the desk is opened, merchants report in three languages, somebody at a desk answers, notes, takes a case,
// makes an incident out of what looks alike, answers all of it at once and asks whether it works. Every screen on the way is then looked
// at with axe in each language, narrow and wide, light and dark, the languages taking turns.
//
// usage: BEFFROI=PROGRAM [PICTURES=FOLDER] node agent.mjs
//
// PICTURES is a folder for a picture of each. Closing line: "N passed, N failed".

import { join } from "node:path";

import { Beffroi } from "./beffroi.mjs";
import { VIEWS, launch, open } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const { PICTURES: pictures } = process.env;
const PASSWORD = "seven kettles behind a green staircase";
const LOCALES = ["en", "fr", "it"];
const PAGE = `[page]
slug = "shop"
name = { fr = "Boutique", en = "Shop", it = "Negozio" }
locales = ["fr", "en", "it"]
zone = "Europe/Paris"

[[component]]
key = "cards"
name = { fr = "Cartes", en = "Cards", it = "Carte" }

[[component]]
key = "transfers"
name = { fr = "Virements instantanés", en = "Instant transfers", it = "Bonifici istantanei" }
`;
/** What merchants say; the first three are of one trouble. */
const SAID = [
  ["fr", "Cartes", { words: "Le terminal affiche « refusé » pour chaque carte depuis ce matin.", method: "Visa", country: "FR", payments: "12", email: "boulangerie@example.com" }],
  ["it", "Carte", { words: "Da un’ora tutte le carte vengono rifiutate.", method: "Visa", country: "IT", payments: "3", email: "negozio@example.com" }],
  ["en", "Cards", { words: "Every card is refused at our till.", method: "Visa", country: "IE", email: "shop@example.com" }],
  ["fr", "Virements instantanés", { words: "Un virement instantané n’est pas arrivé.", method: "SEPA Instant", country: "FR" }],
];

const report = new Report();
const beffroi = new Beffroi();
const browser = await launch();
let networks = 0;
try {
  await beffroi.fill(PAGE);
  await beffroi.serve();
  const here = beffroi.origin;
  const jar = await enter(here);
  const agent = await open(browser, VIEWS[2]);
  await agent.addCookies(jar.cookies);
  const tab = await agent.newPage();
  await report.test("the desk is opened in the console", () => setUp(here, tab));
  for (const [locale, component, said] of SAID) {
    await report.test(`a merchant reports in ${locale}`, () => merchant(here, locale, component, said));
  }
  await report.test("the first page says who waits", () => home(here, tab));
  const one = await answered(here, tab);
  await report.test("what looks alike is seen in every language", () => inAll(here, jar, [["alike", "/console/cases", undefined, ".case-group"]]));
  const incident = await declared(here, tab);
  await several(here, tab, incident);
  for (const locale of ["fr", "it"]) await merchant(here, locale, SAID[3][1], SAID[3][2]).catch(() => []);
  await inAll(here, jar, [
    ["inbox", "/console/cases", undefined, ".cases li"],
    ["inbox-about", `/console/cases?incident=${incident}`, undefined, ".cases li"],
    ["inbox-nothing", "/console/cases?stand=closed&who=mine", undefined, "main .quiet"],
    ["case", one, undefined, ".case-log li"],
    ["case-refused", one, (it) => press(it, "#reply button.deed"), ".wrongs"],
    ["case-phrases", one, phrases, ".phrases-list li"],
    ["several", `/console/cases/about/${incident}`, undefined, "#reply"],
    ["several-refused", `/console/cases/about/${incident}`, (it) => press(it, "#reply button.deed"), ".wrongs"],
    ["incident", `/console/incidents/${incident}`, undefined, "#cases"],
    ["rules", "/console/pages/shop/desk", undefined, "#answer_within"],
    ["rules-refused", "/console/pages/shop/desk", badRules, ".wrongs"],
    ["home", "/console/", undefined, ".home-cases"],
  ]);
  await report.test("an agent answers without scripts", () => withoutScripts(here, jar));
} finally {
  await browser.close();
  await beffroi.stop();
}
report.end();

/** Makes an administrator, signs in, and gives the cookies. */
async function enter(here) {
  const made = beffroi.run("member", "invite", "eva@example.com", "--name", "Eva Look", "--role", "administrator");
  const { pathname, search } = new URL(made.trim().split("\n").at(-1));
  const context = await open(browser, VIEWS[2]);
  const tab = await context.newPage();
  await tab.goto(here + pathname + search);
  await tab.fill("[name=password]", PASSWORD);
  await tab.press("[name=password]", "Enter");
  await tab.waitForURL(`${here}/console/`);
  const jar = await context.storageState();
  await context.close();
  return jar;
}

async function setUp(here, tab) {
  await tab.goto(`${here}/console/pages/shop/desk`);
  await tab.check("#is_open");
  await tab.fill("#answer_within", "2h");
  await press(tab, "form#desk button[value=store]");
  return tab.locator(".done").count().then((count) => (count === 1 ? [] : ["it does not say that it is stored"]));
}

/** A merchant, from a network of their own, whose browser runs the script of the form. */
async function merchant(here, locale, component, said) {
  networks += 1;
  const context = await browser.newContext({ locale, extraHTTPHeaders: { "x-forwarded-for": `198.51.100.${networks}` } });
  try {
    const tab = await context.newPage();
    await tab.goto(`${here}/${locale}/report`);
    for (const [name, value] of Object.entries(said)) await tab.fill(`#${name}`, value);
    await tab.selectOption("#component", { label: component });
    await press(tab, "#report button[type=submit]");
    return /\/cases\/R-/.test(tab.url()) ? [] : [`it leads to ${tab.url()}`];
  } finally {
    await context.close();
  }
}

async function home(here, tab) {
  await tab.goto(`${here}/console/`);
  const said = await tab.locator(".home-cases").innerText();
  await press(tab, ".home-cases a");
  return [
    ...(said.startsWith("4 wait for an answer from us") ? [] : [said]),
    ...(new URL(tab.url()).pathname === "/console/cases" ? [] : [tab.url()]),
  ];
}

/** The report about transfers: noted, taken, answered in French. Where it is. */
async function answered(here, tab) {
  await tab.goto(`${here}/console/cases?order=newest`);
  await press(tab, ".cases strong a");
  const place = new URL(tab.url()).pathname;
  await report.test("a case says what its merchant reads", async () => {
    const reads = await tab.locator("header .note").innerText();
    return reads === "The merchant reads Français." ? [] : [reads];
  });
  await report.test("a note is kept, the case is taken, an answer goes out", async () => {
    await unfold(tab);
    await tab.fill("#words-note", "SEPA says nothing yet.");
    await press(tab, "#noted-note button.deed");
    await unfold(tab);
    await press(tab, "#hands button[value=mine]");
    await tab.fill("#words", "Bonjour, nous cherchons votre virement.");
    await press(tab, "#reply button.deed");
    const [done, state] = [await tab.locator(".done").innerText(), await tab.locator(".case-state").innerText()];
    const notes = await tab.locator(".case-log .is-note .log-body").allInnerTexts();
    return [
      ...(done === "The answer is on its way." ? [] : [done]),
      ...(state === "Answered" ? [] : [state]),
      ...(notes[0] === "SEPA says nothing yet." ? [] : notes),
    ];
  });
  return place;
}

/** An incident out of the three that are more than usual; its id. */
async function declared(here, tab) {
  await report.test("an incident is declared out of what is more than usual", async () => {
    await tab.goto(`${here}/console/cases`);
    const title = await tab.locator(".case-group h3").innerText();
    await press(tab, "#declare-1 button.deed");
    await unfold(tab);
    const [named, part] = [await tab.inputValue("#title-en"), await tab.locator("input[name=affected]:checked").count()];
    await press(tab, "form#declare button[value=publish]");
    const linked = await tab.locator("#cases li").allInnerTexts();
    const log = await tab.locator("#team").innerText().catch(() => "");
    return [
      ...(title.startsWith("More reports than usual about Cards: 3 in an hour") ? [] : [title]),
      ...(named === "Problem with Cards" && part === 1 ? [] : [`${named}, ${part} components`]),
      ...(linked[0] === "3 reports are about this" ? [] : [`linked: ${linked}`]),
      ...(log.includes("Visa (3)") ? [] : [`the note does not say the scope: ${log}`]),
    ];
  });
  return new URL(tab.url()).pathname.split("/").at(-1);
}

async function several(here, tab, incident) {
  await report.test("all of them are answered, each in their language", async () => {
    await tab.goto(`${here}/console/incidents/${incident}`);
    await press(tab, "#cases a.deed");
    for (const [tag, words] of [["fr", "Nous y travaillons."], ["it", "Ci stiamo lavorando."], ["en", "We are on it."]]) {
      await tab.fill(`textarea[name=words-${tag}]`, words);
    }
    await press(tab, "#reply button.deed");
    const done = await tab.locator(".done").innerText();
    await tab.goto(`${here}/console/cases?incident=${incident}`);
    const states = await tab.locator(".cases .case-state").allInnerTexts();
    return [
      ...(done === "The answers are on their way." ? [] : [done]),
      ...(states.join() === "Answered,Answered,Answered" ? [] : states),
    ];
  });
}

async function withoutScripts(here, jar) {
  const context = await open(browser, VIEWS[0], { scripts: false });
  await context.addCookies(jar.cookies);
  const tab = await context.newPage();
  try {
    await tab.goto(`${here}/console/cases?stand=all&order=newest`);
    await press(tab, ".cases strong a");
    await tab.fill("#words", "Encore un mot.");
    await press(tab, "#reply button.deed");
    const ours = await tab.locator(".case-log .is-ours .log-body").first().innerText();
    return ours === "Encore un mot." ? [] : [ours];
  } finally {
    await context.close();
  }
}

/** Screens in each language, narrow and wide, light and dark; the languages take turns where nobody asks for pictures. */
async function inAll(here, jar, screens) {
  for (const [number, view] of VIEWS.entries()) {
    const isOuter = number === 0 || number === VIEWS.length - 1;
    for (const locale of LOCALES.filter((_, at) => pictures || (at % 2 === 0) === isOuter)) {
      const context = await open(browser, view, { locale });
      await context.addCookies(jar.cookies);
      const headers = { origin: here, "sec-fetch-site": "same-origin" };
      await context.request.post(`${here}/console/language`, { form: { locale }, headers, maxRedirects: 0 });
      for (const [name, path, act, seen] of screens) {
        await report.test(`${name} in ${locale}, ${view.name}`, () => look(context, here + path, { name, act, seen, locale, view }));
      }
      await context.close();
    }
  }
  // Whoever goes on reads English.
  const context = await open(browser, VIEWS[0]);
  await context.addCookies(jar.cookies);
  const headers = { origin: here, "sec-fetch-site": "same-origin" };
  await context.request.post(`${here}/console/language`, { form: { locale: "en" }, headers, maxRedirects: 0 });
  await context.close();
  return [];
}

async function look(context, address, { name, act, seen, locale, view }) {
  const tab = await context.newPage();
  try {
    const answers = [];
    tab.on("response", (answer) => answer.request().isNavigationRequest() && answers.push(answer));
    await tab.goto(address);
    if (act) await act(tab);
    const text = { html: await answers.at(-1).text(), isLost: true };
    const problems = [
      ...inText(text, locale, LOCALES),
      // What is wrong is summed up before the heading.
      ...(await inBrowser(tab)).filter((problem) => !problem.startsWith("h2 after h0")),
      ...(await violations(tab)),
    ];
    if (!(await tab.locator(seen).first().isVisible())) problems.push(`${seen} is not seen`);
    if (pictures) await tab.screenshot({ path: join(pictures, `${name}.${locale}.${view.name.replace(" ", ".")}.png`), fullPage: true });
    const widths = view.width < 500 ? [view.width, 320] : [view.width];
    for (const width of widths) {
      await tab.setViewportSize({ width, height: view.height });
      const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (wide > room) problems.push(`${wide} px in ${room}`);
    }
    return problems;
  } finally {
    await tab.close();
  }
}

async function phrases(tab) {
  await tab.locator(".phrases > summary").click();
}

async function badRules(tab) {
  await tab.fill("#answer_within", "soon");
  await press(tab, "form#desk button[value=store]");
}

/** Opens what is folded away. */
async function unfold(tab) {
  await tab.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
}

/** Presses what leads to another page. */
async function press(tab, place) {
  await Promise.all([tab.waitForEvent("load"), tab.locator(place).first().click()]);
}
