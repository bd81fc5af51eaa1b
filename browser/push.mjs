// Notifications in Chromium: what is offered, asked, shown and pressed. The service of browsers is this script, behind TLS;
// it opens what it is given with the browser's keys, and the devtools hand it to the page's own worker, as a service would.
// `pushManager.subscribe` alone is stood in for, since it reaches for a service of the browser's maker.
//
// usage: BEFFROI=PROGRAM node push.mjs
//
// PICTURES is a folder for a picture of each screen. Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { createServer as createPlain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { VIEWS, launch, open } from "./browser.mjs";
import { inBrowser, inText } from "./page.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const { BEFFROI, PICTURES } = process.env;
const LOCALES = ["en", "fr", "it"];
const WIDTHS = VIEWS.map((view) => ({ ...view, width: view.width < 400 ? 390 : view.width }));
const certificates = new URL("../crates/server/tests/it/mail/", import.meta.url);
const data = mkdtempSync(join(tmpdir(), "beffroi-push-"));
const report = new Report();
const service = await services();
const { here, stop } = await serve();
const browser = await launch();
const keys = createECDH("prime256v1");
keys.generateKeys();
const own = {
  endpoint: `https://localhost:${service.port}/push/${randomBytes(12).toString("hex")}`,
  p256dh: keys.getPublicKey("base64url"),
  auth: randomBytes(16).toString("base64url"),
};

