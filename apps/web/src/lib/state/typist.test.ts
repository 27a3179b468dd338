import type { UserId } from "@dispatch/protocol/ids";
import { expect, onTestFinished, test, vi } from "vitest";
import { Typist } from "./typist.svelte.ts";

const bea = { userId: "usr_bea" as UserId, name: "Bea", access: "write" } as const;
const ada = { userId: "usr_ada" as UserId, name: "Ada", access: "own" } as const;

function typist() {
  vi.useFakeTimers();
  const made = new Typist();
  onTestFinished(() => {
    made[Symbol.dispose]();
    vi.useRealTimers();
  });
  return made;
}

test("nobody was named yet: it is the owner who types", () => {
  const it = typist();
  expect([it.is(ada), it.is(bea), it.isTyping]).toEqual([true, false, false]);
});

test("somebody types for a while, and stays the one who typed last", () => {
  const it = typist();
  it.heard(bea, { replay: false });
  expect([it.is(bea), it.is(ada), it.isTyping]).toEqual([true, false, true]);
  vi.advanceTimersByTime(60_000);
  expect([it.is(bea), it.isTyping]).toEqual([true, false]);
});

test("what is replayed tells who typed last, and is no news", () => {
  const it = typist();
  it.heard(bea, { replay: true });
  expect([it.is(bea), it.isTyping]).toEqual([true, false]);
});

test("guests are told apart by their names", () => {
  const it = typist();
  it.heard({ name: "Visitor" }, { replay: false });
  const guest = (name: string) => it.is({ userId: undefined, name, access: "write" } as never);
  expect([guest("Visitor"), guest("Other"), it.is(bea)]).toEqual([true, false, false]);
});
