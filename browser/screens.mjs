// Every screen of the console, as the team finds it: accessible, by keyboard, narrow enough for a phone.
//
// usage: BEFFROI=PROGRAM DATA=FOLDER node screens.mjs http://127.0.0.1:PORT [PICTURES]
//
// Goes from the first screen along every link and takes the first address of each kind, then what no link leads to:
// the door, forms that come back, a preview, a screen that is not there. Each is looked at with axe on a phone
// and wide, light and dark, the languages taking turns. PICTURES is a folder for a picture of each.
// Closing line: "N passed, N failed".

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { launch, open, origin } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report, each } from "./report.mjs";
import { violations } from "./violations.mjs";

const here = origin();
const pictures = process.argv[3];
const { BEFFROI, DATA } = process.env;
const EMAIL = "eva@example.com";
const PASSWORD = "seven kettles behind a green staircase";
const LOCALES = ["en", "fr", "it"];
const PHONES = [390, 320];
/** Screens that are looked at at one time. */
const AT_ONCE = 3;
/** So many addresses of one kind are gone to for their links: not every incident has reports, not every case an incident. */
const MOST = 6;
const VIEWS = [
  { width: 390, height: 844, scheme: "light", locales: ["en"] },
  { width: 390, height: 844, scheme: "dark", locales: ["fr"] },
  { width: 1280, height: 900, scheme: "light", locales: ["it"] },
  { width: 1280, height: 900, scheme: "dark", locales: ["en"] },
];
/** Screens that links lead to, whatever else there is: the crawl is known to have come this far. */
const KNOWN = [
  "/console/",
  "/console/account",
  "/console/account/routes",
  "/console/audit",
  "/console/cases",
  "/console/cases/*",
  "/console/cases/about/*",
  "/console/cases/figures?of",
  "/console/cases?incident&of",
  "/console/drafts/*",
  "/console/duty",
  "/console/follow",
  "/console/incidents/*",
  "/console/incidents/*/facts",
  "/console/incidents/*/promises/*",
  "/console/incidents/*/promises/new",
  "/console/incidents/*/windows/new",
  "/console/incidents/new?page",
  "/console/keys",
  "/console/letters",
  "/console/maintenances",
  "/console/maintenances/*",
  "/console/members",
  "/console/members/*",
  "/console/pages",
  "/console/pages/*",
  "/console/pages/*/announcements",
  "/console/pages/*/desk",
  "/console/pages/*/help",
  "/console/pages/*/help/*",
  "/console/pages/*/parts",
  "/console/pages/*/phrases",
  "/console/pages/*/phrases/*",
  "/console/pages/*/promises",
  "/console/pages/*/templates",
  "/console/pages/*/templates/*",
  "/console/providers",
  "/console/providers/*",
  "/console/providers/*/leave",
  "/console/providers/*/settle",
  "/console/subscribers/*/*",
  "/console/subscribers/*/*/remove",
  "/console/subscribers/*/forget",
  "/console/subscribers/*/import",
  "/console/tickets",
  "/console/tickets/*",
  "/console/tickets/*/promises/*",
  "/console/tickets/new",
  "/console/tickets?all",
  "/console/upstreams",
];

const report = new Report();
const browser = await launch();
try {
  const jar = await enter();
  const screens = await crawl(jar);
  await report.test("links lead to every kind of screen that is known", () =>
    KNOWN.filter((kind) => !screens.some((screen) => screen.kind === kind)).map((kind) => `no link leads to ${kind}`),
  );
  console.log(`${screens.length} kinds of screens: ${screens.map((screen) => screen.kind).join(" ")}`);
  const all = [...screens, ...beside(screens).map((one) => ({ ...one, kind: one.name }))];
  for (const locale of LOCALES) await inOneLanguage(all, jar, locale);
} finally {
  await browser.close();
}
report.end();

