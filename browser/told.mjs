// Being told, as a reader does it: from a provider's page, too; asks by e-mail, opens the letter, says yes, changes what they hear, and leaves; each page
// on the way looked at with axe, in each language, narrow and wide, light and dark. The letters go to a relay of this script.
//
// usage: BEFFROI=PROGRAM [PICTURES=FOLDER] node told.mjs
//
// PICTURES is a folder for a picture of each. Closing line: "N passed, N failed".

import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

import { Beffroi, SHOP } from "./beffroi.mjs";
import { VIEWS, launch, open } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const { PICTURES: pictures } = process.env;
const LOCALES = ["en", "fr", "it"];
const PAGE = `${SHOP}
[[provider]]
slug = "my-bank"
page = "https://status.my-bank.example"
name = "My Bank"
form = "statuspage"

[[provider]]
slug = "card-network"
page = "https://status.card-network.example"
name = "Card Network"
form = "statuspage"
`;

/** A relay that takes every mail and keeps its bytes. */
class Relay {
  mails = [];
  server = createServer((socket) => this.talk(socket));

  async listen() {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return this.server.address().port;
  }

  talk(socket) {
    let [rest, mail] = ["", undefined];
    socket.on("error", () => {});
    socket.write("220 relay.example\r\n");
    socket.on("data", (bytes) => {
      rest += bytes.toString("latin1");
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (mail && line !== ".") mail.push(line.replace(/^\./, ""));
        else mail = this.answer(socket, line, mail);
      }
    });
  }

  answer(socket, line, mail) {
    if (mail) this.mails.push(mail.join("\n"));
    const isData = !mail && /^DATA/i.test(line);
    socket.write(isData ? "354 go on\r\n" : "250 yes\r\n");
    if (/^QUIT/i.test(line)) socket.end();
    return isData ? [] : undefined;
  }

  /** The next mail to an address, within ten seconds. */
  async next(to) {
    for (let tries = 0; tries < 200; tries += 1) {
      const at = this.mails.findIndex((mail) => mail.includes(`To: ${to}`));
      if (at >= 0) return this.mails.splice(at, 1)[0];
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`no mail to ${to}`);
  }
}

/** Settings for a relay. */
const mail = (port) => `[mail]
host = "127.0.0.1"
port = ${port}
tls = "none"
allow_private = true
from = "Shop <status@example.com>"
`;

const report = new Report();
const relay = new Relay();
const beffroi = new Beffroi();
const browser = await launch();
try {
  await beffroi.fill(PAGE, mail(await relay.listen()));
  await beffroi.serve();
  for (const view of VIEWS) {
    for (const locale of LOCALES) await goThrough(view, locale);
  }
} finally {
  await browser.close();
  await beffroi.stop();
  relay.server.close();
}
report.end();

/** All the way of one reader, by what is to be pressed; each page is a test. */
async function goThrough(view, locale) {
  const to = `ann-${locale}-${view.name.replace(" ", "-")}@example.com`;
  const context = await open(browser, view, { locale });
  const tab = await context.newPage();
  let link;
  const steps = [
    ["a provider", () => tab.goto(`${beffroi.origin}/${locale}/providers/my-bank`), 'a[href*="subscribe?provider="]'],
    ["the ways from it", () => go(tab, 'a[href*="subscribe?provider="]'), ".told-choices"],
    ["its form", () => go(tab, '.told-choices a[href*="/email?"]'), "#provider-my-bank:checked"],
    ["the ways", () => tab.goto(`${beffroi.origin}/${locale}/subscribe`), ".told-choices"],
    ["the form", () => go(tab, '.told-choices a[href$="/email"]'), "#address"],
    ["the form that comes back", () => fill(tab, "nobody"), "#address-wrong"],
    ["what happens now", () => fill(tab, to), ".told-ways"],
    ["the question", async () => tab.goto((link = linkIn(await relay.next(to)))), "button[value=confirm]"],
    ["the yes", () => go(tab, "button[value=confirm]"), ".told-done"],
    ["what one hears", () => tab.goto(link), "button[value=change]"],
    ["a choice of nothing", () => choose(tab, []), "#kinds-wrong"],
    ["no provider", () => choose(tab, ["kind-incidents", "only-providers"]), "#providers-wrong"],
    ["a change", () => choose(tab, ["kind-incidents", "provider-my-bank", "only-providers"]), ".told-done"],
    ["the way out", () => go(tab, ".told-leave a"), "main form button"],
    ["the end", () => go(tab, "main form button"), ".told-ways"],
    ["the old link", () => tab.goto(link), ".told-ways"],
  ];
  for (const [name, act, seen] of steps) {
    await report.test(`${name} in ${locale}, ${view.name}`, async () => {
      const leads = tab.waitForEvent("response", (answer) => answer.request().isNavigationRequest() && answer.status() < 300 || answer.status() === 422);
      await act();
      return look(tab, await leads, { locale, seen, name: `${name}-${locale}-${view.name}` });
    });
  }
  await context.close();
}

async function look(tab, answer, { locale, seen, name }) {
  await tab.waitForLoadState();
  const text = { html: await answer.text() };
  const problems = [...inText(text, locale, LOCALES), ...(await inBrowser(tab)), ...(await violations(tab))];
  if (!(await tab.locator(seen).first().isVisible())) problems.push(`${seen} is not seen`);
  const [wide, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > room) problems.push(`${wide} px wide`);
  if (pictures) await tab.screenshot({ path: join(pictures, `${name.replaceAll(" ", "-")}.png`), fullPage: true });
  return problems;
}

async function go(tab, place) {
  await Promise.all([tab.waitForEvent("load"), tab.locator(place).first().click()]);
}

async function fill(tab, address) {
  await tab.locator("#address").fill(address);
  await go(tab, ".told-form button");
}

/** Ticks these boxes and no others. */
async function choose(tab, ids) {
  for (const box of await tab.locator("input[type=checkbox]").all()) {
    await box.setChecked(ids.includes(await box.getAttribute("id")));
  }
  await go(tab, "button[value=change]");
}

/** Where a letter leads, as its text has it. */
function linkIn(mail) {
  const text = mail.replaceAll("=\n", "").replaceAll("=3D", "=");
  return text.match(/https?:\/\/\S+\/subscriptions\/[\w-]+/)[0];
}
