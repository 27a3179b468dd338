import type { AttachOptions } from "@dispatch/client/live/attachment";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session, SessionScreen } from "@dispatch/protocol/session";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { TerminalScreen } from "#lib/terminal/terminal-screen.ts";
import type { Connection } from "./connection.svelte.ts";
import type { SessionList } from "./session-list.svelte.ts";
import { TerminalSession } from "./terminal-session.svelte.ts";

const page = { visibilityState: "visible", hasFocus: () => true };

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(page, { visibilityState: "visible", hasFocus: () => true });
  vi.stubGlobal("document", page);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const fitting = { cols: 100, rows: 30 };

function open({ isFresh = false, attached = 1, access = "own", status = "running" } = {}) {
  let options: AttachOptions | undefined;
  const done: string[] = [];
  const typed: string[] = [];
  const attachment = {
    head: 0,
    resize: ({ cols, rows }: { cols: number; rows: number }) => done.push(`ask for ${cols}x${rows}`),
    input: (data: string) => {
      typed.push(data);
      return Promise.resolve();
    },
    detach: () => done.push("detach"),
  };
  const live = {
    on: () => () => undefined,
    attach: (_id: string, given: AttachOptions) => {
      options = given;
      return attachment;
    },
  };
  const screen = {
    fittingSize: () => fitting,
    write: (bytes: Uint8Array, { replay }: { replay: boolean }) => {
      done.push(`${replay ? "replay" : "live"} ${new TextDecoder().decode(bytes)}`);
      return Promise.resolve();
    },
    restore: (given: SessionScreen) => {
      done.push(`restore ${given.cols}x${given.rows}`);
      return Promise.resolve();
    },
    adopt: ({ cols, rows }: { cols: number; rows: number }) => {
      done.push(`follow ${cols}x${rows}`);
      return Promise.resolve();
    },
    afterWrites: () => Promise.resolve(),
  };
  const row = {
    id: "ses_1",
    status,
    attached,
    access,
    lastSeq: 0,
    cols: 80,
    rows: 24,
  } as unknown as Session;
  const session = new TerminalSession({
    id: "ses_1",
    isFresh,
    connection: { live } as unknown as Connection,
    sessions: { byId: () => row } as unknown as SessionList,
  });
  session.open(screen as unknown as TerminalScreen);
  onTestFinished(() => session[Symbol.dispose]());
  if (!options) throw new Error("nothing was attached");
  const told = options;
  const attach = (seq: number) => told.onAttached?.({ seq, session: row });
  const show = (seq: number) =>
    void told.onScreen?.({
      seq,
      cols: 80,
      rows: 24,
      title: "",
      text: "",
      restore: "",
      cursor: { x: 0, y: 0 },
    });
  const send = (event: Partial<SessionEvent>) => void told.onEvent({ at: 0, ...event } as SessionEvent);
  const print = (seq: number, text: string) =>
    send({ seq, channel: "terminal:output", payload: new TextEncoder().encode(text) });
  const size = (seq: number, cols: number, rows: number) =>
    send({ seq, channel: "terminal:resize", payload: { cols, rows } });
  const settle = () => vi.advanceTimersByTimeAsync(100);
  const goLive = async () => {
    told.onLive?.();
    await settle();
  };
  return { session, attachment, told, done, typed, attach, show, print, size, settle, goLive };
}

test("a page that opens a session gets its screen, then fills the window when the stream has come to its size", async () => {
  const { session, done, attach, show, goLive, print, size, settle } = open();
  attach(7);
  show(7);
  await goLive();
  print(8, "for the old size");
  await settle();
  expect(session.size).toEqual({ cols: 80, rows: 24 });
  size(9, 100, 30);
  print(10, "for the new one");
  await settle();
  const drawn = ["live for the old size", "follow 100x30", "live for the new one"];
  expect(done).toEqual(["restore 80x24", "ask for 100x30", ...drawn]);
  expect([session.completeUpTo, session.isPainted, session.size]).toEqual([10, true, fitting]);
  expect([session.speaks, session.isSizedElsewhere]).toEqual([true, false]);
});

