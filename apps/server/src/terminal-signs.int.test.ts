import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Socket } from "socket.io-client";
import { expect, test } from "vitest";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import type { AttachAck } from "@dispatch/protocol/socket";
import type { TerminalFacts } from "./domain/store.ts";
import { TestApp, until } from "./testing/test-app.ts";
import { ask, collect, connected, output } from "./testing/test-socket.ts";

const title = (text: string) => `\x1b]0;${text}\x07`;

async function oneTerminal() {
  const it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const ann = await it.register("ann@example.org");
  const id = await it.terminal(ann.token);
  const read = async () =>
    (await it.request("GET", `/api/sessions/${id}`, { token: ann.token })).body as unknown as Session;
  const called = (wanted: string | undefined) =>
    until(async () => {
      const session = await read();
      return session.terminal?.programTitle === wanted ? session : undefined;
    });
  const restart = async () => {
    await it.restart();
    await it.runner.dial(it.linkPath);
  };
  return { it, ann, id, read, called, restart };
}

/** Everything this socket hears of sessions. */
function changes(socket: Socket): Session[] {
  const heard: Session[] = [];
  socket.on("session:changed", (session: Session) => heard.push(session));
  return heard;
}

/** As if the server had been killed before it wrote more than this. */
const setBack = (it: TestApp, id: SessionId, terminal: TerminalFacts | null) =>
  it.app.services.store.write(({ sessions }) => sessions.update(id, { terminal }));

test("a title and a bell that nobody is attached to are told to everybody who may see the session", async () => {
  const { it, ann, id, called } = await oneTerminal();
  await using _ = it;
  const bea = await it.register("bea@example.org");
  const eve = await it.register("eve@example.org");
  await it.request("POST", `/api/sessions/${id}/shares`, {
    token: ann.token,
    body: { with: "person", email: "bea@example.org", access: "view" },
  });
  using own = await connected(it, ann.token);
  using shared = await connected(it, bea.token);
  using strange = await connected(it, eve.token);
  const [heard, heardByBea, heardByEve] = [own, shared, strange].map(changes) as [
    Session[],
    Session[],
    Session[],
  ];
  // Whatever the pieces are, and whatever else is among them.
  for (const piece of ["\x1b]", "0;vim ", "notes\u202e.md", "\x07text \x1b]8;;http://x\x07"])
    it.runner.say(id, piece);
  await until(() => heard.some(({ terminal }) => terminal?.programTitle === "vim notes .md"));
  expect(heard.at(-1)?.terminal).toEqual({ programTitle: "vim notes .md" });
  it.runner.say(id, "\x07");
  const rung = await until(() => heard.find(({ terminal }) => terminal?.bell !== undefined));
  await until(() => heardByBea.some(({ terminal }) => terminal?.bell !== undefined));
  expect(rung.attached).toBe(0);

  const session = await called("vim notes .md");
  expect(session.terminal).toEqual(rung.terminal);
  expect(Date.parse(session.terminal?.bell ?? "")).toBeGreaterThanOrEqual(Date.parse(session.createdAt));
  for (const { token } of [ann, bea]) {
    const list = await it.request("GET", "/api/sessions", { token });
    expect(list.body["items"]).toMatchObject([{ id, terminal: session.terminal }]);
  }
  expect((await it.request("GET", `/api/sessions/${id}`, { token: eve.token })).status).toBe(404);
  expect(heardByEve).toEqual([]);
});

test("nothing rings again that is shown again: to who attaches, after a resize, and after a restart", async () => {
  const { it, ann, id, read, restart } = await oneTerminal();
  await using _ = it;
  it.runner.say(id, "\x07and text");
  const bell = await until(async () => (await read()).terminal?.bell);
  it.clock += 60_000;
  using socket = await connected(it, ann.token);
  const events = collect(socket);
  const ack = (await ask(socket, "run:attach", { runId: id, afterSeq: 0 })) as AttachAck;
  if (!ack.ok) throw new Error("not attached");
  await until(() => output(events).includes("\x07and text"));
  await ask(socket, "run:attach", { runId: id, screen: true });
  await ask(socket, "run:resize", { runId: id, cols: 61, rows: 17 });
  await until(async () => (await read()).cols === 61);
  await restart();
  it.runner.say(id, title("afterwards"));
  const session = await until(async () => {
    const now = await read();
    return now.terminal?.programTitle === "afterwards" ? now : undefined;
  });
  expect(session.terminal).toEqual({ programTitle: "afterwards", bell });
});

