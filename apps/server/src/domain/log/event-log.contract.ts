import { describe, expect, test } from "vitest";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { Append, EventLog } from "./event-log.ts";

export type LogUnderTest = AsyncDisposable & {
  readonly log: EventLog;
  /** What the bus was told, in order. */
  readonly published: { session: number; events: readonly SessionEvent[] }[];
  /** Makes the next append fail after its rows were written. */
  failNext(): void;
  setClock(at: number): void;
  /** The same data, opened again as after a crash. */
  reopen(): Promise<LogUnderTest>;
};

const output = (session: number, text: string, sourceEnd?: number): Append => ({
  session,
  event: { channel: "terminal:output", payload: new TextEncoder().encode(text) },
  ...(sourceEnd === undefined ? {} : { sourceEnd }),
});
const all = { events: 1000, bytes: 1e9 };
const seqs = (events: readonly SessionEvent[]) => events.map(({ seq }) => seq);
const texts = (events: readonly SessionEvent[]) =>
  events.map((event) =>
    event.channel === "terminal:output" ? Buffer.from(event.payload).toString() : event.channel,
  );

/** What every event log promises, whatever it is built on. */
export function eventLogContract(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`${name} is an event log`, () => {
    test("R2: a session's events are numbered 1, 2, 3, each session for itself", async () => {
      await using it = await open();
      await it.log.append([output(1, "a"), output(2, "x"), output(1, "b")]);
      await it.log.append([output(1, "c")]);
      expect(seqs(await it.log.readEvents(1, 0, all))).toEqual([1, 2, 3]);
      expect(texts(await it.log.readEvents(1, 0, all))).toEqual(["a", "b", "c"]);
      expect(seqs(await it.log.readEvents(2, 0, all))).toEqual([1]);
      expect(it.log.head(1).seq).toBe(3);
    });

    test("R1: what the bus hears can already be read back", async () => {
      await using it = await open();
      await it.log.append([output(1, "a"), output(1, "b")]);
      expect(it.published).toEqual([{ session: 1, events: await it.log.readEvents(1, 0, all) }]);
    });

    test("R2: a failed append leaves no event, no gap and no news", async () => {
      await using it = await open();
      await it.log.append([output(1, "a", 10)]);
      it.failNext();
      await expect(it.log.append([output(1, "lost", 20), output(1, "lost too", 30)])).rejects.toThrow();
      expect(it.log.sourceEnd(1)).toBe(10);
      await it.log.append([output(1, "b", 20)]);
      expect(texts(await it.log.readEvents(1, 0, all))).toEqual(["a", "b"]);
      expect(seqs(await it.log.readEvents(1, 0, all))).toEqual([1, 2]);
      expect(it.published).toHaveLength(2);
    });

    test("R4: after a crash, numbers and offsets go on where the last commit ended", async () => {
      await using first = await open();
      await first.log.append([output(1, "a", 7), output(1, "b", 11)]);
      await using it = await first.reopen();
      expect(it.log.sourceEnd(1)).toBe(11);
      expect(it.log.head(1).seq).toBe(2);
      await it.log.append([output(1, "c", 12)]);
      expect(seqs(await it.log.readEvents(1, 0, all))).toEqual([1, 2, 3]);
    });

    test("a page holds what fits, and one event however large it is", async () => {
      await using it = await open();
      await it.log.append([output(1, "x".repeat(100)), output(1, "y".repeat(100)), output(1, "z")]);
      expect(seqs(await it.log.readEvents(1, 0, { events: 2, bytes: 1e9 }))).toEqual([1, 2]);
      expect(seqs(await it.log.readEvents(1, 0, { events: 10, bytes: 150 }))).toEqual([1]);
      expect(seqs(await it.log.readEvents(1, 0, { events: 10, bytes: 1 }))).toEqual([1]);
      expect(seqs(await it.log.readEvents(1, 2, all))).toEqual([3]);
      expect(await it.log.readEvents(1, 3, all)).toEqual([]);
    });

    test("bytes come back as they were, and JSON as it was", async () => {
      await using it = await open();
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await it.log.append([
        { session: 1, event: { channel: "terminal:output", payload: bytes } },
        { session: 1, event: { channel: "session:status", payload: { status: "ended", outcome: "failed" } } },
      ]);
      const [first, second] = await it.log.readEvents(1, 0, all);
      expect(Buffer.from(first?.payload as Uint8Array)).toEqual(Buffer.from(bytes));
      expect(second).toMatchObject({
        channel: "session:status",
        payload: { status: "ended", outcome: "failed" },
      });
    });

    test("a clock that is set back never makes a session's times run backwards", async () => {
      await using it = await open();
      it.setClock(2000);
      await it.log.append([output(1, "a")]);
      it.setClock(1000);
      await it.log.append([output(1, "b")]);
      expect((await it.log.readEvents(1, 0, all)).map(({ at }) => at)).toEqual([2000, 2000]);
    });

    test("appends that overlap are committed one after the other", async () => {
      await using it = await open();
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          it.log.append([output(1, `${index}.0`), output(1, `${index}.1`)]),
        ),
      );
      const events = await it.log.readEvents(1, 0, all);
      expect(seqs(events)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      expect(texts(events)).toEqual(
        Array.from({ length: 50 }, (_, index) => [`${index}.0`, `${index}.1`]).flat(),
      );
      expect(it.published.flatMap(({ events: told }) => seqs(told))).toEqual(seqs(events));
    });
  });
}
