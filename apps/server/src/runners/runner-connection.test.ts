import { Duplex } from "node:stream";
import { newId } from "@dispatch/protocol/ids";
import { type Frame, linkReader } from "@dispatch/protocol/link-frames";
import { expect, test } from "vitest";
import { RunnerConnection } from "./runner-connection.ts";

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

test("while the log has no room a runner hears of no commit, and then of the newest", async () => {
  const reader = linkReader();
  const heard: Frame[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _, done) {
      heard.push(...reader.push(chunk));
      done();
    },
  });
  const room = Promise.withResolvers<void>();
  let isFull = true;
  const connection = new RunnerConnection(
    socket,
    {
      hello: () => undefined,
      items: () => undefined,
      closed: () => undefined,
      room: () => (isFull ? room.promise : undefined),
    },
    logger,
  );
  const [flood, other] = [newId("ses"), newId("ses")];
  // As many as leave at once.
  for (const offset of [1, 2, 3, 4, 5, 6, 7, 8]) connection.ack(flood, offset);
  connection.ack(other, 1);
  await Promise.resolve();
  expect(heard).toEqual([]);
  isFull = false;
  room.resolve();
  await room.promise;
  connection.close();
  expect(heard).toEqual([
    { type: "ack", sessionId: flood, offset: 8 },
    { type: "ack", sessionId: other, offset: 1 },
  ]);
});
