import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Connection } from "./connection.ts";

test("a server that is silent for too long is taken for dead", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dispatch-connection-"));
  const accepted: Socket[] = [];
  const server = createServer((socket) => accepted.push(socket));
  await once(server.listen(join(folder, "s")), "listening");
  const silenceLimitMs = 50;
  const reason = await new Promise<string>((onClose) => {
    new Connection(
      join(folder, "s"),
      { onOpen: () => undefined, onFrame: () => undefined, onDrain: () => undefined, onClose },
      silenceLimitMs,
    );
  });
  expect(reason).toBe("the server is silent");
  for (const socket of accepted) socket.destroy();
  server.close();
  rmSync(folder, { recursive: true });
});

test("a dial that nobody answers ends with the reason", async () => {
  const reason = await new Promise<string>((onClose) => {
    new Connection("/no/such/socket", {
      onOpen: () => undefined,
      onFrame: () => undefined,
      onDrain: () => undefined,
      onClose,
    });
  });
  expect(reason).toContain("ENOENT");
});
