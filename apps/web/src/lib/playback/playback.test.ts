import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { EventPages } from "./event-pages.ts";
import { Playback } from "./playback.svelte.ts";
import type { Stage } from "./stage.ts";

const START = 1_000_000;

/** Events at these times; frames come when the test says so. */
function recording(times: readonly number[]) {
  const events = times.map((ms, index): SessionEvent => ({
    seq: index + 1,
    at: START + ms,
    channel: "terminal:output",
    payload: new Uint8Array(1),
  }));
  const shown: (string | number)[] = [];
  let waits: PromiseWithResolvers<void> | undefined;
  let frames: ((now: number) => void)[] = [];
  let now = 0;
  const stage = {
    seq: 0,
    seek: async (seq: number) => {
      await waits?.promise;
      stage.seq = seq;
      shown.push(`at ${seq}`);
    },
    apply: (some: readonly SessionEvent[]) => {
      stage.seq = some.at(-1)?.seq ?? stage.seq;
      shown.push(...some.map(({ seq }) => seq));
      return Promise.resolve();
    },
  } satisfies Stage;
  const pages = new EventPages({ read: (after) => Promise.resolve(events.slice(after)), size: 100 });
  const playback = new Playback({
    stage,
    pages,
    timeline: () =>
      Promise.resolve({
        times: events.map(({ seq, at }): [number, number] => [seq, at]),
        marks: [{ seq: 3, at: START, type: "bell" }],
        lastSeq: events.length,
        nextCursor: null,
      }),
    frame: () => new Promise((resolve) => frames.push(resolve)),
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    playback,
    shown,
    settle,
    hold: () => (waits = Promise.withResolvers<void>()),
    /** So much time passes, in frames of a tenth of a second. */
    pass: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        await settle();
        now += 100;
        const due = frames;
        frames = [];
        for (const resolve of due) resolve(now);
      }
      await settle();
    },
  };
}

async function opened(times: readonly number[], at?: number) {
  const it = recording(times);
  await it.playback.open(at);
  await it.settle();
  return it;
}

test("it opens at its end, or at the event that was asked for", async () => {
  expect((await opened([0, 500, 900])).shown).toEqual(["at 3"]);
  expect((await opened([0, 500, 900], 2)).shown).toEqual(["at 2"]);
  expect((await opened([0, 500, 900], 99)).shown).toEqual(["at 3"]);
});

test("events are played when their time has come, and it ends by itself", async () => {
  const { playback, shown, pass } = await opened([0, 500, 900, 5_000], 1);
  playback.skipsPauses = false;
  playback.toggle();
  await pass(400);
  expect(shown).toEqual(["at 1"]);
  await pass(300);
  expect(shown).toEqual(["at 1", 2]);
  await pass(3_000);
  expect(shown).toEqual(["at 1", 2, 3]);
  await pass(2_000);
  expect([shown, playback.isPlaying, playback.isAtEnd]).toEqual([["at 1", 2, 3, 4], false, true]);
});

test("faster is faster, and a pause is not waited for", async () => {
  const { playback, shown, pass } = await opened([0, 4_000, 8_000, 3_600_000], 1);
  playback.speed = 8;
  playback.toggle();
  await pass(900);
  expect(shown).toEqual(["at 1", 2, 3, 4]);
});

test("at its end it plays from the beginning again", async () => {
  const { playback, shown, pass } = await opened([0, 100, 200]);
  playback.toggle();
  await pass(1_000);
  expect(shown).toEqual(["at 3", "at 1", 2, 3]);
});

test("of several wishes while one is being read only the last counts", async () => {
  const { playback, shown, settle, hold } = await opened([0, 1, 2, 3, 4, 5]);
  const held = hold();
  for (const seq of [1, 2, 3, 4]) playback.seek(seq);
  held.resolve();
  await settle();
  expect([shown, playback.seq]).toEqual([["at 6", "at 1", "at 4"], 4]);
});

test("a jump while it plays goes on from there", async () => {
  const { playback, shown, pass } = await opened([0, 100, 200, 300, 400, 500], 1);
  playback.toggle();
  await pass(300);
  playback.seek(5);
  await pass(1_000);
  expect(shown.slice(shown.indexOf("at 5"))).toEqual(["at 5", 6]);
});

test("it steps by events, skips by time and jumps to marks, within what there is", async () => {
  const { playback, settle } = await opened([0, 1_000, 2_000, 3_000, 9_000], 2);
  const places: number[] = [];
  const note = async (action: () => void) => {
    action();
    await settle();
    places.push(playback.seq);
  };
  await note(() => playback.step(1));
  await note(() => playback.step(-5));
  await note(() => playback.jump("next"));
  await note(() => playback.jump("next"));
  await note(() => playback.skip(1_000));
  await note(() => playback.skip(60_000));
  await note(() => playback.skip(-1));
  expect(places).toEqual([3, 1, 3, 3, 4, 5, 4]);
});

test("a failure stops it and is told, and the next try clears it", async () => {
  const it = recording([0, 1]);
  const { playback, settle, hold } = it;
  await playback.open(undefined);
  const held = hold();
  playback.seek(1);
  held.reject(new Error("away"));
  await settle();
  expect([playback.isPlaying, playback.failure !== undefined]).toEqual([false, true]);
  hold().resolve();
  playback.seek(2);
  await settle();
  expect(playback.failure).toBeUndefined();
});
