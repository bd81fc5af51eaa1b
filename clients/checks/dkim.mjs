// npm mailauth: the signed mails of crates/channels/tests/dkim, under the records that stand beside them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { dkimVerify } from "mailauth/lib/dkim/verify.js";

import { end, test } from "../report.mjs";

const folder = new URL("../../crates/channels/tests/dkim/", import.meta.url);

/** A mail as it travels; a name server that knows one record. */
async function signed(name) {
  const kept = await readFile(new URL(`${name}.eml`, folder), "utf8");
  const line = (await readFile(new URL(`${name}.txt`, folder), "utf8")).trim();
  const at = line.indexOf(" ");
  const [owner, record] = [line.slice(0, at), line.slice(at + 1)];
  const resolver = async (asked, kind) => {
    assert.equal(kind, "TXT");
    if (asked !== owner) throw Object.assign(new Error(asked), { code: "ENOTFOUND" });
    return [[record]];
  };
  return { mail: kept.replaceAll("\n", "\r\n"), resolver };
}

const verdict = async (mail, resolver) => {
  const { results } = await dkimVerify(Buffer.from(mail), { resolver });
  assert.equal(results.length, 1);
  return results[0];
};

for (const [name, algorithm] of [["rsa", "rsa-sha256"], ["ed25519", "ed25519-sha256"]]) {
  await test(`mailauth: ${name}`, async () => {
    const { mail, resolver } = await signed(name);
    const { status, signingDomain, selector, algo, canonBodyLength } = await verdict(mail, resolver);
    assert.equal(status.result, "pass", JSON.stringify(status));
    assert.equal(status.aligned, "status.example.com");
    assert.equal(signingDomain, "status.example.com");
    assert.equal(selector, name);
    assert.equal(algo ?? algorithm, algorithm);
    assert.ok(canonBodyLength > 1000);
  });

  await test(`mailauth: ${name}, spaced anew on the way`, async () => {
    const { mail, resolver } = await signed(name);
    const spaced = mail.replace("Subject: ", "SUBJECT:   ").concat("\r\n\r\n");
    assert.equal((await verdict(spaced, resolver)).status.result, "pass");
  });

  const changes = [
    ["another title", "Subject: Pinatelle", "Subject: Pinatelie"],
    ["another way to leave", "/s/o1>", "/s/o2>"],
    ["another text", "Aucun paiement", "Chaque paiement"],
    ["another reader", "To: ann@", "To: bob@"],
  ];
  for (const [what, was, is] of changes) {
    await test(`mailauth: ${name}, ${what}`, async () => {
      const { mail, resolver } = await signed(name);
      const changed = mail.replace(was, is);
      assert.notEqual(changed, mail);
      assert.notEqual((await verdict(changed, resolver)).status.result, "pass");
    });
  }
}

end();