try {
  const context = await open(browser, WIDTHS[0]);
  await context.grantPermissions(["notifications"], { origin: here });
  await context.addInitScript(stands, own);
  const tab = await context.newPage();
  const noise = complaints(tab);
  const worker = await registrations(context, tab);

  await report.test("without scripts the choice says that it needs one, and leads nowhere", async () => {
    const problems = [];
    const plain = await open(browser, WIDTHS[0], { scripts: false });
    const quiet = await plain.newPage();
    for (const locale of LOCALES) {
      await quiet.goto(`${here}/${locale}/subscribe`);
      assert.equal(await quiet.locator("[data-push=way]").isVisible(), false);
      assert.match(await quiet.locator("main").innerText(), /JavaScript/);
      await quiet.goto(`${here}/${locale}/subscribe/web_push`);
      assert.equal(await quiet.locator("main form").isVisible(), false);
      assert.match(await quiet.locator("main").innerText(), /JavaScript/);
      await picture(quiet, `without-${locale}`);
    }
    await plain.close();
    return problems;
  });
  await report.test("a browser that shows none says so, and one on a telephone of Apple's how", async () => {
    for (const [init, seen] of [
      [() => delete window.PushManager, "cannot"],
      [() => (delete window.PushManager, (navigator.standalone = false)), "home"],
    ]) {
      const other = await open(browser, WIDTHS[0]);
      await other.addInitScript(init);
      const tab = await other.newPage();
      await tab.goto(`${here}/fr/subscribe`);
      await tab.locator(`[data-push=${seen}]`).waitFor();
      assert.equal(await tab.locator("[data-push=way]").isVisible(), false);
      await picture(tab, seen);
      await other.close();
    }
    return [];
  });
  await report.test("whoever says no is told how to change that", async () => {
    const other = await open(browser, WIDTHS[0]);
    await other.addInitScript(() => (Notification.requestPermission = async () => "denied"));
    const tab = await other.newPage();
    await tab.goto(`${here}/en/subscribe/web_push`);
    await tab.locator("main button").click();
    await tab.locator("[data-push=denied]").waitFor();
    const problems = await look(tab, "denied", "en");
    assert.equal(service.given.length, 0);
    await other.close();
    return problems;
  });
  await report.test("nobody is asked before the button is pressed", async () => {
    const problems = [];
    for (const locale of LOCALES) {
      for (const path of ["subscribe", "subscribe/web_push"]) {
        await tab.goto(`${here}/${locale}/${path}`);
        await tab.locator("[data-push=way]").waitFor();
        problems.push(...(await look(tab, path, locale)));
      }
    }
    assert.equal(await tab.evaluate(() => window.asked ?? 0), 0);
    return problems;
  });
  await report.test("the button asks, the question comes, the browser says yes and the page goes on", async () => {
    await tab.goto(`${here}/it/subscribe/web_push`);
    await tab.locator("main button").press("Enter");
    await tab.waitForURL(`${here}/it/subscribe/asked/web_push`);
    const problems = await look(tab, "asked", "it");
    const question = await service.next(keys, own);
    assert.equal(question.lang, "it");
    assert.ok(question.confirm);
    await worker.tell(question);
    await tab.waitForURL(/\/it\/subscriptions\//);
    const [shown] = await notifications(tab, 1);
    assert.deepEqual([shown.title, shown.body, shown.lang], [question.title, question.body, "it"]);
    problems.push(...(await look(tab, "what one hears", "it")));
    assert.match(await tab.locator("main").innerText(), /questo browser/);
    return problems;
  });
  await report.test("the page shows this browser its own way", async () => {
    await tab.goto(`${here}/en/subscribe`);
    await tab.locator("[data-push=mine] a").click();
    await tab.waitForURL(/\/en\/subscriptions\//);
    return look(tab, "its own", "en");
  });
  await report.test("what is announced is shown, and the next word takes its place without another", async () => {
    await tab.goto(`${here}/it/subscribe`);
    const id = incident("open", "--page", "depot", "--title", "Card payments", "--locale", "en", "--text", "Cards are declined.");
    const first = await service.next(keys, own);
    assert.match(first.title, /Card payments/);
    await worker.tell(first);
    const shown = (await notifications(tab, 2)).find((one) => one.tag === first.tag);
    assert.equal(shown.title, first.title);
    assert.equal(shown.lang, first.lang);
    assert.deepEqual(shown.actions, [first.manage.label]);
    await worker.tell(first);
    incident("update", id, "--status", "identified", "--locale", "en", "--text", "An acquirer is down.");
    const second = await service.next(keys, own);
    assert.equal(second.tag, first.tag);
    await worker.tell(second);
    const all = await notifications(tab, 2);
    assert.match(all.find((one) => one.tag === first.tag).body, /An acquirer is down/);
    return [];
  });
  await report.test("a press opens the page, the button what one hears", async () => {
    const [script] = context.serviceWorkers();
    const pressed = await script.evaluate(async () => {
      const opened = [];
      self.clients.openWindow = async (url) => opened.push(url);
      for (const action of ["", "manage"]) {
        const notification = (await self.registration.getNotifications()).find((one) => one.data.manage);
        const event = new NotificationEvent("notificationclick", { notification, action });
        // Only what the browser itself sends may wait.
        event.waitUntil = (done) => done;
        self.dispatchEvent(event);
        await new Promise((done) => setTimeout(done, 100));
        await self.registration.showNotification("again", { data: notification.data });
      }
      return opened;
    });
    assert.match(pressed[0], /\/incidents\//);
    assert.match(pressed[1], /\/subscriptions\//);
    return [];
  });
  await report.test("the browser leaves, and the page offers it again", async () => {
    await tab.goto(`${here}/fr/subscribe`);
    await tab.locator("[data-push=mine] a").click();
    await tab.waitForURL(/\/fr\/subscriptions\//);
    await tab.locator(".told-leave a").click();
    const problems = await look(tab, "leave", "fr");
    await tab.locator("main button").click();
    await tab.waitForLoadState();
    await tab.goto(`${here}/fr/subscribe`);
    await tab.locator("[data-push=way]").waitFor();
    assert.equal(await tab.locator("[data-push=mine]").isVisible(), false);
    return problems;
  });
  await report.test("nothing the browser complains of", () => noise);
} finally {
  await browser.close();
  stop();
  service.close();
}
report.end();

/** Stands in for what reaches for a service: the browser is where `own` says, once somebody asked. */
function stands(own) {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const made = (key) => ({
    endpoint: own.endpoint,
    options: { userVisibleOnly: true, applicationServerKey: bytes(key).buffer },
    toJSON: () => ({ endpoint: own.endpoint, keys: { p256dh: own.p256dh, auth: own.auth } }),
    unsubscribe: async () => localStorage.removeItem("key") ?? true,
  });
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("no key of a page's");
    localStorage.setItem("key", text(options.applicationServerKey));
    return made(localStorage.getItem("key"));
  };
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem("key");
    return key && made(key);
  };
  const ask = Notification.requestPermission.bind(Notification);
  Notification.requestPermission = () => {
    window.asked = (window.asked ?? 0) + 1;
    return ask();
  };
}

/** The service of browsers: keeps what it is given, and opens it with the browser's keys. Source: RFC 8291, RFC 8188. */
async function services() {
  const pem = readFileSync(new URL("localhost.pem", certificates));
  const given = [];
  const server = createServer({ key: pem, cert: pem }, async (request, answer) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    given.push({ headers: request.headers, body: Buffer.concat(chunks) });
    answer.writeHead(201).end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const next = async (keys, own) => {
    for (let tries = 0; tries < 200 && given.length === 0; tries += 1) await new Promise((done) => setTimeout(done, 100));
    assert.ok(given.length > 0, "the service was given nothing in 20 s");
    const { headers, body } = given.shift();
    assert.equal(headers["content-encoding"], "aes128gcm");
    assert.match(headers.authorization, /^vapid t=/);
    return JSON.parse(opened(body, keys, own));
  };
  return { port: server.address().port, given, next, close: () => server.close() };
}

function opened(body, keys, own) {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body[20]);
  const record = body.subarray(21 + body[20]);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
  const secret = hkdfSync("sha256", keys.computeSecret(sender), Buffer.from(own.auth, "base64url"), info, 32);
  const part = (name, length) => Buffer.from(hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), length));
  const open = createDecipheriv("aes-128-gcm", part("aes128gcm", 16), part("nonce", 12));
  open.setAuthTag(record.subarray(-16));
  const text = Buffer.concat([open.update(record.subarray(0, -16)), open.final()]);
  assert.equal(text.at(-1), 2);
  return text.subarray(0, -1).toString();
}

/** Hands messages to the page's worker as a service would. */
async function registrations(context, tab) {
  const session = await context.newCDPSession(tab);
  let registrationId;
  session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    registrationId = registrations.find((one) => !one.isDeleted)?.registrationId ?? registrationId;
  });
  await session.send("ServiceWorker.enable");
  return {
    tell: (said) => session.send("ServiceWorker.deliverPushMessage", { origin: here, registrationId, data: JSON.stringify(said) }),
  };
}

