import { randomOf, type SeededRandom } from "../../../testkit/src/seeded-random.ts";
import type { EditorChange, EditorCommand } from "@dispatch/protocol/editor";
import { EditorState } from "@dispatch/protocol/editor-state";
import { changed } from "@dispatch/protocol/editor-text";
import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { ConnectionError, RequestProblem } from "../problem.ts";
import { SharedDocument } from "./shared-document.ts";

type Edit = Extract<EditorCommand, { type: "edit" }>;
type Changed = Extract<SessionEvent, { channel: "editor:changed" }>;

const behind = (version: number) =>
  new RequestProblem({
    type: "",
    title: "",
    status: 409,
    code: "editor-behind",
    detail: "",
    ...{ version },
  });

/** Takes edits at the present version, as a server does, and gives events when the test lets them through. */
class Authority {
  readonly state = EditorState.from({
    seq: 0,
    items: [{ path: "a", text: "hello\r\nworld\n", etag: "e", version: 0, isDirty: false }],
  });
  readonly log: Changed[] = [];

  take(edit: Edit): Promise<void> {
    const { version } = this.document;
    if (edit.version !== version) return Promise.reject(behind(version));
    this.append(edit.changes, edit.clientId);
    return Promise.resolve();
  }

  append(changes: EditorChange[], clientId?: string): void {
    const payload = { path: "a", version: this.document.version + 1, changes, by: "disk" as const };
    const event: Changed = {
      seq: this.log.length + 1,
      at: 0,
      channel: "editor:changed",
      payload: { ...payload, ...(clientId !== undefined && { clientId }) },
    };
    this.log.push(event);
    this.state.apply(event);
  }

  get document() {
    const document = this.state.document("a");
    if (!document) throw new Error("it is gone");
    return document;
  }
}

/** A client whose events arrive one by one, when it is told, and whose commands may get lost. */
class Typist {
  readonly #state = EditorState.from({
    seq: 0,
    items: [{ path: "a", text: "hello\r\nworld\n", etag: "e", version: 0, isDirty: false }],
  });
  readonly #authority: Authority;
  readonly document: SharedDocument;
  /** What an editor would show: it is changed by what it is told, and by nothing else. */
  shown = "hello\r\nworld\n";
  losing: "nothing" | "command" | "answer" = "nothing";

  constructor(authority: Authority) {
    this.#authority = authority;
    const confirmed = this.#state.document("a");
    if (!confirmed) throw new Error("it is gone");
    this.document = new SharedDocument({ confirmed, send: (edit) => this.#send(edit) });
    this.document.on("change", ({ changes }) => (this.shown = changed(this.shown, changes)));
  }

  get isUpToDate(): boolean {
    return this.#state.seq === this.#authority.log.length;
  }

  receive(): void {
    const event = this.#authority.log[this.#state.seq];
    if (!event) return;
    this.#state.apply(event);
    const confirmed = this.#state.document("a");
    if (confirmed) this.document.confirm(confirmed, event.payload);
  }

  async #send(edit: Edit): Promise<void> {
    const lost = new ConnectionError("lost");
    if (this.losing === "command") throw lost;
    const answer = this.#authority.take(edit);
    if (this.losing !== "answer") return answer;
    await answer.catch(() => undefined);
    throw lost;
  }
}

function randomEdit(random: SeededRandom, text: string): EditorChange[] {
  const from = random.integer(0, text.length);
  const to = Math.min(text.length, from + random.pick([0, 0, 0, 1, 3]));
  const insert = random.pick(["", "x", "yz", "\r\n", "\n", "long words\n"]);
  return from === to && insert === "" ? [] : [{ from, to, insert }];
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("whoever types, in whatever order news arrive and whatever gets lost, all come to the same text", async (context) => {
  const random = randomOf(context);
  const authority = new Authority();
  const typists = [new Typist(authority), new Typist(authority), new Typist(authority)];
  for (let step = 0; step < 1500; step++) {
    const typist = random.pick(typists);
    const act = random.integer(0, 9);
    if (act < 4) typist.document.edit(randomEdit(random, typist.document.text));
    else if (act < 8) typist.receive();
    else if (act === 8) typist.losing = random.pick(["nothing", "command", "answer"]);
    else {
      typist.losing = "nothing";
      typist.document.online();
    }
    expect(typist.shown).toBe(typist.document.text);
    await turn();
  }
  for (const typist of typists) typist.losing = "nothing";
  for (const { document } of typists) document.online();
  while (typists.some((typist) => !typist.isUpToDate || typist.document.isDirty)) {
    for (const typist of typists) typist.receive();
    await turn();
    if (authority.log.length > 5000) throw new Error("they never settle");
    if (typists.every((typist) => typist.isUpToDate && typist.document.text === authority.document.text))
      break;
  }
  expect(authority.log.length).toBeGreaterThan(100);
  for (const { document, shown } of typists) {
    await document.settled();
    expect([document.text, shown]).toEqual([authority.document.text, authority.document.text]);
  }
});

test("what is typed while an edit is on its way is sent as one after it", async () => {
  const sent: Edit[] = [];
  const authority = new Authority();
  const document = new SharedDocument({
    confirmed: authority.document,
    send: (edit) => {
      sent.push(edit);
      return authority.take(edit);
    },
  });
  for (const [at, insert] of ["a", "b", "c"].entries()) document.edit([{ from: at, to: at, insert }]);
  document.confirm(authority.document, authority.log[0]?.payload);
  expect(sent.map(({ version, changes }) => [version, changes])).toEqual([
    [0, [{ from: 0, to: 0, insert: "a" }]],
    [1, [{ from: 1, to: 1, insert: "bc" }]],
  ]);
  expect(document.text).toBe("abchello\r\nworld\n");
});

test("a paste that is too long for one edit arrives in parts", async () => {
  const authority = new Authority();
  const typist = new Typist(authority);
  const paste = "😀".repeat(50_000);
  typist.document.edit([
    { from: 1, to: 4, insert: paste },
    { from: 5, to: 5, insert: "!" },
  ]);
  const settled = typist.document.settled();
  while (authority.document.text !== typist.document.text) {
    typist.receive();
    await turn();
  }
  typist.receive();
  await settled;
  expect(authority.document.text).toBe(`h${paste}o!\r\nworld\n`);
  expect(authority.log.length).toBeGreaterThan(3);
});

test("an edit that is refused for good is taken back, and handed to whoever typed it", async () => {
  const authority = new Authority();
  const tooLarge = new RequestProblem({
    type: "",
    title: "",
    status: 413,
    code: "payload-too-large",
    detail: "no",
  });
  const document = new SharedDocument({
    confirmed: authority.document,
    send: () => Promise.reject(tooLarge),
  });
  let shown = document.text;
  document.on("change", ({ changes }) => (shown = changed(shown, changes)));
  const refused = new Promise((resolve) => document.on("refused", resolve));
  document.edit([{ from: 0, to: 5, insert: "bye" }]);
  document.edit([{ from: 0, to: 0, insert: "good" }]);
  expect(await refused).toEqual({ error: tooLarge, text: "goodbye\r\nworld\n" });
  expect([shown, document.text]).toEqual(["hello\r\nworld\n", "hello\r\nworld\n"]);
});
