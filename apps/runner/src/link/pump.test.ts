import { Buffer } from "node:buffer";
import { itemKind } from "@dispatch/protocol/link";
import { expect, test } from "vitest";
import type { Item } from "./outbox.ts";
import { Pump, type Source } from "./pump.ts";

/** A source with items of the given sizes. */
class Queued implements Source {
  readonly name: string;
  #items: Item[];

  constructor(name: string, sizes: readonly number[]) {
    this.name = name;
    this.#items = sizes.map((size) => ({ offset: 0, kind: itemKind.output, body: Buffer.alloc(size) }));
  }

  get unsentBytes() {
    return this.#items.reduce((sum, { body }) => sum + body.length, 0);
  }

  take = () => this.#items.shift();
}

/** A pump whose sink takes `room` items and then is full until there is room again. */
function makePump(room: number) {
  const sent: string[] = [];
  const state = { room };
  const pump = new Pump<Queued>({
    isFull: () => state.room === 0,
    send(source) {
      sent.push(source.name);
      state.room -= 1;
    },
  });
  return { pump, sent, state };
}

const large = 64 * 1024;

test("sessions with much to send take turns of one large item", () => {
  const { pump, sent, state } = makePump(0);
  pump.ready(new Queued("a", [large, large, large]));
  pump.ready(new Queued("b", [large, large]));
  state.room = 100;
  pump.run();
  expect(sent.join("")).toBe("ababa");
});

test("an echo goes before a flood that waits already", () => {
  const { pump, sent, state } = makePump(1);
  pump.ready(new Queued("flood", [large, large]));
  pump.ready(new Queued("echo", [1]));
  expect(sent).toEqual(["flood"]);
  state.room = 100;
  pump.run();
  expect(sent).toEqual(["flood", "echo", "flood"]);
});

test("a removed source sends nothing more", () => {
  const { pump, sent, state } = makePump(1);
  const source = new Queued("gone", [large, large]);
  pump.ready(source);
  pump.remove(source);
  state.room = 100;
  pump.run();
  expect(sent).toEqual(["gone"]);
});

test("small items of one turn leave together", () => {
  const { pump, sent } = makePump(100);
  pump.ready(new Queued("a", [10, 20, 30]));
  expect(sent).toEqual(["a", "a", "a"]);
});
