// Signing in through a provider of OpenID Connect, in a real browser, with a provider that others wrote: npm's
// `oidc-provider`. Whoever was invited comes in, nobody else does; keys change; an answer is good once, in one browser.
//
// usage: BEFFROI=PROGRAM node provider.mjs
//
// Closing line: "N passed, N failed".

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { Provider } from "oidc-provider";

import { Beffroi } from "./beffroi.mjs";
import { launch, open } from "./browser.mjs";
import { Report } from "./report.mjs";
import { violations } from "./violations.mjs";

const PHONE = { width: 390, height: 844, scheme: "light" };
const SECRET = "a secret: with + and %";
const PASSWORD = "copper lantern under seventeen bridges";

/** Whom the provider knows, by what they type there. */
const PEOPLE = {
  bruno: { name: "Bruno Neri", email: "Bruno@example.com", email_verified: true },
  eve: { name: "Eve Outside", email: "eve@example.com", email_verified: true },
  carla: { name: "Carla Verdi", email: "carla@example.com", email_verified: false },
  dora: { name: "Dora Elsewhere", email: "dora@elsewhere.example", email_verified: true },
};

/** The provider on a port of its own, which may change its keys. */
class Issuer {
  constructor(client) {
    this.client = client;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async listen() {
    this.server.listen(this.port ?? 0, "127.0.0.1");
    await once(this.server, "listening");
    this.port = this.server.address().port;
    this.origin = `http://127.0.0.1:${this.port}`;
    this.answer ??= this.anew();
  }

  /** The same provider with another key. */
  anew() {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const kid = `key ${Math.random()}`;
    const provider = new Provider(this.origin, {
      clients: [this.client],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
      pkce: { required: () => true, methods: ["S256"] },
      cookies: { keys: ["of a test"] },
    });
    this.answer = provider.callback();
    return this.answer;
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** Beffroi at a known port, with a provider; what it logs is kept, at its most talkative. */
class Ours extends Beffroi {
  constructor(port) {
    super();
    this.origin = `http://127.0.0.1:${port}`;
    this.port = port;
  }

  async start(issuer) {
    const secret = join(this.folder, "secret");
    writeFileSync(secret, `${SECRET}\n`);
    const text = `listen = "127.0.0.1:${this.port}"
public_url = "${this.origin}"
database = "sqlite:${join(this.folder, "test.db")}"
ready = ""
log.level = "trace"
[oidc]
name = "Example SSO"
issuer = "${issuer}"
client_id = "beffroi"
client_secret_file = "${secret}"
allow_private = true
`;
    writeFileSync(this.config, text);
    await this.serve();
  }

  /** The last line of what a command prints. */
  run(...words) {
    return super.run(...words).trim().split("\n").at(-1);
  }
}

/** Somebody at a browser of their own. */
class Person {
  noise = [];
  /** Every address that led back to us, and what its request said of where it came from. */
  backs = [];

  static async at(browser, here, view = PHONE, settings = {}) {
    const person = new Person();
    person.here = here;
    person.context = await open(browser, view, settings);
    person.tab = await person.context.newPage();
    person.tab.on("request", (request) => {
      if (request.url().startsWith(`${here}/console/provider/back`)) person.backs.push(request.url());
      else if (/[?&]code=/.test(request.headers().referer ?? "")) person.noise.push(`tells ${request.url()}`);
    });
    return person;
  }

  /** From the door to the provider, says who one is there, and yes; to where one is led. */
  async through(name) {
    await this.tab.goto(`${this.here}/console/duty`);
    await this.tab.getByRole("button", { name: "Sign in with Example SSO" }).click();
    await this.say(name);
  }

  async say(name) {
    await this.tab.locator("[name=login]").fill(name);
    await this.tab.locator("[name=password]").fill("any");
    await this.tab.locator("[type=submit]").click();
    // It asks once whether Beffroi may know.
    await this.tab.getByRole("button", { name: "Continue" }).click();
    await this.tab.waitForURL(`${this.here}/console/**`);
  }

  /** What stands in the address now, and what is said to be wrong. */
  async where() {
    const url = new URL(this.tab.url());
    const wrong = this.tab.locator(".wrongs li");
    return [url.pathname + url.search, (await wrong.count()) ? await wrong.innerText() : ""];
  }
}

const report = new Report();
const port = await freePort();
const beffroi = new Ours(port);
const here = beffroi.origin;
const issuer = new Issuer({
  client_id: "beffroi",
  client_secret: SECRET,
  redirect_uris: [`${here}/console/provider/back`],
  response_types: ["code"],
  grant_types: ["authorization_code"],
});
const browser = await launch();
const all = [];

try {
  await issuer.listen();
  await beffroi.start(issuer.origin);
  await welcome();
  for (const name of ["bruno", "carla"]) {
    beffroi.run("member", "invite", `${name}@example.com`, "--name", name, "--role", "publisher");
  }
  await report.test("whoever was invited comes in, and is led where they were going", invited);
  await report.test("without scripts just so, and keys that changed are found", () => again({ scripts: false }));
  await report.test("a stranger stays out, in their language", stranger);
  await report.test("whoever is not vouched for stays out", unverified);
  await report.test("an account of another address is linked by hand, and lets in", linkedByHand);
  await report.test("an answer is good once, in the browser that asked", replayed);
  await report.test("a provider that is away is said so, and the password still opens", away);
  await report.test("what was carried there and back stands in no log", silent);
} finally {
  await browser.close();
  await issuer.close();
  await beffroi.stop();
}
report.end();

/** The first administrator, by the link. */
async function welcome() {
  const link = beffroi.run("member", "link");
  const ada = await Person.at(browser, here);
  await ada.tab.goto(link);
  await ada.tab.fill("[name=name]", "Ada Night");
  await ada.tab.fill("[name=email]", "ada@example.com");
  await ada.tab.fill("[name=password]", PASSWORD);
  await ada.tab.press("[name=password]", "Enter");
  await ada.tab.waitForURL(`${here}/console/`);
  all.push(ada);
  return ada;
}

async function come(name, settings) {
  const person = await Person.at(browser, here, PHONE, settings);
  all.push(person);
  await person.through(name);
  return person;
}

async function invited() {
  const door = await Person.at(browser, here);
  await door.tab.goto(`${here}/console/`);
  const problems = await violations(door.tab);
  const bruno = await come("bruno");
  assert.deepEqual(await bruno.where(), ["/console/duty", ""]);
  assert.equal(await bruno.tab.locator(".own-name").innerText(), "bruno");
  assert.equal(bruno.backs.length, 1);
  return problems;
}

async function again(settings) {
  issuer.anew();
  const bruno = await come("bruno", settings);
  assert.deepEqual(await bruno.where(), ["/console/duty", ""]);
  return [];
}

async function stranger() {
  const eve = await Person.at(browser, here, PHONE, { locale: "fr" });
  all.push(eve);
  await eve.tab.goto(`${here}/console/`);
  await eve.tab.getByRole("button", { name: "Se connecter avec Example SSO" }).click();
  await eve.say("eve");
  const [place, wrong] = await eve.where();
  assert.equal(place, "/console/sign-in?stopped=stranger");
  assert.match(wrong, /^Personne n’est invité ici avec l’adresse que Example SSO connaît de vous/);
  await eve.tab.goto(`${here}/console/`);
  assert.match(eve.tab.url(), /sign-in/);
  return violations(eve.tab);
}

async function unverified() {
  const carla = await come("carla");
  const [place, wrong] = await carla.where();
  assert.equal(place, "/console/sign-in?stopped=unverified");
  assert.match(wrong, /has not verified your e-mail address/);
  return [];
}

/** Dora of elsewhere is Ada here, once Ada has said so. */
async function linkedByHand() {
  const ada = all[0];
  await ada.tab.goto(`${here}/console/account`);
  await ada.tab.getByRole("link", { name: "Link an account" }).click();
  const problems = await violations(ada.tab);
  await ada.tab.fill("[name=proof]", PASSWORD);
  await ada.tab.getByRole("button", { name: "Link an account" }).click();
  await ada.say("dora");
  assert.deepEqual(await ada.where(), ["/console/account?done=linked", ""]);
  problems.push(...(await violations(ada.tab)));
  const again = await come("dora");
  assert.deepEqual(await again.where(), ["/console/duty", ""]);
  assert.equal(await again.tab.locator(".own-name").innerText(), "Ada Night");
  return problems;
}

async function replayed() {
  const bruno = await Person.at(browser, here);
  all.push(bruno);
  await bruno.tab.goto(`${here}/console/`);
  await bruno.tab.getByRole("button", { name: "Sign in with Example SSO" }).click();
  await bruno.tab.locator("[name=login]").waitFor();
  const carried = await bruno.context.cookies(here);
  await bruno.say("bruno");
  const back = bruno.backs.at(-1);
  const problems = [];
  const comes = async (what, address, cookies) => {
    const other = await Person.at(browser, here);
    all.push(other);
    await other.context.addCookies(cookies);
    await other.tab.goto(address);
    const [place] = await other.where();
    if (place !== "/console/sign-in?stopped=stale") problems.push(`${what}: ${place}`);
  };
  const forged = new URL(back);
  forged.searchParams.set("state", "0".repeat(64));
  await comes("the same answer elsewhere", back, []);
  await comes("the same answer again", back, carried);
  await comes("an answer to nothing", forged.href, carried);
  return problems;
}

async function away() {
  await issuer.close();
  // What it said of itself is kept for an hour, so the way there is known; the way back is not.
  const nobody = await Person.at(browser, here);
  await nobody.tab.goto(`${here}/console/`);
  await nobody.tab.getByRole("button", { name: "Sign in with Example SSO" }).click();
  await nobody.tab.waitForURL(/./);
  const second = new Ours(await freePort());
  try {
    await second.start(issuer.origin);
    await nobody.tab.goto(`${second.origin}/console/`);
    await nobody.tab.getByRole("button", { name: "Sign in with Example SSO" }).click();
    await nobody.tab.locator(".wrongs").waitFor();
    const [, wrong] = await nobody.where();
    assert.match(wrong, /^Example SSO does not answer/);
    assert.equal(await nobody.tab.locator("[name=password]").count(), 1);
  } finally {
    await second.stop();
    await issuer.listen();
  }
  return [];
}

/** Neither a code nor what is sealed under it, nor a token, nor the secret, nor an address. */
async function silent() {
  const problems = all.flatMap((person) => person.noise);
  const log = readFileSync(beffroi.log, "utf8");
  assert.match(log, /path="?\/console\/provider\/back/);
  const backs = all.flatMap((person) => person.backs).map((back) => new URL(back).searchParams);
  assert.ok(backs.length >= 7, `${backs.length}`);
  const secrets = backs.flatMap((one) => [one.get("code"), one.get("state")]);
  for (const secret of [...secrets, SECRET, encodeURIComponent(SECRET), "eyJ", "@example.com"]) {
    if (log.includes(secret)) problems.push(`in the log: ${secret.slice(0, 8)}…`);
  }
  return problems;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