/** What no link leads to: where it begins, what is done there, and what is seen then. */
function beside(screens) {
  const promise = screens.find((one) => one.kind === "/console/incidents/*/promises/*")?.path;
  return [
    { name: "sign-in", path: "/console/sign-in", outside: true },
    { name: "translations", path: "/console/translations" },
    { name: "sign-in refused", path: "/console/sign-in", outside: true, act: refuseSignIn, seen: ".wrongs" },
    { name: "recover", path: "/console/recover", outside: true },
    { name: "welcome", path: invitation(), outside: true },
    { name: "welcome refused", path: invitation(), outside: true, act: (tab) => send(tab, { "[name=password]": "short" }), seen: ".wrong" },
    { name: "a link that is over", path: "/console/welcome?key=1.2", outside: true, status: 422 },
    { name: "not there", path: "/console/no-such-screen", status: 404 },
    { name: "declare refused", path: "/console/incidents/new?page=pinatelle", act: (tab) => deed(tab, "publish"), seen: ".wrongs" },
    { name: "declare, held by the review", path: "/console/incidents/new?page=pinatelle", act: held, seen: ".finding.is-held" },
    { name: "declare, what was said before", path: "/console/incidents/new?page=pinatelle", act: alike, seen: ".memory" },
    { name: "promise moved without a reason", path: promise, act: (tab) => send(tab, { "#due-time": "23:59" }), seen: ".wrongs" },
    { name: "promise withdrawn without a reason", path: promise, act: (tab) => deed(tab, "withdraw"), seen: ".wrongs" },
    { name: "declare, preview", path: "/console/incidents/new?page=pinatelle", act: preview, seen: ".preview-tongue" },
    { name: "maintenance refused", path: "/console/maintenances/new?page=pinatelle", act: (tab) => deed(tab, "plan"), seen: ".wrongs" },
    { name: "member refused", path: "/console/members", act: (tab) => send(tab, { "[name=email]": "nobody" }), seen: ".wrongs" },
    { name: "a list refused", path: "/console/subscribers/pinatelle/import", act: (tab) => send(tab, { "[name=file]": "email\nann@example.com" }), seen: ".wrongs" },
    { name: "a list taken in", path: "/console/subscribers/pinatelle/import", act: list, seen: ".done" },
    { name: "subscribers not found", path: "/console/subscribers/pinatelle?address=nobody@example.com", seen: "main .quiet" },
    { name: "forget refused", path: "/console/subscribers/pinatelle/forget", act: (tab) => send(tab, { "[name=address]": "nobody" }), seen: ".wrongs" },
    { name: "a page to follow refused", path: "/console/follow", act: (tab) => send(tab, { "[name=page]": "not an address" }), seen: ".wrongs" },
    { name: "a page asked what it is", path: "/console/follow", act: findOut, seen: ".done" },
    { name: "the catalogue searched", path: "/console/follow?q=bank", seen: "#catalogue-section li" },
    { name: "one of the catalogue chosen", path: "/console/follow?from=stripe" },
    { name: "a ticket refused", path: "/console/tickets/new", act: (tab) => send(tab, { "[name=provider]": "Acme Pay" }), seen: ".wrongs" },
    { name: "a word in a ticket refused", path: screens.find((one) => one.kind === "/console/tickets/*")?.path, act: (tab) => send(tab, { "#at-time": "00:01" }), seen: ".wrongs" },
    { name: "an article refused", path: "/console/pages/pinatelle/help/new", act: (tab) => deed(tab, "publish"), seen: ".wrongs" },
    { name: "password refused", path: "/console/account", act: (tab) => send(tab, { "[name=old]": "x" }), seen: ".wrongs" },
  ];
}

/** Asks a page what it is; our own machine is not asked, and the screen says so. */
async function findOut(tab) {
  await tab.fill("[name=page]", "https://127.0.0.1/");
  await deed(tab, "find");
}

function beffroi(...words) {
  return execFileSync(BEFFROI, words, { encoding: "utf8" }).trim().split("\n").at(-1);
}

/** A link for somebody who has none yet. */
function invitation() {
  const email = `guest-${Math.random().toString(36).slice(2)}@example.com`;
  return local(beffroi("member", "invite", "--data", DATA, email, "--name", "Guest of the house"));
}

