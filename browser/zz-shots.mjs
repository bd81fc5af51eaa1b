import { launch, open } from "./browser.mjs";
const [base, dir, filter, ...rest] = process.argv.slice(2);
const browser = await launch();
const paths = JSON.parse(filter);
const locales = (rest[0] ?? "en,fr,it").split(",");
const views = (rest[1] ?? "360,1280").split(",").map(Number);
const schemes = (rest[2] ?? "light,dark").split(",");
for (const [name, path] of Object.entries(paths)) for (const l of locales) for (const s of schemes) for (const w of views) {
  const context = await open(browser, { width: w, height: 900, scheme: s });
  const tab = await context.newPage();
  const a = await tab.goto(base + path.replace("/xx/", `/${l}/`), { waitUntil: "load" });
  if (a.status() !== 200) console.log(a.status(), path, l);
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (wide > w) console.log("WIDE", name, l, w, wide);
  await tab.screenshot({ path: `${dir}/${name}-${l}-${s}-${w}.png`, fullPage: true });
  await context.close();
}
await browser.close();
