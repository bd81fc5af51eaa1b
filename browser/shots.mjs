// Screenshots to be looked at, and the picture for the README.
//
// usage: node shots.mjs http://127.0.0.1:PORT DIRECTORY PICTURE

import { join } from "node:path";

import { launch, open, origin } from "./browser.mjs";
import { crawl } from "./crawl.mjs";

const WIDTHS = [360, 390, 1280];
const SCHEMES = ["light", "dark"];

const here = origin();
const [directory, picture] = process.argv.slice(3);
const browser = await launch();
try {
  const pages = [...(await crawl(`${here}/`)).values()];
  const locales = [...new Set(pages.map((page) => page.path.match(/^\/([a-z]{2})\/$/)?.[1]))].filter(Boolean);
  const kinds = choose(pages, locales[0]);
  for (const locale of locales) {
    for (const [name, path] of Object.entries(kinds)) {
      for (const scheme of SCHEMES) {
        for (const width of WIDTHS) {
          const file = join(directory, `${name}-${locale}-${scheme}-${width}.png`);
          await shoot(path.replace(/^\/[a-z]{2}\//, `/${locale}/`), { width, height: 900, scheme }, file);
        }
      }
    }
  }
  await compose(picture);
} finally {
  await browser.close();
}

/** One path of each kind of page, in `locale`. */
function choose(pages, locale) {
  const under = (part) => pages.filter((page) => page.path.startsWith(`/${locale}/${part}`));
  const longest = (list) => list.reduce((one, other) => (other.html.length > one.html.length ? other : one));
  const overview = under("").find((page) => page.path === `/${locale}/`);
  const incidents = under("incidents/");
  const written = incidents.filter((page) => page.html.includes('id="postmortem"'));
  const live = incidents.filter((page) => overview.html.includes(page.path) && !written.includes(page));
  const kinds = {
    overview: overview.path,
    incident: longest(live.length > 0 ? live : incidents).path,
    history: `/${locale}/history`,
    lost: `/${locale}/no-such-page`,
  };
  if (written.length > 0) kinds.postmortem = longest(written).path;
  const months = under("history/");
  if (months.length > 0) kinds.month = longest(months).path;
  const works = under("maintenances/");
  if (works.length > 0) kinds.maintenance = longest(works).path;
  return kinds;
}

async function shoot(path, view, file) {
  const context = await open(browser, view);
  const tab = await context.newPage();
  await tab.goto(here + path, { waitUntil: "load" });
  await tab.screenshot({ path: file, fullPage: true });
  await context.close();
  console.log(file);
}

/** The README's picture: a desk in English by day, and a telephone in French by night. */
async function compose(file) {
  const desk = await part("/en/", { width: 820, height: 900, scheme: "light" }, "header");
  const phone = await part("/fr/", { width: 380, height: 900, scheme: "dark" }, ".services h3");
  const context = await open(browser, { width: 1264, height: 948, scheme: "light" });
  const tab = await context.newPage();
  const image = (bytes) => `<img alt="" src="data:image/png;base64,${bytes.toString("base64")}">`;
  await tab.setContent(`<style>
    body { margin: 0; padding: 24px; display: flex; gap: 16px; background: #d9dce1; }
    img { display: block; border-radius: 8px; }
  </style>${image(desk)}${image(phone)}`);
  await tab.screenshot({ path: file });
  await context.close();
  console.log(file);
}

/** What is seen when `selector` stands at the top of the window. */
async function part(path, view, selector) {
  const context = await open(browser, view);
  const tab = await context.newPage();
  await tab.goto(here + path, { waitUntil: "load" });
  await tab.locator(selector).first().evaluate((one) => one.scrollIntoView({ block: "start" }));
  const bytes = await tab.screenshot();
  await context.close();
  return bytes;
}