test("what covers a terminal until something of it is there goes with its first screen, before the stream is live", async () => {
  const { session, attach, show, settle } = open();
  attach(7);
  expect(session.isOpening).toBe(true);
  show(7);
  await settle();
  expect([session.isOpening, session.isPainted]).toEqual([false, false]);
});

test("an ended session fills the window without asking anybody", async () => {
  const { session, done, attach, show, goLive } = open({ status: "ended" });
  attach(7);
  show(7);
  await goLive();
  expect([done, session.size]).toEqual([["restore 80x24", "follow 100x30"], fitting]);
});

test("what was printed while the connection was away is history, and nothing is cleared for it", async () => {
  const { done, attach, show, goLive, print } = open();
  attach(1);
  show(1);
  await goLive();
  attach(3);
  for (const [seq, text] of [
    [2, "b"],
    [3, "c"],
    [4, "d"],
  ] as const)
    print(seq, text);
  expect(done.slice(-3)).toEqual(["replay b", "replay c", "live d"]);
});

test("the page that made a session answers what its program asks first", async () => {
  const { session, told, done, attach, size, print, goLive } = open({ isFresh: true });
  attach(3);
  size(1, 80, 24);
  print(2, "who are you?");
  expect([told.afterSeq, session.speaks, done.at(-1)]).toEqual([0, true, "live who are you?"]);
  await goLive();
  attach(5);
  print(5, "again");
  expect(done.at(-1)).toBe("replay again");
});

test("a size chosen elsewhere is followed, and silences this page until somebody types here", async () => {
  const { session, done, attach, show, goLive, size, settle } = open({ attached: 2 });
  attach(1);
  show(1);
  await goLive();
  size(2, 100, 30);
  size(3, 60, 20);
  await settle();
  expect([done.at(-1), session.speaks]).toEqual(["follow 60x20", false]);
  session.input("x");
  expect([done.at(-1), session.speaks]).toEqual(["ask for 100x30", true]);
});

test("whoever looks on neither types nor sizes, alone or not", async () => {
  const { session, typed, done, attach, show, goLive } = open({ access: "view" });
  attach(1);
  show(1);
  await goLive();
  session.input("x");
  session.fit();
  expect([done, typed, session.speaks, session.isGiven]).toEqual([["restore 80x24"], [], false, true]);
});

test("somebody else's session is sized by whoever types in it, not by whoever looks", async () => {
  const { session, typed, done, attach, show, goLive } = open({ access: "write", attached: 2 });
  attach(1);
  show(1);
  await goLive();
  expect([done, session.isInCharge]).toEqual([["restore 80x24"], false]);
  session.input("x");
  expect([done.slice(1), typed]).toEqual([["ask for 100x30"], ["x"]]);
  expect(session.isInCharge).toBe(true);
});

test("of several readers only one that is looked at decides and answers; a lone one does so in any case", () => {
  page.hasFocus = () => false;
  expect([open({ attached: 2 }).session.speaks, open({ attached: 1 }).session.speaks]).toEqual([false, true]);
  page.visibilityState = "hidden";
  expect(open({ attached: 1 }).session.speaks).toBe(false);
});

test("being behind is told once it lasts", async () => {
  const { session, attachment, attach, show, goLive, print } = open();
  attach(1);
  show(1);
  await goLive();
  attachment.head = 40;
  print(2, "x");
  await vi.advanceTimersByTimeAsync(200);
  expect([session.isBehind, session.completeUpTo, session.head]).toEqual([false, 2, 40]);
  await vi.advanceTimersByTimeAsync(400);
  expect(session.isBehind).toBe(true);
  attachment.head = 3;
  print(3, "y");
  await vi.advanceTimersByTimeAsync(200);
  expect([session.isBehind, session.completeUpTo]).toEqual([false, 3]);
});

test("leaving the page detaches, and nothing is asked for after it", async () => {
  const { session, done, attach, show, goLive } = open();
  attach(1);
  show(1);
  const live = goLive();
  session[Symbol.dispose]();
  await live;
  expect(done).toEqual(["restore 80x24", "detach"]);
  expect([session.speaks, session.isPainted]).toEqual([false, false]);
});
