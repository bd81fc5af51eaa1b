// The widget on a page of somebody else: another origin, a strict policy, a style that would spoil it.
//
// usage: node widget.mjs http://127.0.0.1:PORT
//
// Reads what stands in its shadow root and holds it against the page's own API. Closing line: "N passed, N failed".

import { createServer } from "node:http";

import axe from "axe-core";

import { VIEWS, launch, open, origin } from "./browser.mjs";
import { Report } from "./report.mjs";

const here = origin();
const report = new Report();
const browser = await launch();

/** Everything that the page around may forbid, but our script and what it asks. */
const POLICY = `default-src 'none'; script-src ${here}; connect-src ${here}; style-src 'self'; require-trusted-types-for 'script'`;
const SPOILED = "* { color: red !important; font-size: 40px !important; display: inline !important }";

const STRICT = {
  "/": tag(""),
  "/en": tag("", "en-GB"),
  "/asked": tag("?locale=it", "en"),
  "/unknown": tag("", "de"),
  "/head": `<!doctype html><html lang="en"><head><title>Elsewhere</title><script src="${here}/widget.js"></script></head><body><h1>Elsewhere</h1></body></html>`,
  "/target": `<!doctype html><html lang="en"><head><title>Elsewhere</title></head><body><footer id="there"></footer><script async src="${here}/widget.js" data-target="#there"></script></body></html>`,
};

/** For axe, which the policy would keep out, and for pictures. */
const PLAIN = {
  "/plain-light": plain(`<script src="${here}/widget.js"></script>`),
  "/plain-dark": plain(`<script src="${here}/widget.js"></script>`, "<meta name='color-scheme' content='light dark'>"),
  "/badge": plain(`<img alt="Status" src="${here}/badge.svg?locale=en">`),
};

function plain(body, head = "") {
  return `<!doctype html><html lang="en"><head><title>Elsewhere</title>${head}</head><body><main><h1>Elsewhere</h1>${body}</main></body></html>`;
}

function tag(query, lang = "fr") {
  return `<!doctype html><html lang="${lang}"><head><title>Elsewhere</title><link rel="stylesheet" href="/style.css"></head><body><main><h1>Elsewhere</h1><script src="${here}/widget.js${query}"></script></main></body></html>`;
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/style.css") return response.setHeader("content-type", "text/css").end(SPOILED);
  const page = STRICT[pathname] ?? PLAIN[pathname];
  if (STRICT[pathname]) response.setHeader("content-security-policy", POLICY);
  response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
  response.end(page ?? "");
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const elsewhere = `http://127.0.0.1:${server.address().port}`;

try {
  for (const [path, locale] of [
    ["/", "fr"],
    ["/en", "en"],
    ["/asked", "it"],
    ["/unknown", "fr"],
    ["/head", "en"],
    ["/target", "en"],
  ]) {
    await report.test(`${path}: the widget says the state in ${locale}`, () => says(path, locale));
  }
  await report.test("the widget says so when nobody answers", away);
  for (const view of VIEWS) await report.test(`the widget under axe, ${view.name}`, () => accessible(view));
  await report.test("the badge is a picture with a name", badge);
} finally {
  await browser.close();
  server.close();
}
report.end();

/** A tab at `path`, and what went wrong in it. */
async function visit(path, { view = VIEWS[2], before } = {}) {
  const context = await open(browser, view, { locale: "de" });
  const tab = await context.newPage();
  const noise = [];
  tab.on("console", (message) => message.type() === "error" && noise.push(`the console says: ${message.text()}`));
  tab.on("pageerror", (error) => noise.push(`a script broke: ${error.message}`));
  await before?.(tab);
  await tab.goto(elsewhere + path);
  await tab.waitForSelector("[data-beffroi][data-state]", { state: "attached" });
  return { context, tab, noise };
}

/** What stands in the shadow root, and how it is dressed. */
function inside(tab) {
  return tab.evaluate(() => {
    const host = document.querySelector("[data-beffroi]");
    const root = host.shadowRoot;
    const state = root.querySelector(".state a");
    const dressed = getComputedStyle(root.querySelector("section"));
    return {
      lang: host.lang,
      state: host.dataset.state,
      label: root.querySelector("section > p").textContent,
      text: state.textContent,
      href: state.href,
      events: [...root.querySelectorAll("li a")].map((link) => ({ href: link.href, text: link.textContent })),
      size: dressed.fontSize,
      padding: dressed.paddingLeft,
      parent: host.parentElement.localName,
      shape: root.querySelectorAll("svg > *").length,
    };
  });
}

async function says(path, locale) {
  const summary = await (await fetch(`${here}/api/v2/summary.json?locale=${locale}`)).json();
  const { context, tab, noise } = await visit(path);
  const told = await inside(tab);
  await context.close();
  const wanted = [
    [told.lang, locale, "language"],
    [told.text, summary.status.description, "sentence"],
    [told.href, `${here}/${locale}/`, "address"],
    [told.events.length, Math.min(3, summary.incidents.length), "incidents"],
    [told.events[0]?.text, summary.incidents[0]?.name, "first incident"],
    [told.size, "16px", "size of letters, kept from the page around"],
    [told.padding, "16px", "style, under the policy of the page around"],
    [told.parent, { "/head": "body", "/target": "footer" }[path] ?? "main", "place"],
    [told.label?.includes(summary.page.name), true, "label"],
    [told.shape > 0, true, "shape"],
  ];
  const wrong = wanted.filter(([is, should]) => is !== should);
  return [...wrong.map(([is, should, what]) => `${what}: ${is}, not ${should}`), ...noise];
}

async function away() {
  const { context, tab } = await visit("/en", {
    before: (tab) => tab.route("**/api/v2/**", (route) => route.abort()),
  });
  const told = await inside(tab);
  await context.close();
  const isSaid = told.state === "unknown" && told.text.length > 10 && told.events.length === 0;
  return isSaid ? [] : [`it says ${JSON.stringify(told)}`];
}

async function accessible(view) {
  const { context, tab } = await visit(`/plain-${view.scheme}`, { view });
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  await keep(tab, `widget-${view.width}-${view.scheme}`);
  await context.close();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

async function badge() {
  const svg = await (await fetch(`${here}/badge.svg?locale=en`)).text();
  const context = await open(browser, VIEWS[0]);
  const tab = await context.newPage();
  await tab.goto(`${elsewhere}/badge`);
  const [width, height] = await tab.evaluate(async () => {
    await document.images[0].decode();
    return [document.images[0].naturalWidth, document.images[0].naturalHeight];
  });
  await keep(tab, "badge");
  await context.close();
  const isWhole = width > 80 && height === 24 && /<title id="t">[^<]+: [^<]+<\/title>/.test(svg);
  return isWhole ? [] : [`${width} × ${height}: ${svg}`];
}

/** A picture to be looked at, where $SHOTS names a folder. */
async function keep(tab, name) {
  if (process.env.SHOTS) await tab.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}