function local(link) {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** Makes an administrator, signs in, and gives the cookies. */
async function enter() {
  const made = () => beffroi("member", "invite", "--data", DATA, EMAIL, "--name", "Eva Look", "--role", "administrator");
  const again = () => beffroi("member", "link", "--data", DATA, EMAIL);
  let link;
  try {
    link = made();
  } catch {
    link = again();
  }
  const context = await open(browser, VIEWS[0]);
  const tab = await context.newPage();
  await tab.goto(here + local(link));
  await tab.fill("[name=password]", PASSWORD);
  await tab.press("[name=password]", "Enter");
  await tab.waitForURL(`${here}/console/`);
  readers();
  await furnish(tab);
  const jar = await context.storageState();
  await context.close();
  return jar;
}

/** Whoever wants to be told, as the lists show them. */
function readers() {
  const list = "email,locale,kinds,state\nann@example.com,fr,,\nbob@example.org,en,incidents,paused\ncarla.di.lontano@posta.example.net,it,,\n";
  const words = ["subscribers", "import", "--data", DATA, "--page", "pinatelle", "--reason", "asked at the counter on 3 March", "-"];
  execFileSync(BEFFROI, words, { input: list, stdio: "pipe" });
}

/** A list with a line that cannot be read. */
async function list(tab) {
  await tab.check("[name=vouch]");
  await send(tab, { "[name=file]": "email\ndora@example.com\nnobody", "[name=reason]": "asked at the counter on 3 March" });
}

/** Opens what a form folds away. */
async function unfold(tab) {
  await tab.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
}

/** What only stands there once somebody has made it: a draft, a template, a key, a turn of duty, a promise, a provider with a ticket. */
async function furnish(tab) {
  await tab.goto(`${here}/console/incidents/new?page=pinatelle`);
  await unfold(tab);
  await tab.fill("#title-fr", "Paiements par carte refusés");
  await tab.fill("#text-fr", "Nous cherchons la cause. Prochain point à 4 h 30.");
  await deed(tab, "draft");
  await tab.goto(`${here}/console/pages/pinatelle/templates/new`);
  await tab.fill("#name", `Cards ${Date.now()}`);
  await send(tab, { "#title-en": "Card payments are refused", "#text-en": "We are looking into it." });
  await tab.goto(`${here}/console/keys`);
  await tab.locator("main input[type=checkbox]").first().check();
  await send(tab, { "[name=purpose]": "The monitor in the cellar" });
  await tab.goto(`${here}/console/duty`);
  await tab.locator("main details summary").first().click();
  await send(tab, { "main [name=from]": "2026-01-01T08:00" });
  await tab.goto(`${here}/console/`);
  const incident = await tab.locator("main a[href^='/console/incidents/']:not([href*=new])").first().getAttribute("href");
  await tab.goto(`${here}${incident}/promises/new`);
  await tab.locator("main [name=kind][value=other]").check();
  const day = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await send(tab, { "#due-date": day, "#words-en": "Refunds of the cards that were charged twice", "#words-fr": "Les cartes débitées deux fois sont remboursées" });
  await ledger(tab);
}

/** A provider that is followed, and a ticket with it, with what was said and promised. */
async function ledger(tab) {
  const name = `Acme Pay ${Date.now()}`;
  await tab.goto(`${here}/console/follow`);
  await send(tab, { "[name=page]": "https://status.acme-pay.example", "[name=name]": name });
  await tab.goto(`${here}/console/tickets/new`);
  await send(tab, { "[name=provider]": name, "[name=subject]": "Card payments time out", "[name=body]": "Every third call since 10:00.", "[name=reference]": "AC-7712" });
  await unfold(tab);
  const day = new Date(Date.now() + 20 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await tab.fill("#words", "The root cause in writing");
  await send(tab, { "#due-date": day });
}

/** One address of each kind of screen that links lead to. */
async function crawl(jar) {
  const context = await open(browser, VIEWS[0]);
  await context.addCookies(jar.cookies);
  const found = new Map();
  const files = new Set();
  const gone = new Map();
  const waiting = ["/console/"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    const before = gone.get(kind) ?? new Set();
    if (before.size === MOST || before.has(path) || files.has(kind)) continue;
    gone.set(kind, before.add(path));
    const answer = await context.request.get(here + path);
    // What is downloaded is no screen.
    if (answer.headers()["content-disposition"]?.startsWith("attachment")) {
      files.add(kind);
      continue;
    }
    if (!found.has(kind)) found.set(kind, { kind, path, status: answer.status() });
    await report.test(`${path} is there`, () => (answer.ok() ? [] : [`it answers ${answer.status()}`]));
    const links = (await answer.text()).matchAll(/href="(\/console[^"]*)/g);
    // An ampersand is written in either way; what stands behind a real `#` is a place on the same screen.
    for (const [, link] of links) waiting.push(link.replace(/&(?:amp|#38);/g, "&").split("#")[0]);
  }
  await context.close();
  return [...found.values()];
}

/** An address without what is one thing's own: ids, names, what is asked for. */
function kindOf(path) {
  const { pathname, searchParams } = new URL(path, here);
  const steps = pathname
    .replace(/\/(?!maintenances)[a-z0-9]{12}(?=\/|$)/g, "/*")
    .replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/|$)/g, "/*")
    .replace(/^\/console\/(pages|providers|subscribers)\/(?!new)[a-z0-9-]+/, "/console/$1/*")
    .replace(/\/help\/(?!new)[a-z0-9-]+/, "/help/*");
  const asked = [...searchParams.keys()].sort();
  return asked.length > 0 ? `${steps}?${asked.join("&")}` : steps;
}

/** Every screen in `locale`: at its views with axe, and on phones of both widths. */
async function inOneLanguage(screens, jar, locale) {
  for (const isOutside of [true, false]) {
    const here = screens.filter((screen) => Boolean(screen.outside) === isOutside);
    for (const view of VIEWS.filter((view) => pictures || view.locales.includes(locale))) {
      const context = await open(browser, view, { locale });
      if (!isOutside) await speak(context, jar, locale);
      const one = (screen) => {
        const name = `${screen.kind} in ${locale}, ${view.width} ${view.scheme}`;
        return report.test(name, () => look(context, screen, locale, view));
      };
      // What is done somewhere is done alone: it may change what another screen shows.
      await each(here.filter((screen) => !screen.act), AT_ONCE, one);
      await each(here.filter((screen) => screen.act), 1, one);
      await context.close();
    }
  }
}

/** Signs `context` in, and has the console speak `locale`. */
async function speak(context, jar, locale) {
  await context.addCookies(jar.cookies);
  const headers = { origin: here, "sec-fetch-site": "same-origin" };
  const options = { form: { locale }, headers, maxRedirects: 0 };
  await context.request.post(`${here}/console/language`, options);
}

async function look(context, screen, locale, view) {
  const tab = await context.newPage();
  try {
    const answered = [];
    tab.on("response", (answer) => answer.request().isNavigationRequest() && answered.push(answer));
    await tab.goto(here + screen.path);
    if (screen.act) await screen.act(tab);
    const text = { html: await answered.at(-1).text(), isLost: true };
    const problems = [
      ...inText(text, locale, LOCALES),
      // What is wrong is summed up before the heading.
      ...(await inBrowser(tab)).filter((problem) => !problem.startsWith("h2 after h0")),
      ...(await violations(tab)),
      ...(await unfocused(tab)),
    ];
    if (screen.status && answered.at(-1).status() !== screen.status) problems.push(`it answers ${answered.at(-1).status()}`);
    if (screen.seen && !(await tab.locator(screen.seen).first().isVisible())) problems.push(`${screen.seen} is not seen`);
    if (pictures) await picture(tab, screen, locale, view);
    for (const width of view.width < 500 ? PHONES : [view.width]) {
      await tab.setViewportSize({ width, height: view.height });
      problems.push(...(await tooWide(tab)));
    }
    return problems;
  } finally {
    await tab.close();
  }
}

async function picture(tab, screen, locale, view) {
  const name = screen.kind.replace(/^\/console/, "").replace(/[^a-z*]+/g, "-").replaceAll("*", "x");
  const path = join(pictures, `${name}.${locale}.${view.width}.${view.scheme}.png`);
  await tab.screenshot({ path, fullPage: true });
}

/** What reaches further than the window. */
function tooWide(tab) {
  return tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("main *, header *, footer *")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5)
      .slice(0, 5)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className} "${one.textContent.trim().slice(0, 40)}"`);
    return [`${scrollWidth} px in ${clientWidth}: ${wide.join(", ")}`];
  });
}

/** What a keyboard comes to without anybody seeing it. */
async function unfocused(tab) {
  await tab.keyboard.press("Tab");
  return tab.evaluate(() => {
    const reached = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
    return [...reached].filter((one) => one.checkVisibility()).flatMap((one) => {
      one.focus({ preventScroll: true });
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const isSeen = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      if (document.activeElement === one && isSeen) return [];
      return [`the focus is not seen on ${one.localName} ${one.name ?? one.getAttribute("href") ?? one.textContent.trim()}`];
    });
  });
}

/** Fills in `values` and sends the form that the first of them is in, or the first one. */
async function send(tab, values) {
  for (const [place, value] of Object.entries(values)) await tab.fill(place, value);
  const [place = "main form.form"] = Object.keys(values);
  const form = tab.locator(place).first().locator("xpath=ancestor-or-self::form");
  await form.evaluate((one) => (one.noValidate = true));
  await Promise.all([tab.waitForEvent("load"), form.locator("button[type=submit]").first().click()]);
}

async function deed(tab, word) {
  await Promise.all([tab.waitForEvent("load"), tab.locator(`main form button[value=${word}]`).click()]);
}

async function preview(tab) {
  await unfold(tab);
  await tab.fill("#title-en", "Card payments are refused");
  await tab.fill("#text-en", "We are looking into it. Next update by 04:30.");
  await deed(tab, "preview");
}

/** A sentence that readers were told before, and in other languages too. */
async function alike(tab) {
  await unfold(tab);
  await tab.fill("#title-fr", "Paiements refusés");
  await tab.fill("#text-fr", "Une modification de notre base de données bloquait les écritures ; nous l’avons annulée.");
  await deed(tab, "preview");
}

async function held(tab) {
  await unfold(tab);
  await tab.fill("#title-en", "Card payments are refused");
  await tab.fill("#text-en", "Card payments work again since 2:17 am.");
  await tab.fill("#text-fr", "Les paiements passent à nouveau depuis 2h16.");
  await deed(tab, "preview");
}

/** Somebody new each time: whoever tries too often is told to wait. */
function refuseSignIn(tab) {
  const email = `nobody-${Math.random().toString(36).slice(2)}@example.com`;
  return send(tab, { "[name=email]": email, "[name=password]": "not the right words at all" });
}
