// The second step at the console's door: codes that this script works out as an app does, and a passkey that Chromium's
// virtual authenticator keeps. On an installation of its own, at http://localhost, where browsers have passkeys.
//
// usage: BEFFROI=PROGRAM node factors.mjs
//
// Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch, open } from "./browser.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const { BEFFROI } = process.env;
const PASSWORD = "copper lantern under seventeen bridges";
const EMAIL = "ada@example.com";
const VIEWS = [
  { name: "390 dark", width: 390, height: 844, scheme: "dark" },
  { name: "1280 light", width: 1280, height: 900, scheme: "light" },
];
const data = mkdtempSync(join(tmpdir(), "beffroi-factors-"));
const report = new Report();
const { here, stop } = await serve();
const browser = await launch();

try {
  const link = new URL(execFileSync(BEFFROI, ["member", "link", "--data", data], { encoding: "utf8" }).trim());
  const context = await open(browser, VIEWS[0]);
  const tab = await context.newPage();
  const noise = complaints(tab);
  const keys = await authenticator(context, tab);
  const known = {};

  await report.test("somebody comes in by the link", async () => {
    await tab.goto(`${here}/console/welcome${link.search}`);
    await fill(tab, { name: "Ada Night", email: EMAIL, password: PASSWORD });
    await send(tab, "/console/");
    return [];
  });
  await report.test("an app is taken on by picture, link and key", async () => {
    await tab.goto(`${here}/console/account`);
    const problems = await look(tab, "account");
    await follow(tab, "/console/account/codes");
    problems.push(...(await look(tab, "an app")));
    known.key = (await tab.locator(".once code").innerText()).replaceAll(/\s/g, "");
    const same = await tab.locator("a[href^='otpauth:']").getAttribute("href");
    assert.equal(new URL(same).searchParams.get("secret"), known.key);
    await fill(tab, { code: "000000", proof: PASSWORD });
    await tab.click("#codes .deed");
    await tab.locator("#wrong").waitFor();
    problems.push(...(await look(tab, "a wrong code")));
    known.used = code(known.key);
    await fill(tab, { code: known.used, proof: PASSWORD });
    await tab.click("#codes .deed");
    await tab.locator(".once code").nth(9).waitFor();
    known.recovery = await tab.locator(".once code").allInnerTexts();
    return [...problems, ...(await look(tab, "recovery codes"))];
  });
  await report.test("the password is not enough any more, a code is, once", async () => {
    await leave(tab);
    await enter(tab);
    const problems = await look(tab, "the second step");
    await tab.goto(`${here}/console/account`);
    assert.equal(new URL(tab.url()).pathname, "/console/sign-in", "half a session opens nothing");
    await enter(tab);
    await fill(tab, { code: known.used });
    await tab.press("[name=code]", "Enter");
    await tab.locator("#wrong").waitFor();
    await fill(tab, { code: code(known.key, 1) });
    await send(tab, "/console/", "[name=code]");
    return problems;
  });
  await report.test("a recovery code does, once", async () => {
    for (const isNew of [true, false]) {
      await leave(tab);
      await enter(tab);
      await fill(tab, { code: known.recovery[0] });
      await tab.press("[name=code]", "Enter");
      await (isNew ? tab.waitForURL(`${here}/console/`) : tab.locator("#wrong").waitFor());
    }
    await fill(tab, { code: known.recovery[1] });
    await send(tab, "/console/", "[name=code]");
    return [];
  });
  await report.test("a passkey is made, and named", async () => {
    await tab.goto(`${here}/console/account`);
    await follow(tab, "/console/account/passkeys");
    const problems = await look(tab, "a passkey");
    await fill(tab, { name: "laptop", proof: "not this one at all" });
    await tab.click("#passkey .deed");
    await tab.locator("#wrong").waitFor();
    await fill(tab, { name: "laptop", proof: PASSWORD });
    await tab.click("#passkey .deed");
    await tab.waitForURL(`${here}/console/account?done=factor`);
    assert.match(await tab.locator("main").innerText(), /laptop/);
    assert.equal((await keys.list()).length, 1);
    return [...problems, ...(await look(tab, "account with both"))];
  });
  await report.test("a passkey lets in, without a name", async () => {
    await leave(tab);
    const problems = await look(tab, "the door");
    await tab.click("#passkey .deed");
    await tab.waitForURL(`${here}/console/`);
    assert.match(await tab.locator(".own-name").innerText(), /Ada Night/);
    return problems;
  });
  await report.test("a passkey is the second step after a password", async () => {
    await leave(tab);
    await enter(tab);
    await tab.click("#passkey .deed");
    await tab.waitForURL(`${here}/console/`);
    return [];
  });
  await report.test("a finger that is not the owner's opens nothing, and says so", async () => {
    await leave(tab);
    await keys.verified(false);
    await tab.click("#passkey .deed");
    await tab.locator("#passkey [role=alert]").waitFor({ state: "visible" });
    await keys.verified(true);
    return look(tab, "a passkey that failed");
  });
  await report.test("without scripts there is no button, and the code goes on to work", async () => {
    const plain = await open(browser, VIEWS[1], { scripts: false });
    const quiet = await plain.newPage();
    await quiet.goto(`${here}/console/`);
    assert.equal(await quiet.locator("#passkey").isVisible(), false);
    await enter(quiet);
    await fill(quiet, { code: known.recovery[2] });
    await send(quiet, "/console/", "[name=code]");
    await plain.close();
    return [];
  });
  await report.test("whoever lost everything is let in by the password again", async () => {
    execFileSync(BEFFROI, ["member", "take-factors", EMAIL, "--data", data]);
    await tab.goto(`${here}/console/account`);
    assert.equal(new URL(tab.url()).pathname, "/console/sign-in", "signed out");
    await enter(tab);
    await tab.waitForURL(`${here}/console/`);
    return [];
  });
  await report.test("nothing the browser complains of", () => noise);
} finally {
  await browser.close();
  stop();
}
report.end();

