// A Beffroi of a script's own: a page out of TOML, a database and a log in a folder that goes with it, and a port that was free.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { BEFFROI } = process.env;

/** A page in three languages, one of whose components has a name in one alone. */
export const SHOP = `[page]
slug = "shop"
name = { fr = "Boutique", en = "Shop", it = "Negozio" }
locales = ["fr", "en", "it"]
zone = "Europe/Paris"

[[group]]
key = "pay"
name = { fr = "Paiements", en = "Payments", it = "Pagamenti" }

[[group.component]]
key = "cards"
name = { fr = "Cartes", en = "Cards", it = "Carte" }

[[group.component]]
key = "transfers"
name = { fr = "Virements instantanés", en = "Instant transfers", it = "Bonifici istantanei" }

[[component]]
key = "api"
name.fr = "API"
`;

export class Beffroi {
  folder = mkdtempSync(join(tmpdir(), "beffroi-browser-"));
  config = join(this.folder, "beffroi.toml");
  log = join(this.folder, "log");

  /** Applies a page; settings beside those that every script has are TOML. */
  async fill(page, settings = "") {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    this.origin = `http://127.0.0.1:${probe.address().port}`;
    await new Promise((done) => probe.close(done));
    const text = `listen = "${new URL(this.origin).host}"
public_url = "${this.origin}"
database = "sqlite:${join(this.folder, "test.db")}"
trusted_proxies = ["127.0.0.1"]
ready = ""
[watch]
enabled = false
${settings}`;
    writeFileSync(this.config, text);
    const file = join(this.folder, "page.toml");
    writeFileSync(file, page);
    this.run("apply", "--yes", file);
  }

  /** Runs a command over its database; what it prints. */
  run(...args) {
    return execFileSync(BEFFROI, [...args, "--config", this.config], { stdio: "pipe" }).toString();
  }

  /** Serves, until it is stopped. */
  async serve() {
    const log = openSync(this.log, "a");
    this.child = spawn(BEFFROI, ["serve", "--config", this.config], { stdio: ["ignore", "ignore", log] });
    closeSync(log);
    for (let tries = 0; tries < 200; tries += 1) {
      const answered = await fetch(`${this.origin}/healthz`).catch(() => undefined);
      if (answered?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`Beffroi does not answer: ${readFileSync(this.log, "utf8")}`);
  }

  async stop() {
    this.child?.kill();
    if (this.child) await once(this.child, "exit");
    rmSync(this.folder, { recursive: true });
  }
}
