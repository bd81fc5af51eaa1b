// What axe finds on a page, as sentences.

import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is not accessible in `tab`. */
export async function violations(tab) {
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `  ${node.target.join(" ")}: ${node.failureSummary}`);
    return `axe ${id}: ${help} (${nodes.length})\n${places.join("\n")}`;
  });
}