/** A server on a free port; what it wrote goes with it. */
async function serve() {
  const port = await free();
  const here = `http://localhost:${port}`;
  const child = spawn(BEFFROI, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], {
    env: { ...process.env, BEFFROI_PUBLIC_URL: here, BEFFROI_LOG_LEVEL: "warn" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stop = () => {
    child.once("exit", () => rmSync(data, { recursive: true, force: true }));
    child.kill();
  };
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/console/sign-in`).catch(() => null);
    if (answer?.ok) return { here, stop };
    await new Promise((done) => setTimeout(done, 100));
  }
  stop();
  throw new Error("the server did not start");
}

function free() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A device that keeps passkeys, in the browser itself. */
async function authenticator(context, tab) {
  const session = await context.newCDPSession(tab);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    list: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    verified: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

/** The code of a key, `ahead` half minutes from now. Source: RFC 6238. */
function code(key, ahead = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
  const hash = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const figure = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(figure % 1000000).padStart(6, "0");
}

async function fill(tab, values) {
  for (const [name, value] of Object.entries(values)) await tab.fill(`main [name=${name}]`, value);
}

async function follow(tab, address) {
  await tab.click(`main a[href="${address}"]`);
  await tab.waitForURL(here + address);
}

/** Enter in a field, and the screen that it leads to. */
async function send(tab, path, field = "[name=password]") {
  await tab.press(field, "Enter");
  await tab.waitForURL(here + path);
}

async function enter(tab) {
  await tab.goto(`${here}/console/sign-in`);
  await fill(tab, { email: EMAIL, password: PASSWORD });
  await tab.press("[name=password]", "Enter");
  await tab.waitForURL((url) => url.pathname !== "/console/sign-in");
}

async function leave(tab) {
  await tab.click("form[action='/console/sign-out'] button");
  await tab.waitForURL(`${here}/console/sign-in`);
}

/** What the browser says of itself, but for forms that came back, which are what is tested. */
function complaints(tab) {
  const noise = [];
  tab.on("console", (message) => {
    const isForm = /status of 4(09|22)/.test(message.text());
    if (message.type() === "error" && !isForm) noise.push(message.text());
  });
  tab.on("pageerror", (error) => noise.push(error.message));
  return noise;
}

/** axe, and no scrolling sideways, in each view. */
async function look(tab, name) {
  const problems = [];
  for (const view of VIEWS) {
    await tab.setViewportSize({ width: view.width, height: view.height });
    await tab.emulateMedia({ colorScheme: view.scheme });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const found = await violations(tab);
    if (wide > 0) found.push(`${wide} px too wide`);
    problems.push(...found.map((problem) => `${name}, ${view.name}: ${problem}`));
  }
  return problems;
}