/** What is shown, once there are so many. */
async function notifications(tab, count) {
  const shown = () =>
    tab.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration("/");
      const all = await registration.getNotifications();
      return all.map(({ title, body, lang, tag, actions }) => ({ title, body, lang, tag, actions: actions.map((one) => one.title) }));
    });
  for (let tries = 0; tries < 50; tries += 1) {
    await new Promise((done) => setTimeout(done, 200));
    const all = await shown();
    if (all.length === count) return all;
  }
  throw new Error(`${(await shown()).length} notifications are shown, not ${count}`);
}

/** A server on a free port, with a page in three languages; what it wrote goes with it. */
async function serve() {
  const port = await free();
  const here = `http://localhost:${port}`;
  const names = ["fr=Dépôt", "en=Depot", "it=Deposito"].flatMap((name) => ["--name", name]);
  execFileSync(BEFFROI, ["page", "create", "--data", data, "depot", ...names, "--locales", "fr,en,it", "--zone", "Europe/Paris"]);
  const env = {
    BEFFROI_PUBLIC_URL: here,
    BEFFROI_LOG_LEVEL: "warn",
    BEFFROI_PUSH_CONTACT: "mailto:status@example.com",
    BEFFROI_CALLS_OPEN: "127.0.0.0/8",
    BEFFROI_CALLS_CA_FILE: fileURLToPath(new URL("ca.pem", certificates)),
  };
  const child = spawn(BEFFROI, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stop = () => {
    child.once("exit", () => rmSync(data, { recursive: true, force: true }));
    child.kill();
  };
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return { here, stop };
    await new Promise((done) => setTimeout(done, 100));
  }
  stop();
  throw new Error("the server did not start");
}

function free() {
  return new Promise((done) => {
    const server = createPlain().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A deed with an incident, by a key of its own; the id of the incident. */
function incident(verb, ...args) {
  const make = ["token", "make", "--data", data, verb, "--scope", "read", "--scope", "write", "--scope", "publish", "--scope", "bypass"];
  const BEFFROI_TOKEN = execFileSync(BEFFROI, make, { encoding: "utf8" }).trim().split(/\s+/).at(-1);
  const env = { ...process.env, BEFFROI_SERVER: here, BEFFROI_TOKEN };
  const said = execFileSync(BEFFROI, ["incident", verb, ...args, "--publish", "--follows", "--json"], { encoding: "utf8", env });
  return JSON.parse(said).id;
}

function complaints(tab) {
  const noise = [];
  tab.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  tab.on("pageerror", (error) => noise.push(error.message));
  return noise;
}

/** axe and the rules of every page, in each view. */
async function look(tab, name, locale) {
  const html = await tab.content();
  const problems = [...inText({ html: `<!doctype html>${html}` }, locale, LOCALES), ...(await inBrowser(tab))];
  for (const view of WIDTHS) {
    await tab.setViewportSize({ width: view.width, height: view.height });
    await tab.emulateMedia({ colorScheme: view.scheme });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const found = await violations(tab);
    if (wide > 0) found.push(`${wide} px too wide`);
    problems.push(...found.map((problem) => `${name}, ${view.name}: ${problem}`));
    await picture(tab, `${name.replaceAll(/\W/g, "-")}-${locale}-${view.name.replace(" ", "-")}`);
  }
  return problems;
}

async function picture(tab, name) {
  if (PICTURES) await tab.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
