import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@dispatch/protocol/ids";
import { itemKind } from "@dispatch/protocol/link";
import { expect, test } from "vitest";
import type { Committed } from "../domain/log/event-log.ts";
import type { SessionOutcomes } from "../domain/session/session-outcomes.ts";
import { SqliteStore } from "../store/store.ts";
import type { LiveSession } from "./live-session.ts";
import { Recorder } from "./recorder.ts";

const FLOOD_BYTES = 8 * 1024 * 1024;
const ITEM_BYTES = 64 * 1024;

function makeSession(number: number): LiveSession {
  return {
    id: newId("ses"),
    number,
    ownerId: newId("usr"),
    kind: "terminal",
    runnerId: newId("run"),
    launch: 1,
    received: 0,
    admitted: true,
    early: [],
  };
}

/** A recorder with a real log; `commits` is what each transaction held, and `acks` the last word to the runner. */
function opened() {
  const home = mkdtempSync(join(tmpdir(), "dispatch-recorder-"));
  const commits: (readonly Committed[])[] = [];
  const acks = new Map<number, number>();
  const bus = {
    publish: (committed: readonly Committed[]) => void commits.push(committed),
    subscribe: () => () => undefined,
  };
  const store = new SqliteStore({ path: join(home, "test.db"), durability: "process", bus, now: () => 1 });
  const settled = Promise.withResolvers<void>();
  const recorder = new Recorder({
    log: store,
    // Nothing here changes more than the log.
    outcomes: {} as SessionOutcomes,
    ack: (session, offset) => {
      acks.set(session.number, offset);
      if (acks.get(1) === FLOOD_BYTES) settled.resolve();
    },
    ended: () => undefined,
    failed: (error) => settled.reject(error),
    held: () => undefined,
  });
  return {
    ...{ store, recorder, commits, acks, settled: settled.promise },
    async [Symbol.asyncDispose]() {
      await recorder.close();
      await store[Symbol.asyncDispose]();
      rmSync(home, { recursive: true });
    },
  };
}

const output = (session: LiveSession, offset: number, body: Buffer) => ({
  ...{ type: "item" as const, sessionId: session.id, launch: 1, offset, kind: itemKind.output, body },
});

test("with a flood queued, what another session says is committed within the next transaction", async () => {
  await using it = opened();
  const [flood, agent] = [makeSession(1), makeSession(2)];
  const lane = Promise.withResolvers<void>();
  const busy = it.store.alone(() => lane.promise);
  for (let offset = 0; offset < FLOOD_BYTES; offset += ITEM_BYTES)
    it.recorder.record(flood, output(flood, offset, Buffer.alloc(ITEM_BYTES)));
  // Its first transaction is on its way when the other session begins to speak.
  it.recorder.flush();
  const text = "said beside a flood";
  const said = { channel: "agent:output", payload: { text, type: "text", messageId: "m1" } };
  const body = Buffer.from(JSON.stringify(said));
  it.recorder.record(agent, { ...output(agent, 0, body), kind: itemKind.event });
  lane.resolve();
  await Promise.all([busy, it.settled]);

  const sessionsOf = it.commits.map((commit) => commit.map(({ session }) => session));
  expect(sessionsOf.slice(0, 3)).toEqual([[1], [1, 2], [1]]);
  expect(it.commits.length).toBeGreaterThanOrEqual(FLOOD_BYTES / (1024 * 1024));
  expect(it.acks).toEqual(
    new Map([
      [1, FLOOD_BYTES],
      [2, body.length],
    ]),
  );
  const [event] = await it.store.readEvents(2, 0, { events: 10, bytes: 1e6 });
  expect(event).toMatchObject({ seq: 1, channel: "agent:output", payload: { text } });
  expect(it.store.head(1).seq).toBe(FLOOD_BYTES / ITEM_BYTES);
});
