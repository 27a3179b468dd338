import type { Session } from "@dispatch/protocol/session";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Connection } from "./connection.svelte.ts";
import { SessionList } from "./session-list.svelte.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const session = (id: string, title = id) =>
  ({
    id,
    title,
    kind: "terminal",
    status: "running",
    createdAt: `2026-01-01T00:00:0${id}Z`,
    updatedAt: "",
  }) as unknown as Session;

/** A list over pages that the test hands out one by one, and a live connection that it speaks for. */
function open() {
  const listeners = new Map<string, (value: never) => void>();
  const live = {
    state: "online",
    on: (event: string, listener: (value: never) => void) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  };
  const pages: ((page: Session[] | Error) => void)[] = [];
  const api = {
    async *sessions() {
      for (let number = 0; number < 2; number++) {
        const page = await new Promise<Session[] | Error>((resolve) => pages.push(resolve));
        if (page instanceof Error) throw page;
        yield page;
      }
    },
  };
  const list = new SessionList({
    api: api,
    connection: { live } as unknown as Connection,
  });
  onTestFinished(() => list[Symbol.dispose]());
  const say = (event: string, value: unknown) => listeners.get(event)?.(value as never);
  const answer = async (...sessions: Session[]) => {
    pages.shift()?.(sessions);
    await vi.advanceTimersByTimeAsync(0);
  };
  const fail = async (error: Error) => {
    pages.shift()?.(error);
    await vi.advanceTimersByTimeAsync(0);
  };
  const titles = () => list.groups.running.map(({ title }) => title);
  return { list, live, listeners, say, answer, fail, titles };
}

test("the first page is shown before the last has come", async () => {
  const { list, answer, titles } = open();
  const loaded = list.load();
  await vi.advanceTimersByTimeAsync(0);
  await answer(session("2"));
  expect([list.phase, titles()]).toEqual(["loading", ["2"]]);
  await answer(session("1"));
  await loaded;
  expect([list.phase, titles()]).toEqual(["ready", ["2", "1"]]);
});

test("what changes while the list is being read outweighs what was read", async () => {
  const { list, say, answer, titles } = open();
  const loaded = list.load();
  await vi.advanceTimersByTimeAsync(0);
  say("session", session("1", "renamed"));
  say("removed", { id: "2" });
  await answer(session("1", "old name"), session("2"));
  await answer(session("3"));
  await loaded;
  expect(titles()).toEqual(["3", "renamed"]);
});

test("many changes are shown together", async () => {
  const { list, say, titles } = open();
  for (let count = 0; count <= 50; count++) say("session", session("1", `title ${count}`));
  expect(list.count).toBe(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(titles()).toEqual(["title 50"]);
});

test("coming back online reads the list again, once for several calls", async () => {
  const { list, say, answer, titles } = open();
  say("state", "online");
  void list.load();
  await vi.advanceTimersByTimeAsync(0);
  await answer(session("1"));
  await answer();
  expect(titles()).toEqual(["1"]);
});

test("a list that cannot be read says so, and one that was read before stays", async () => {
  const { list, answer, fail, titles } = open();
  const first = list.load();
  await vi.advanceTimersByTimeAsync(0);
  await fail(new Error("no network"));
  await first;
  expect([list.phase, list.failure?.code]).toEqual(["failed", "unreachable"]);

  const second = list.load();
  await vi.advanceTimersByTimeAsync(0);
  await answer(session("1"));
  await answer();
  await second;
  const third = list.load();
  await vi.advanceTimersByTimeAsync(0);
  await fail(new Error("no network"));
  await third;
  expect([list.phase, titles()]).toEqual(["ready", ["1"]]);
});

test("after closing it listens to nothing", () => {
  const { list, listeners } = open();
  list[Symbol.dispose]();
  expect(listeners.size).toBe(0);
});
