import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@dispatch/client";
import { type Editor, openEditor } from "@dispatch/client/editor/open-editor";
import type { SharedDocument } from "@dispatch/client/editor/shared-document";
import { decodeEvent } from "@dispatch/client/event-json";
import type { EditorDocuments } from "@dispatch/protocol/editor";
import { EditorState, shownDocument } from "@dispatch/protocol/editor-state";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { type SeededRandom, randomOf } from "@dispatch/testkit/seeded-random";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until } from "@dispatch/testkit/until";
import { readyWorkspace } from "@dispatch/testkit/workspaces";
import { expect, test } from "vitest";

const FILE = "notes.txt";
const WORDS_EACH = 60;
const ROUNDS = 5 * soak;

/** People type above the line, a program writes below it. */
const BEGINNING = `${"\n".repeat(20)}${"-\n".repeat(5)}`;

async function people() {
  const server = await TestServer.start({ env: { DISPATCH_REGISTRATION: "open" } });
  const ann = await Account.register(server.url, "ann@example.com");
  const bob = await Account.register(server.url, "bob@example.com");
  const workspace = await readyWorkspace(ann, { kind: "plain", name: "place" });
  writeFileSync(join(workspace.path, FILE), BEGINNING);
  const session = expectStatus(
    await ann.request<Session>("POST", "/api/sessions", {
      body: { kind: "editor", workspaceId: workspace.id, path: FILE },
    }),
    201,
  );
  const share = { with: "person", email: "bob@example.com", access: "write" };
  expectStatus(
    await ann.request("POST", `/api/sessions/${session.id}/shares`, {
      body: share,
      token: ann.tokens.accessToken,
    }),
    201,
  );
  return { server, ann, bob, session, workspace };
}

async function joined(account: Account, session: Session) {
  const client = createClient({ baseUrl: account.url, token: account.token });
  const live = client.live();
  const editor = await openEditor({ client, live, sessionId: session.id });
  const document = editor.document(FILE) as SharedDocument;
  return { editor, document, [Symbol.dispose]: () => live.close() };
}

/** What the server says is open, and what its log says, which is the same at any moment. */
async function documentsOf(account: Account, { id }: Session) {
  const { body } = await account.insist<EditorDocuments>("GET", `/api/sessions/${id}/documents`);
  const state = new EditorState();
  for (const event of await account.events(id)) if (event.seq <= body.seq) state.apply(decodeEvent(event));
  expect(state.documents.map(shownDocument)).toEqual(body.items);
  return body.items;
}

/** Puts a word where one begins, so that none is cut in two. */
async function typeWords(random: SeededRandom, { document }: { document: SharedDocument }, words: string[]) {
  for (const word of words) {
    const above = document.text.slice(0, document.text.indexOf("-"));
    const beginnings = [...above.matchAll(/^/gm)].map(({ index }) => index).filter((at) => at < above.length);
    const from = random.pick(beginnings);
    document.edit([{ from, to: from, insert: random.chance(0.2) ? `${word}\n` : `${word} ` }]);
    if (random.chance(0.5)) await new Promise(setImmediate);
    else await Promise.race([document.settled(), new Promise((resolve) => setTimeout(resolve, 50))]);
  }
}

const words = (name: string, round: number) =>
  Array.from({ length: WORDS_EACH / ROUNDS }, (_, at) => `${name}${round}.${at}`);

test("two people and a program write one file while the server is killed: all that they wrote is in it", async (context) => {
  const random = randomOf(context);
  const { server, ann, bob, session, workspace } = await people();
  await using _server = server;
  using anns = await joined(ann, session);
  using bobs = await joined(bob, session);
  const terminal = await ann.terminal({ workspaceId: workspace.id, shell: "/bin/sh", args: [] });
  const written: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [words("ann", round), words("bob", round)];
    const typing = [typeWords(random.fork(), anns, one), typeWords(random.fork(), bobs, other)];
    await new Promise((resolve) => setTimeout(resolve, random.integer(0, 60)));
    await server.restart();
    await Promise.all(typing);
    await ann.type(terminal.id, `echo program${round} >> ${FILE}\r`);
    written.push(...one, ...other, `program${round}`);
    await until("what the program wrote", () => anns.document.text.includes(`program${round}`));
    await documentsOf(ann, session);
    await (random.chance(0.5) ? anns : bobs).editor.save(FILE);
  }
  await Promise.all([anns.document.settled(), bobs.document.settled()]);
  await anns.editor.save(FILE);
  const [document] = await documentsOf(ann, session);
  await until("the same text everywhere", () => anns.document.text === bobs.document.text);
  expect(document).toMatchObject({ text: anns.document.text, isDirty: false });
  expect(readFileSync(join(workspace.path, FILE), "utf8")).toBe(anns.document.text);
  const found = anns.document.text.split(/\s+/);
  expect(written.filter((word) => found.filter((each) => each === word).length !== 1)).toEqual([]);
});

test("text that was never saved outlives the server; a conflict is told, and both sides are kept", async () => {
  const { server, ann, bob, session, workspace } = await people();
  await using _server = server;
  using anns = await joined(ann, session);
  using bobs = await joined(bob, session);
  const above = (text: string) => [{ from: 0, to: 0, insert: text }];
  anns.document.edit(above("mine\n"));
  await anns.document.settled();
  await server.restart();
  expect((await documentsOf(ann, session))[0]).toMatchObject({ text: `mine\n${BEGINNING}`, isDirty: true });
  await until("what ann typed", () => bobs.document.text.startsWith("mine\n"));

  const terminal = await ann.terminal({ workspaceId: workspace.id, shell: "/bin/sh", args: [] });
  const told = troubleOf(bobs.editor, "conflict");
  await ann.type(terminal.id, `printf 'theirs\\n' > new && cat new ${FILE} > both && mv both ${FILE}\r`);
  expect(await told).toMatchObject({ path: FILE, theirs: { text: `theirs\n${BEGINNING}` } });
  await expect(bobs.editor.save(FILE)).rejects.toMatchObject({ code: "editor-conflict" });
  expect(readFileSync(join(workspace.path, FILE), "utf8")).toBe(`theirs\n${BEGINNING}`);
  await server.restart();
  await bobs.editor.resolve(FILE, "mine");
  expect(readFileSync(join(workspace.path, FILE), "utf8")).toBe(`mine\n${BEGINNING}`);
  expect(readFileSync(join(workspace.path, "notes.theirs-1.txt"), "utf8")).toBe(`theirs\n${BEGINNING}`);
  await until("a file without conflict", () => !anns.document.conflict && !anns.document.isDirty);
  expect(existsSync(join(workspace.path, "notes.theirs-2.txt"))).toBe(false);
});

const troubleOf = (editor: Editor, code: string) =>
  new Promise((resolve) => editor.on("trouble", (trouble) => trouble.code === code && resolve(trouble)));
