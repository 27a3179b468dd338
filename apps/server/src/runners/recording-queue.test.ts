import { newId } from "@dispatch/protocol/ids";
import { itemKind } from "@dispatch/protocol/link";
import { expect, test } from "vitest";
import type { LiveSession } from "./live-session.ts";
import { type Queued, RecordingQueue } from "./recording-queue.ts";

const KIB = 1024;

function makeSession(number: number): LiveSession {
  const [id, ownerId, runnerId] = [newId("ses"), newId("usr"), newId("run")];
  return {
    ...{ id, number, ownerId, runnerId, kind: "terminal", launch: 1, received: 0 },
    ...{ admitted: true, early: [] },
  };
}

/** An item that is only logged, or one that changes more. */
function queued(session: LiveSession, bytes: number, { isStep = false, offset = 0 } = {}): Queued {
  const body = Buffer.alloc(bytes);
  const { id: sessionId, launch } = session;
  return {
    session,
    item: { type: "item", sessionId, launch, offset, kind: isStep ? itemKind.event : itemKind.output, body },
    event: isStep ? undefined : { channel: "terminal:output", payload: body },
  };
}

function queueOf(...waiting: readonly Queued[]) {
  const queue = new RecordingQueue();
  for (const one of waiting) queue.add(one);
  return queue;
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const numbers = (batch: readonly Queued[]) => batch.map(({ session }) => session.number);
const bytesOf = (batch: readonly Queued[]) => batch.reduce((sum, { item }) => sum + item.body.length, 0);

test("beside floods that wait, what another session says is committed next", () => {
  const floods = times(10, makeSession);
  const other = makeSession(99);
  const queue = queueOf(
    ...floods.flatMap((flood) => times(16, () => queued(flood, 64 * KIB))),
    queued(other, 100),
    queued(other, 100),
  );
  const batch = queue.take();
  expect(numbers(batch).filter((number) => number === 99)).toEqual([99, 99]);
  expect(bytesOf(batch)).toBeLessThanOrEqual(1088 * KIB);
});

test("with more floods than fit into a transaction, nobody has a second turn before everybody had one", () => {
  const floods = times(40, makeSession);
  const queue = queueOf(...floods.flatMap((flood) => times(4, () => queued(flood, 64 * KIB))));
  const order = [queue.take(), queue.take(), queue.take()].flatMap(numbers);
  expect(order.slice(0, 40)).toEqual(times(40, (index) => index));
});

test("a flood that is alone fills a transaction, and what is left of it is next", () => {
  const flood = makeSession(1);
  const queue = queueOf(...times(20, (index) => queued(flood, 64 * KIB, { offset: index })));
  expect(queue.take().map(({ item }) => item.offset)).toEqual(times(16, (index) => index));
  expect(queue.take().map(({ item }) => item.offset)).toEqual([16, 17, 18, 19]);
  expect(queue.isEmpty).toBe(true);
});

test("an item that changes more than the log is taken by itself, and the others have their turn before the next one", () => {
  const [agent, flood] = [makeSession(1), makeSession(2)];
  const step = (offset: number) => queued(agent, 100, { isStep: true, offset });
  const queue = queueOf(
    step(0),
    step(1),
    queued(agent, 100, { offset: 2 }),
    ...times(3, () => queued(flood, 64 * KIB)),
  );
  const taken = times(4, () => queue.take().map(({ session, item }) => [session.number, item.offset]));
  const floods = times(3, () => [2, 0]);
  expect(taken).toEqual([[[1, 0]], floods, [[1, 1]], [[1, 2]]]);
});

test("every item comes once, and those of a session in their order", () => {
  const sessions = times(7, makeSession);
  const all = times(500, (index) => {
    const session = sessions[(index * 5) % 7] ?? makeSession(index);
    return queued(session, ((index * 7919) % 200) * KIB, { isStep: index % 11 === 0, offset: index });
  });
  const queue = queueOf(...all);
  const taken: Queued[] = [];
  while (!queue.isEmpty) taken.push(...queue.take());
  for (const session of sessions) {
    const of = (list: readonly Queued[]) => list.filter((one) => one.session === session);
    expect(of(taken)).toEqual(of(all));
  }
});

test("an item larger than a transaction is one", () => {
  const queue = queueOf(queued(makeSession(1), 3000 * KIB), queued(makeSession(2), 10));
  expect(numbers(queue.take())).toEqual([1]);
  expect(numbers(queue.take())).toEqual([2]);
});

test("what was cleared is not taken", () => {
  const queue = queueOf(queued(makeSession(1), 10));
  queue.clear();
  expect(queue.isEmpty).toBe(true);
  expect(queue.take()).toEqual([]);
});
