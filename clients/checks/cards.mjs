// The cards of crates/channels/tests/cards, held against what each service publishes about them: types of npm
// @slack/types, discord-api-types, @mattermost/types and @googleapis/chat, read by the strict compiler, in which a
// member too many is an error; and Microsoft's own renderer, which drops what it does not know.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import ts from "typescript";

import { end, test } from "../report.mjs";

// Its modules are for bundlers; this one is whole.
const adaptive = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");

const languages = ["fr", "en", "it"];
const cards = new URL("../../crates/channels/tests/cards/", import.meta.url);
const kept = async (service, language) =>
  JSON.parse(await readFile(new URL(`${service}.${language}.json`, cards), "utf8"));

/** What a service publishes, and what would be wrong with a card: a member too many, and one of another kind. */
const services = {
  slack: {
    // Its own type of a message also takes blocks of any name, which would let everything pass.
    head: `import type { KnownBlock } from "@slack/types";
      import type { IncomingWebhookSendArguments } from "@slack/webhook";
      type Published = Omit<IncomingWebhookSendArguments, "blocks" | "attachments"> & { blocks: KnownBlock[] };`,
    wrong: [(card) => (card.blocks[0].text.nonsense = 1), (card) => (card.blocks[1].type = "contexts")],
  },
  discord: {
    head: `import type { RESTPostAPIWebhookWithTokenJSONBody as Published } from "discord-api-types/v10";`,
    wrong: [(card) => (card.embeds[0].author.nonsense = 1), (card) => (card.embeds[0].color = "#d85a00")],
  },
  mattermost: {
    // Mattermost publishes the type of an attachment, and none of the message around it.
    head: `import type { MessageAttachment } from "@mattermost/types/message_attachments";
      type Published = { attachments: MessageAttachment[] };`,
    wrong: [(card) => (card.attachments[0].nonsense = 1), (card) => (card.attachments[0].fields[0].short = "yes")],
  },
  google_chat: {
    head: `import type { chat_v1 } from "@googleapis/chat";
      type Published = chat_v1.Schema$Message;`,
    wrong: [
      (card) => (card.cardsV2[0].card.header.nonsense = 1),
      (card) => (card.cardsV2[0].card.sections[0].widgets = "none"),
    ],
  },
};

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
};

/** What the compiler says of modules that are nowhere but here. */
function complaints(sources) {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = new Map(Object.entries(sources).map(([name, text]) => [`${folder}${name}.mts`, text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile: read, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.readFile = (path) => files.get(path) ?? read.call(host, path);
  host.getSourceFile = (path, version, ...more) =>
    files.has(path)
      ? ts.createSourceFile(path, files.get(path), version)
      : getSourceFile.call(host, path, version, ...more);
  const program = ts.createProgram([...files.keys()], options, host);
  const found = new Map(Object.keys(sources).map((name) => [name, []]));
  for (const one of ts.getPreEmitDiagnostics(program)) {
    const name = one.file?.fileName.slice(folder.length, -".mts".length);
    const said = ts.flattenDiagnosticMessageText(one.messageText, "\n");
    (found.get(name) ?? assert.fail(`${one.file?.fileName ?? ""}: ${said}`)).push(said);
  }
  return found;
}

const sources = {};
for (const [service, { head, wrong }] of Object.entries(services)) {
  const source = (card) => `${head}\nexport const card: Published = ${JSON.stringify(card)};\n`;
  for (const language of languages) {
    sources[`${service}.${language}`] = source(await kept(service, language));
  }
  for (const [at, spoil] of wrong.entries()) {
    const card = await kept(service, "en");
    spoil(card);
    sources[`${service}.wrong${at}`] = source(card);
  }
}
const found = complaints(sources);
for (const [name, said] of found) {
  const isWrong = name.includes(".wrong");
  await test(`${name}: ${isWrong ? "what is wrong is found" : "as its service publishes it"}`, () => {
    if (isWrong) assert.notDeepEqual(said, []);
    else assert.deepEqual(said, []);
  });
}

/** The card as Microsoft's renderer understood it, and what it objected to. */
function understood(card) {
  const context = new adaptive.SerializationContext(adaptive.Versions.v1_4);
  // Its pattern for languages remembers where it stopped in the text before.
  adaptive.AdaptiveCard.langProperty.regEx.lastIndex = 0;
  const read = new adaptive.AdaptiveCard();
  read.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const more = read.validateProperties().validationEvents.map((event) => event.message);
  return { card: read.toJSON(), objections: [...events, ...more] };
}

for (const language of languages) {
  await test(`teams.${language}: as the renderer reads it`, async () => {
    const message = await kept("teams", language);
    assert.equal(message.type, "message");
    assert.equal(message.attachments.length, 1);
    const [attachment] = message.attachments;
    assert.equal(attachment.contentType, "application/vnd.microsoft.card.adaptive");
    // Teams' own, which no renderer outside of it knows.
    const { msteams, ...card } = attachment.content;
    assert.deepEqual(msteams, { width: "Full" });
    const read = understood(card);
    assert.deepEqual(read.objections, []);
    assert.deepEqual(read.card, card);
  });
}

await test("teams: what is wrong is found", async () => {
  const fresh = async () => (await kept("teams", "en")).attachments[0].content;
  const wrongStyle = await fresh();
  wrongStyle.body[0].items[0].inlines[0].weight = "Heavy";
  assert.notDeepEqual(understood(wrongStyle).objections, []);
  const tooMany = await fresh();
  tooMany.body[0].nonsense = 1;
  assert.equal(understood(tooMany).card.body[0].nonsense, undefined);
});

end();
