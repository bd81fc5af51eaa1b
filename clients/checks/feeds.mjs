// npm rss-parser and feedsmith: every feed of the demo, in all three formats.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import Parser from "rss-parser";

import { end, test } from "../report.mjs";

// Its module for `import` names files without their endings on Node 18; this is the same program.
const { parseAtomFeed, parseJsonFeed, parseRssFeed } = createRequire(import.meta.url)("feedsmith");

const origin = process.argv[2];
const text = async (path) => (await fetch(origin + path)).text();

const incident = JSON.parse(await text("/api/v2/incidents.json")).incidents[0].id;
const component = JSON.parse(await text("/api/v2/components.json")).components.at(-1).id;
const parts = [`incidents/${incident}/feed`, `components/${component}/feed`];
const locales = ["fr", "en", "it"];
const all = (ending) => locales.flatMap((locale) => parts.map((part) => `/${locale}/${part}.${ending}`));

const rss = ["/history.rss", ...locales.map((locale) => `/${locale}/history.rss`), ...all("rss")];
const atom = ["/history.atom", ...locales.map((locale) => `/${locale}/history.atom`), ...all("atom")];
const json = [...locales.map((locale) => `/${locale}/feed.json`), ...all("json")];

for (const path of [...rss, ...atom]) {
  await test(`rss-parser: ${path}`, async () => {
    const feed = await new Parser().parseString(await text(path));
    assert.ok(feed.title && feed.link, "the feed has a title and a page");
    for (const item of feed.items) {
      assert.ok(item.title && item.link && item.content, JSON.stringify(item));
      assert.ok(!item.isoDate || !Number.isNaN(Date.parse(item.isoDate)), item.isoDate);
    }
  });
}

for (const path of rss) {
  await test(`feedsmith: ${path}`, async () => {
    const feed = parseRssFeed(await text(path));
    assert.equal(feed.atom.links[0].rel, "self");
    assert.equal(feed.atom.links[0].href, origin + path);
    assert.ok(feed.language);
    assert.ok(feed.items.every((item) => item.guid.value === item.link));
  });
}

for (const path of atom) {
  await test(`feedsmith: ${path}`, async () => {
    const feed = parseAtomFeed(await text(path));
    assert.ok(feed.id.startsWith("tag:"));
    assert.ok(feed.entries.every((entry) => entry.id.startsWith("tag:") && entry.updated));
  });
}

for (const path of json) {
  await test(`feedsmith: ${path}`, async () => {
    const feed = parseJsonFeed(await text(path));
    assert.equal(feed.feed_url, origin + path);
    assert.ok(feed.language && feed.items.length > 0);
    assert.ok(feed.items.every((item) => item.id && item.url && item.content_html && item.date_modified));
  });
}

end();
