// npm http_ece, by an author of the standard, opens the messages of crates/channels/tests/push with the browser's own
// key; Node's OpenSSL verifies who sent them.

import assert from "node:assert/strict";
import { createECDH, createPublicKey, verify } from "node:crypto";
import { readFile } from "node:fs/promises";

import ece from "http_ece";

import { end, test } from "../report.mjs";

const folder = new URL("../../crates/channels/tests/push/", import.meta.url);
const kept = async (language) => JSON.parse(await readFile(new URL(`${language}.json`, folder), "utf8"));
const bytes = (text) => Buffer.from(text, "base64url");

/** The message as the browser with `secret` reads it. */
function opened(message, body = bytes(message.body)) {
  const browser = createECDH("prime256v1");
  browser.setPrivateKey(bytes(message.browser.secret));
  const { auth } = message.browser;
  return JSON.parse(ece.decrypt(body, { version: "aes128gcm", privateKey: browser, authSecret: auth }));
}

const expected = {
  fr: ["Nouvel incident · Paiements ralentis", "Les paiements par carte"],
  en: ["New incident · Payments are slow", "Card payments take"],
  it: ["Nuovo incidente · Pagamenti rallentati", "I pagamenti con carta"],
};

for (const [language, [title, begins]] of Object.entries(expected)) {
  await test(`http_ece: ${language}`, async () => {
    const said = opened(await kept(language));
    assert.equal(said.title, title);
    assert.ok(said.body.startsWith(begins), said.body);
    assert.equal(said.lang, language);
    assert.equal(said.url, `https://status.example.com/${language}/incidents/z3lct0r596n4`);
    assert.equal(said.manage.url, "https://status.example.com/s/m1");
    assert.ok(said.id && said.tag && said.manage.label);
  });

  await test(`OpenSSL: who sent ${language}`, async () => {
    const { url, headers } = await kept(language);
    const authorization = headers.find(([name]) => name === "authorization")[1];
    const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization);
    const [head, claims, signature] = token.split(".");
    const point = bytes(key);
    const jwk = {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    };
    const by = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
    assert.ok(verify("sha256", Buffer.from(`${head}.${claims}`), by, bytes(signature)));
    assert.ok(!verify("sha256", Buffer.from(`${head}.${head}`), by, bytes(signature)));
    assert.equal(JSON.parse(bytes(claims)).aud, new URL(url).origin);
  });
}

await test("http_ece: the question, and where its yes goes", async () => {
  const said = opened(await kept("question"));
  assert.equal(said.confirm, "en/subscriptions/token");
  assert.equal(said.lang, "en");
});

await test("http_ece: what was changed on the way is refused", async () => {
  const message = await kept("en");
  const body = bytes(message.body);
  body[body.length - 1] ^= 1;
  assert.throws(() => opened(message, body));
  const other = { ...message, browser: { ...message.browser, auth: Buffer.alloc(16).toString("base64url") } };
  assert.throws(() => opened(other));
});

end();
