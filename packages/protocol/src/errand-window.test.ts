import { expect, test } from "vitest";
import { Window } from "./errand-window.ts";

test("senders go on in their order, each when there is room for it", async () => {
  const window = new Window(10);
  const gone: string[] = [];
  const send = (name: string, bytes: number) => window.take(bytes).then(() => gone.push(name));
  await send("a", 8);
  await send("b", 8);
  const waiting = [send("c", 8), send("d", 1)];
  await Promise.resolve();
  expect(gone).toEqual(["a", "b"]);
  window.give(7); // 1 is left: it is c's turn, which uses up more than that
  await waiting[0];
  expect(gone).toEqual(["a", "b", "c"]);
  window.give(8);
  await waiting[1];
  expect(gone).toEqual(["a", "b", "c", "d"]);
});

test("when it is over nobody waits any longer", async () => {
  const window = new Window(1);
  await window.take(1);
  const waiting = [window.take(1), window.take(1)];
  window.open();
  await Promise.all(waiting);
  await window.take(1_000_000);
});
