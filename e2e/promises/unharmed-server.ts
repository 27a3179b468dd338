import { randomBytes } from "node:crypto";
import type { Session } from "@dispatch/protocol/session";
import { Account } from "@dispatch/testkit/account";
import { httpRequest } from "@dispatch/testkit/http-request";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

export type Unharmed = {
  readonly server: TestServer;
  readonly owner: Account;
  /** A terminal that is running, and one that has ended. */
  readonly living: Session;
  readonly over: Session;
};

/** One server for a file of bad input: whatever a test sends, the same process lives after it, and its terminals work. */
export function unharmedServer(use: (made: Unharmed) => void): void {
  let made: Unharmed;
  let pid: number;
  beforeAll(async () => {
    const server = await TestServer.start();
    const owner = await Account.register(server.url);
    pid = server.pid;
    const living = await owner.terminal({ shell: "/bin/cat", args: [] });
    const over = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo done"] });
    await owner.ended(over.id);
    made = { server, owner, living, over };
    use(made);
  });
  afterAll(() => made.server[Symbol.asyncDispose]());
  afterEach(async () => {
    const { server, owner, living } = made;
    expect(server.running && server.pid).toBe(pid);
    expect((await httpRequest("GET", `${server.url}/api/health`)).status).toBe(200);
    const word = randomBytes(8).toString("hex");
    await owner.type(living.id, `${word}\n`);
    await until("an echo", async () =>
      (await owner.request("GET", `/api/sessions/${living.id}/export?format=txt`)).text.includes(word),
    );
  });
}
