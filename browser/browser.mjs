// Chromium, as every script here starts it: the machine's own, headless, silent towards the outside.

import { chromium } from "playwright-core";

const QUIET = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser with a profile of its own, which goes when it is closed. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: QUIET });
}

/** How a reader looks at a page. */
export const VIEWS = [
  { name: "360 light", width: 360, height: 800, scheme: "light" },
  { name: "360 dark", width: 360, height: 800, scheme: "dark" },
  { name: "1280 light", width: 1280, height: 900, scheme: "light" },
  { name: "1280 dark", width: 1280, height: 900, scheme: "dark" },
];

/** A window for `view`; `scripts: false` for a reader who runs none. */
export function open(browser, view, { scripts = true, locale = "en" } = {}) {
  return browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.scheme,
    reducedMotion: "reduce",
    javaScriptEnabled: scripts,
    locale,
  });
}

/** The origin to look at, from the command line. */
export function origin() {
  const address = process.argv[2];
  if (!address) throw new Error("usage: node SCRIPT http://127.0.0.1:PORT");
  return new URL(address).origin;
}
