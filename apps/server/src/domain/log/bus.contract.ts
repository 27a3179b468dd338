import { describe, expect, test } from "vitest";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventBus } from "./bus.ts";

const event = (seq: number): SessionEvent => ({
  seq,
  at: 0,
  channel: "session:status",
  payload: { status: "running" },
});

/** What every bus promises, whatever carries it. `settled` resolves once everything published has been delivered. */
export function busContract(name: string, open: () => { bus: EventBus; settled: () => Promise<void> }): void {
  describe(`${name} is a bus`, () => {
    test("a listener hears its session's events in order, and no other session's", async () => {
      const { bus, settled } = open();
      const heard: number[] = [];
      bus.subscribe(1, (events) => heard.push(...events.map(({ seq }) => seq)));
      bus.publish([
        { session: 1, events: [event(1), event(2)] },
        { session: 2, events: [event(1)] },
      ]);
      bus.publish([{ session: 1, events: [event(3)] }]);
      await settled();
      expect(heard).toEqual([1, 2, 3]);
    });

    test("every listener of a session hears it", async () => {
      const { bus, settled } = open();
      const heard: string[] = [];
      bus.subscribe(1, () => heard.push("first"));
      bus.subscribe(1, () => heard.push("second"));
      bus.publish([{ session: 1, events: [event(1)] }]);
      await settled();
      expect(heard.sort()).toEqual(["first", "second"]);
    });

    test("after it has left, a listener hears nothing, also when it leaves while being told", async () => {
      const { bus, settled } = open();
      const heard: number[] = [];
      const leave = bus.subscribe(1, (events) => {
        heard.push(...events.map(({ seq }) => seq));
        leave();
      });
      bus.publish([{ session: 1, events: [event(1)] }]);
      await settled();
      bus.publish([{ session: 1, events: [event(2)] }]);
      await settled();
      expect(heard).toEqual([1]);
    });

    test("nothing is told when nothing was committed", async () => {
      const { bus, settled } = open();
      let told = 0;
      bus.subscribe(1, () => told++);
      bus.publish([{ session: 1, events: [] }]);
      bus.publish([]);
      await settled();
      expect(told).toBe(0);
    });
  });
}
