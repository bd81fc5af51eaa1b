// The state of a status page, on another page. See docs/embed.md.
// What follows is a function; the server calls it with its words and addresses.
"use strict";
(function (told) {
  const SVG = "http://www.w3.org/2000/svg";
  const MINUTE = 60_000;
  const MOST = 3;

  /** Elements and their attributes, as the page itself draws its shapes. */
  const round = ["circle", { cx: 10, cy: 10, r: 8, fill: "none", stroke: "currentColor", "stroke-width": 2 }];
  const cut = (d, width) => ["path", { class: "cut", d, fill: "none", "stroke-width": width, "stroke-linecap": "round" }];
  const solid = (d) => ["path", { d, fill: "currentColor" }];
  const line = (d) => ["path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round" }];
  const SHAPES = {
    operational: [["circle", { cx: 10, cy: 10, r: 9, fill: "currentColor" }], cut("m5.6 10.4 3 3 5.8-6.4", 2.2)],
    degraded: [round, solid("M10 2a8 8 0 0 0 0 16z")],
    partial: [round, solid("M10 2a8 8 0 0 1 0 16z"), line("M3.2 12.6 8.6 4M5.4 16.2 9.4 9.6")],
    major: [["rect", { x: 1, y: 1, width: 18, height: 18, rx: 2, fill: "currentColor" }], cut("m6 6 8 8m0-8-8 8", 2.4)],
    maintenance: [solid("M10 .6 19.4 10 10 19.4.6 10z"), cut("M14.4 7.8A2.3 2.3 0 1 1 12.1 5.5M10.5 9.4l-4.1 4.1", 1.9)],
    unknown: [round, line("M7.6 7.8a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.8"), line("M10 14.6v.1")],
  };
  const OF_INDICATOR = { none: "operational", minor: "degraded", major: "partial", critical: "major", maintenance: "maintenance" };

  // Whoever knows `light-dark()` follows the page around; others stay light. Lengths rest on the reader's own
  // size of letters, whatever the page around makes of `rem`.
  const STYLE = `
:host { display: block; --ink: #2b2621; --soft: #55504a; --paper: #fbfaf8; --edge: #d6d1cb;
  --operational: #006b3c; --degraded: #7f5a00; --partial: #a34400; --major: #b3141f; --maintenance: #6a4fb0; --unknown: #5a5651; }
@supports (color: light-dark(#000, #fff)) {
  :host { --ink: light-dark(#2b2621, #efeae4); --soft: light-dark(#55504a, #b6b0a9); --paper: light-dark(#fbfaf8, #1b1816);
    --edge: light-dark(#d6d1cb, #48433e); --operational: light-dark(#006b3c, #6bd498); --degraded: light-dark(#7f5a00, #f0bd4d);
    --partial: light-dark(#a34400, #ff9a55); --major: light-dark(#b3141f, #ff7b72); --maintenance: light-dark(#6a4fb0, #bfa8ff);
    --unknown: light-dark(#5a5651, #b6b0a9); }
}
:host([hidden]) { display: none; }
section { max-inline-size: 30em; box-sizing: border-box; font: 400 medium/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; color: var(--ink);
  background: var(--paper); border: 1px solid var(--edge); border-radius: 0.5em; padding: 0.75em 1em; text-align: start;
  overflow-wrap: break-word; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; margin-block-start: 0.25em; padding-inline-start: 1.75em; }
a { color: inherit; text-underline-offset: 0.2em; text-decoration-thickness: 0.06em; text-decoration-color: var(--soft); }
a:hover { text-decoration-thickness: 0.12em; }
a:focus-visible { outline: 0.15em solid currentColor; outline-offset: 0.15em; border-radius: 0.1em; }
.label { font-size: 0.875em; color: var(--soft); }
.state { display: flex; gap: 0.5em; align-items: baseline; font-weight: 600; }
.state a { display: block; padding-block: 0.2em; }
svg { flex: none; inline-size: 1.25em; block-size: 1.25em; align-self: center; transition: color 200ms; }
.cut { stroke: var(--paper); }
li a { display: inline-block; padding-block: 0.2em; color: var(--soft); }
@media (prefers-reduced-motion: reduce) { svg { transition: none; } }
@media (forced-colors: active) { .cut { stroke: Canvas; } section { max-inline-size: 30em; box-sizing: border-box; border-color: CanvasText; } }`;

  const tag = document.currentScript;

  /** The first locale of ours that somebody asks for: the tag, then the page around it. */
  function locale() {
    const asked = [
      tag?.dataset.locale,
      tag?.src && new URL(tag.src).searchParams.get("locale"),
      tag?.closest("[lang]")?.lang,
      document.documentElement.lang,
    ];
    for (const one of asked.filter(Boolean)) {
      const wanted = one.toLowerCase();
      const known = [wanted, wanted.split("-")[0]].find((name) => Object.hasOwn(told.locales, name));
      if (known) return known;
    }
    return told.default;
  }

  const lang = locale();
  const words = told.locales[lang];

  function element(name, children = [], attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function shape(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    for (const [kind, attributes] of SHAPES[name]) {
      const part = document.createElementNS(SVG, kind);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
      svg.append(part);
    }
    // A policy of the page around may forbid styles in attributes, not those set here.
    svg.style.color = `var(--${name})`;
    return svg;
  }

  /** A style sheet that no policy of the page around forbids, where the browser knows such. */
  function dress(root) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(element("style", [STYLE]));
    }
  }

  const host = element("div", [], { lang, "data-beffroi": "" });
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const mark = element("span", [shape("unknown")], { part: "mark" });
  mark.style.display = "contents";
  const sentence = element("a", [words.waiting], { href: `${told.origin}/${lang}/`, part: "state" });
  const state = element("p", [mark, element("span", [sentence], { role: "status" })], { class: "state" });
  const list = element("ul", [], { part: "incidents" });
  list.hidden = true;
  const label = element("p", [words.label], { id: "label", class: "label", part: "label" });
  root.append(element("section", [label, state, list], { "aria-labelledby": "label", part: "widget" }));

  /** Only what is new is touched, so that it is heard once. */
  function show(name, text, events) {
    if (sentence.textContent !== text) sentence.textContent = text;
    mark.replaceChildren(shape(name));
    host.dataset.state = name;
    list.replaceChildren(...events.map(([href, title]) => element("li", [element("a", [title], { href })])));
    list.hidden = events.length === 0;
  }

  function event(kind, one) {
    return [`${told.origin}/${lang}/${kind}/${encodeURIComponent(one.id)}`, one.name];
  }

  async function look() {
    try {
      const address = `${told.origin}/api/v2/summary.json?locale=${lang}`;
      const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(answer.status);
      const summary = await answer.json();
      const known = summary.status.beffroi?.state ?? OF_INDICATOR[summary.status.indicator] ?? "unknown";
      const under_way = summary.scheduled_maintenances.filter((one) => one.status !== "scheduled");
      const events = [
        ...summary.incidents.map((one) => event("incidents", one)),
        ...under_way.map((one) => event("maintenances", one)),
      ];
      show(known, summary.status.description, events.slice(0, MOST));
    } catch {
      show("unknown", words.away, []);
    }
  }

  /** Beside the tag; where that stands in the head, at the end of the page. */
  function place() {
    const wanted = tag?.dataset.target && document.querySelector(tag.dataset.target);
    if (wanted) wanted.append(host);
    else if (tag?.isConnected && document.body?.contains(tag)) tag.after(host);
    else document.body.append(host);
    look();
    setInterval(() => document.hidden || look(), MINUTE);
    document.addEventListener("visibilitychange", () => document.hidden || look());
  }

  if (document.readyState === "loading" && !document.body?.contains(tag)) {
    document.addEventListener("DOMContentLoaded", place);
  } else {
    place();
  }
})
