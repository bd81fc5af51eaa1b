// Every page that links lead to, and a choice of them that shows each element at least once.

const MOST = 3000;

/** What is not a page: styles, pictures, feeds. */
const NOT_HTML = /\.(css|js|png|svg|ico|webp|woff2|json|atom|rss|xml|txt|ics)$/;

/**
 * Fetches what can be reached from `start` without leaving its origin.
 * Gives a map from path to `{ path, status, html, linkedFrom }`.
 */
export async function crawl(start) {
  const { origin } = new URL(start);
  const pages = new Map();
  const waiting = [{ path: new URL(start).pathname, linkedFrom: "the start" }];
  while (waiting.length > 0) {
    const { path, linkedFrom } = waiting.shift();
    if (pages.has(path)) continue;
    if (pages.size >= MOST) throw new Error(`more than ${MOST} pages; is there a loop of links?`);
    const answer = await fetch(origin + path, { redirect: "follow" });
    const isPage = (answer.headers.get("content-type") ?? "").startsWith("text/html");
    const there = new URL(answer.url).pathname;
    if (answer.redirected) waiting.push({ path: there, linkedFrom: path });
    // What only leads elsewhere has no words of its own.
    const html = isPage && !answer.redirected ? await answer.text() : "";
    pages.set(path, { path, status: answer.status, html, linkedFrom });
    for (const next of links(html, answer.url, origin)) {
      if (!pages.has(next)) waiting.push({ path: next, linkedFrom: path });
    }
  }
  return pages;
}

/** The paths on `origin` that `html` links to, without fragments. */
export function links(html, base, origin) {
  const found = new Set();
  for (const [, quoted] of html.matchAll(/<(?:a|link)\b[^>]*?\shref="([^"]*)"/g)) {
    const url = new URL(quoted.replace(/&(?:amp|#38);/g, "&"), base);
    if (url.origin !== origin || !/^https?:$/.test(url.protocol)) continue;
    if (NOT_HTML.test(url.pathname)) continue;
    found.add(url.pathname + url.search);
  }
  return found;
}

/**
 * As few of `pages` as show every kind of element that any of them shows: greedily, the one with most
 * news first. So a new block on one odd page is looked at without anybody listing that page.
 */
export function cover(pages) {
  const rest = pages.map((page) => ({ page, kinds: kinds(page.html) }));
  const seen = new Set();
  const chosen = [];
  for (;;) {
    const news = ({ kinds }) => [...kinds].filter((kind) => !seen.has(kind)).length;
    const best = rest.reduce((best, one) => (news(one) > news(best) ? one : best), rest[0]);
    if (!best || news(best) === 0) return chosen;
    chosen.push(best.page);
    for (const kind of best.kinds) seen.add(kind);
  }
}

/** `tag.class` for each class, `tag[role]`, and the bare tag. */
export function kinds(html) {
  const found = new Set();
  for (const [, tag, attributes] of html.matchAll(/<([a-z][a-z0-9-]*)((?:\s[^>]*)?)>/g)) {
    found.add(tag);
    const classes = attributes.match(/\sclass="([^"]*)"/)?.[1] ?? "";
    for (const name of classes.split(/\s+/).filter(Boolean)) found.add(`${tag}.${name}`);
    for (const name of ["role", "lang", "hidden", "open", "aria-current"]) {
      if (attributes.includes(` ${name}`)) found.add(`${tag}[${name}]`);
    }
  }
  return found;
}
