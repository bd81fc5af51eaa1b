// What every page has to keep beside axe's rules: in its text, and as the browser understood it.

/** What is wrong with the text of `page`, which is meant to be in `locale`. */
export function inText(page, locale, locales) {
  const { html } = page;
  const problems = [];
  const expect = (holds, problem) => holds || problems.push(problem);
  const count = (pattern) => [...html.matchAll(pattern)].length;

  expect(/^<!doctype html>/i.test(html.trimStart()), "no doctype");
  expect(html.match(/<html\b[^>]*\slang="([^"]*)"/)?.[1] === locale, `<html lang> is not ${locale}`);
  expect(count(/<h1\b/g) === 1, `${count(/<h1\b/g)} h1`);
  expect(/<title>[^<]{3,}<\/title>/.test(html), "no title");
  expect(/<meta\b[^>]*name="viewport"/.test(html), "no viewport");
  expect(!/user-scalable=no|maximum-scale/.test(html), "the page cannot be enlarged");
  expect(!/\son[a-z]+="/.test(html), "a script in an attribute");
  expect(!/\sstyle="/.test(html), "a style in an attribute");
  expect(!/\{\{|\}\}|\{%|%\}/.test(html), "a template shows through");
  expect(!/\bundefined\b|\bNaN\b/.test(words(html)), "a value that is none shows through");
  for (const [, id] of repeated(html)) problems.push(`two elements have the id ${id}`);
  for (const other of page.isLost ? [] : locales) {
    const link = new RegExp(`<(?:a|link)\\b[^>]*\\shreflang="${other}"`);
    expect(other === locale || link.test(html), `no way to the page in ${other}`);
  }
  for (const [, when] of html.matchAll(/<time\b[^>]*\sdatetime="([^"]*)"/g)) {
    expect(isTime(when), `<time datetime="${when}"> is none`);
  }
  return problems;
}

/** Problems that only show once the browser has read the page. */
export function inBrowser(tab) {
  return tab.evaluate(() => {
    const problems = [];
    let level = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1) problems.push(`h${next} after h${level}: ${heading.textContent.trim()}`);
      level = next;
    }
    for (const landmark of ["main", "header", "footer"]) {
      if (!document.querySelector(landmark)) problems.push(`no <${landmark}>`);
    }
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      if (id && !document.getElementById(id)) problems.push(`a link to #${id}, which is not here`);
    }
    for (const odd of document.querySelectorAll("*")) {
      if (odd instanceof HTMLUnknownElement) problems.push(`no element is called <${odd.localName}>`);
    }
    if (document.cookie) problems.push(`a cookie: ${document.cookie}`);
    return problems;
  });
}

/** ids that stand more than once. */
function repeated(html) {
  const ids = [...html.matchAll(/<[a-z][^>]*?\sid="([^"]+)"/g)];
  return ids.filter(([, id], index) => ids.findIndex(([, other]) => other === id) < index);
}

function words(html) {
  return html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " ");
}

/** What HTML takes as a moment, a day, a month or a length. */
function isTime(text) {
  const day = /^\d{4}-\d{2}(-\d{2})?$/;
  const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;
  const length = /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
  return day.test(text) || moment.test(text) || length.test(text);
}