test("of ten thousand titles and bells lists hear about twice a second, and of the last one always", async () => {
  const { it, ann, id } = await oneTerminal();
  await using _ = it;
  using socket = await connected(it, ann.token);
  const heard = changes(socket);
  const from = performance.now();
  for (let index = 1; index <= 10_000; index++) {
    it.runner.say(id, `${title(`title ${index}`)}\x07`);
    // About five thousand a second.
    if (index % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await until(() => heard.some(({ terminal }) => terminal?.programTitle === "title 10000"));
  const seconds = (performance.now() - from) / 1000;
  const told = new Set(heard.map(({ terminal }) => terminal?.programTitle));
  expect(told.size).toBeGreaterThan(1);
  // Besides the signs a list hears now and then that the session is busy.
  expect(heard.length).toBeLessThanOrEqual(2.5 * seconds + 2);
});

test("what a server that was killed had not written down is found in the log, wherever it stopped", async () => {
  const { it, id, read, called, restart } = await oneTerminal();
  await using _ = it;
  it.runner.say(id, title("before"));
  const { terminal: before, lastSeq } = await called("before");
  it.runner.say(id, `${title("then")}\x07`);
  it.runner.say(id, "\x1b]2;half");
  const then = await called("then");
  await until(async () => (await read()).lastSeq === lastSeq + 2);
  await setBack(it, id, { title: "before", bellAt: null, seq: lastSeq });
  expect((await read()).terminal).toEqual(before);
  await restart();
  const found = await called("then");
  expect(found.terminal).toEqual(then.terminal);
  expect(found.updatedAt).toBe(then.updatedAt);

  it.clock += 60_000;
  // Its second half comes to a server that never saw the first, and is no bell.
  it.runner.say(id, " a title\x07");
  expect((await called("half a title")).terminal?.bell).toBe(then.terminal?.bell);
});

test("signs that storage refused are written when it takes them again", async () => {
  const { it, id, called } = await oneTerminal();
  await using _ = it;
  const { store } = it.app.services;
  const write = store.write.bind(store);
  store.write = () => Promise.reject(new Error("refused"));
  it.runner.say(id, title("told late"));
  await until(() => it.log.some((line) => line.includes("a terminal's title and bell could not be written")));
  store.write = write;
  await called("told late");
});

test("a terminal that an older version began is called as its screen says", async () => {
  const { it, id, read, called, restart } = await oneTerminal();
  await using _ = it;
  it.runner.say(id, title("long ago"));
  const { lastSeq } = await called("long ago");
  it.runner.say(id, "and more");
  await until(async () => (await read()).lastSeq === lastSeq + 1);
  const { store } = it.app.services;
  const { number } = (await store.read.sessions.byId(id)) as { number: number };
  await until(async () => (await store.read.screens.load(number))?.seq === lastSeq + 1);
  await setBack(it, id, null);
  // Whoever looks through its whole log finds nothing.
  {
    using database = new DatabaseSync(join(it.home, "dispatch.db"));
    database.prepare("delete from session_events where session = ? and seq <= ?").run(number, lastSeq);
  }
  await restart();
  it.runner.say(id, "\x07");
  const session = await until(async () => {
    const now = await called("long ago");
    return now.terminal?.bell !== undefined ? now : undefined;
  });
  expect(session.terminal).toMatchObject({ programTitle: "long ago" });
});

test("the title of a terminal that has ended stays, and the next process has none until it says so", async () => {
  const { it, ann, id, called, restart } = await oneTerminal();
  await using _ = it;
  it.runner.say(id, `${title("first")}\x07`);
  it.runner.say(id, title("last words"));
  it.runner.exit(id);
  const ended = await until(async () => {
    const session = await called("last words");
    return session.status === "ended" ? session : undefined;
  });
  await restart();
  expect((await called("last words")).terminal).toEqual(ended.terminal);
  expect((await it.request("POST", `/api/sessions/${id}/resume`, { token: ann.token })).status).toBe(200);
  const again = await called(undefined);
  expect(again.terminal).toEqual({ bell: ended.terminal?.bell });
  it.runner.say(id, title("second"));
  await called("second");
});
