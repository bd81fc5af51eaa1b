// The public page in a real browser: accessible, whole without scripts, and narrow enough for a phone.
//
// usage: node axe.mjs http://127.0.0.1:PORT
//
// Crawls the page in every locale and reads the text of everything it finds. A choice of pages that together
// show every element is looked at with axe in each locale, narrow and wide, light and dark; each of the others
// in one of its languages. Closing line: "N passed, N failed".

import { VIEWS, launch, open, origin } from "./browser.mjs";
import { cover, crawl } from "./crawl.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report, each } from "./report.mjs";
import { violations } from "./violations.mjs";

const AT_ONCE = 3;

const here = origin();
const report = new Report();
const browser = await launch();

try {
  const pages = await crawl(`${here}/`);
  const locales = await localesOf(pages);
  for (const locale of locales) {
    const lost = `/${locale}/no-such-page`;
    const answer = await fetch(here + lost);
    pages.set(lost, { path: lost, status: answer.status, html: await answer.text(), isLost: true });
  }
  await report.test("every link leads to a page", () => dead(pages));
  await report.test("the page speaks three languages", () => lack(locales, ["en", "fr", "it"]));
  await negotiation(locales);

  const html = [...pages.values()].filter((page) => page.html);
  const chosen = locales.flatMap((locale) => cover(html.filter((page) => localeOf(page) === locale)));
  const rest = inOneLanguage(html.filter((page) => !chosen.includes(page)));
  console.log(`${html.length} pages in ${locales.join(", ")}; ${chosen.length} of them show every element:`);
  console.log(`  ${chosen.map((page) => page.path).join("\n  ")}`);

  for (const page of html) {
    await report.test(`${page.path}: the text of the page`, () => inText(page, localeOf(page), locales));
  }
  for (const view of VIEWS) await look(view, chosen);
  await look(VIEWS[2], rest);
  await narrow(chosen);
  await withoutScripts(chosen);
  await elsewhere(chosen.filter((page) => /<main[^]*<time datetime="[^"]*T/.test(page.html)));
} finally {
  await browser.close();
}
report.end();

/** The locales that the links to `/xx/` name. */
async function localesOf(pages) {
  const roots = [...pages.keys()].map((path) => path.match(/^\/([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/$/)?.[1]);
  return roots.filter(Boolean).sort();
}

function localeOf(page) {
  return page.path.split("/")[1];
}

/** Each page once, the languages taking turns. */
function inOneLanguage(pages) {
  const sameInAll = new Map();
  for (const page of pages) {
    const bare = page.path.replace(`/${localeOf(page)}/`, "/");
    sameInAll.set(bare, [...(sameInAll.get(bare) ?? []), page]);
  }
  return [...sameInAll.values()].map((same, index) => same[index % same.length]);
}

function dead(pages) {
  const bad = [...pages.values()].filter((page) => page.status !== 200 && !page.isLost);
  return bad.map((page) => `${page.path} answers ${page.status}; linked from ${page.linkedFrom}`);
}

function lack(locales, wanted) {
  return wanted.filter((locale) => !locales.includes(locale)).map((locale) => `no page in ${locale}`);
}

/** The first address leads everybody to their own language. */
async function negotiation(locales) {
  for (const locale of locales) {
    await report.test(`/ leads a reader of ${locale} to /${locale}/`, async () => {
      const answer = await fetch(`${here}/`, { headers: { "accept-language": locale } });
      const path = new URL(answer.url).pathname;
      return path === `/${locale}/` ? [] : [`it leads to ${path}`];
    });
  }
}

/** axe, the console, requests and the page's own structure, in one view. */
async function look(view, pages) {
  const context = await open(browser, view);
  await each(pages, AT_ONCE, (page) =>
    report.test(`${page.path}: ${view.name}`, async () => {
      const tab = await context.newPage();
      try {
        const noise = listen(tab, page);
        await tab.goto(here + page.path, { waitUntil: "load" });
        return [...(await violations(tab)), ...(await inBrowser(tab)), ...noise];
      } finally {
        await tab.close();
      }
    }),
  );
  await context.close();
}

/** What the page does that it should not: errors, and requests to anybody else. */
function listen(tab, page) {
  const noise = [];
  tab.on("console", (message) => {
    // The browser itself reports the status of a page that is meant to be missing.
    const isExpected = page.isLost && message.text().includes("404");
    if (message.type() === "error" && !isExpected) noise.push(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => noise.push(`script: ${error.message}`));
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${here}/`) && !url.startsWith("data:")) noise.push(`asks elsewhere: ${url}`);
  });
  tab.on("requestfailed", (request) => noise.push(`not fetched: ${request.url()}`));
  return noise;
}

/** Nobody scrolls sideways on the smallest phone, or at 400 % on a large screen. */
async function narrow(pages) {
  const context = await open(browser, { width: 320, height: 640, scheme: "light" });
  await each(pages, AT_ONCE, (page) =>
    report.test(`${page.path}: 320 px without scrolling sideways`, async () => {
      const tab = await context.newPage();
      try {
        await tab.goto(here + page.path);
        return await tab.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth <= clientWidth) return [];
          const wide = [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5)
            .slice(0, 5)
            .map((one) => `${one.tagName.toLowerCase()}.${one.className} "${one.textContent.trim().slice(0, 40)}"`);
          return [`${scrollWidth} px wide: ${wide.join(", ")}`];
        });
      } finally {
        await tab.close();
      }
    }),
  );
  await context.close();
}

/** The same words are there for a reader who runs no script. */
async function withoutScripts(pages) {
  const context = await open(browser, VIEWS[0], { scripts: false });
  await each(pages, AT_ONCE, (page) =>
    report.test(`${page.path}: without scripts`, async () => {
      const tab = await context.newPage();
      try {
        await tab.goto(here + page.path);
        const heading = tab.locator("main h1");
        const words = (await tab.locator("main").innerText()).trim().split(/\s+/).length;
        const problems = [];
        if (!(await heading.first().isVisible())) problems.push("no heading is seen");
        if (words < 10) problems.push(`${words} words are seen`);
        return problems;
      } finally {
        await tab.close();
      }
    }),
  );
  await context.close();
}

/** A reader in another zone sees their own time beside the page's, one in the page's zone nothing new. */
async function elsewhere(pages) {
  for (const [zone, isForeign] of [["Asia/Kolkata", true], ["Europe/Paris", false]]) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, timezoneId: zone });
    await each(pages, AT_ONCE, (page) =>
      report.test(`${page.path}: read in ${zone}`, async () => {
        const tab = await context.newPage();
        try {
          await tab.goto(here + page.path, { waitUntil: "load" });
          return await tab.evaluate((isForeign) => {
            const problems = [];
            const own = document.querySelectorAll(".own-time").length;
            const told = document.querySelectorAll("main time[datetime*='T']").length;
            if (own !== (isForeign ? told : 0)) problems.push(`${own} of ${told} times are told in the reader's zone`);
            if (document.querySelector("#own-zone").hidden === isForeign) problems.push("the note on the zone is wrong");
            const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth > clientWidth) problems.push(`${scrollWidth} px wide`);
            return problems;
          }, isForeign);
        } finally {
          await tab.close();
        }
      }),
    );
    await context.close();
  }
}
