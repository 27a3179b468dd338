import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EventJson } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import { Account } from "@dispatch/testkit/account";
import { connectSocket } from "@dispatch/testkit/followers";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const statusesIn = (events: readonly EventJson[]) =>
  events.flatMap((event) => (event.channel === "session:status" ? [event.payload.status] : []));

test("R2: numbers go 1, 2, 3 through resizes, crashes of server and runner, and resumes", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo one; exec cat"] });
  await owner.shows(id, "one");
  await owner.request("POST", `/api/sessions/${id}/resize`, { body: { cols: 100, rows: 30 } });
  await owner.type(id, "before\n");
  await server.restart();
  await owner.insist("POST", `/api/sessions/${id}/input`, { body: { data: "after\n" } });
  await owner.shows(id, "after");
  const [runner] = server.runnerPids;
  process.kill(runner as number, "SIGKILL");
  await owner.ended(id);
  await owner.insist("POST", `/api/sessions/${id}/resume`);
  await owner.sessionWhere(id, "running again", ({ status }) => status === "running");
  await owner.request("POST", `/api/sessions/${id}/stop`);
  await owner.ended(id);
  await server.restart();

  const events = await owner.events(id);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
  expect(await owner.session(id)).toMatchObject({
    lastSeq: events.length,
    status: "ended",
    outcome: "stopped",
    launch: 2,
  });
  expect(statusesIn(events)).toEqual([
    "pending",
    "preparing",
    "running",
    "ended",
    "pending",
    "preparing",
    "running",
    "stopping",
    "ended",
  ]);
});

test("R12: a process that ends while the server is away is reported as it ended", async () => {
  using folder = temporaryFolder();
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const gate = join(folder.path, "gate");
  const wait = (code: string) =>
    owner.terminal({
      shell: "/bin/sh",
      args: ["-c", `echo up; until [ -e ${gate} ]; do sleep 0.02; done; echo last words; ${code}`],
    });
  const failed = await wait("exit 7");
  const killed = await wait("kill -9 $$");
  const living = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo up; exec sleep 1000"] });
  for (const { id } of [failed, killed, living]) await owner.shows(id, "up");
  const quiet = await owner.session(living.id);

  await server.kill();
  writeFileSync(gate, "");
  await until(
    "an end of both",
    () => server.sessionProcesses.filter(({ command }) => command.includes(gate)).length === 0,
  );
  await server.start();

  expect(await owner.ended(failed.id)).toMatchObject({ outcome: "failed", exitCode: 7 });
  expect(await owner.ended(killed.id)).toMatchObject({ outcome: "failed", signal: "SIGKILL" });
  for (const { id } of [failed, killed]) {
    const events = await owner.events(id);
    expect(statusesIn(events)).toEqual(["pending", "preparing", "running", "ended"]);
    expect(events.at(-2)?.channel).toBe("terminal:exit");
    await owner.shows(id, "last words");
  }
  // Nothing was observed of the third, so nothing was said of it.
  const { status, lastSeq } = await owner.session(living.id);
  expect({ status, lastSeq }).toEqual({ status: "running", lastSeq: quiet.lastSeq });
});

test("R12: every status that a client is told of is in the log, in that order", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const told: Session[] = [];
  const socket = connectSocket(server.url, owner.token);
  try {
    socket.on("session:changed", (session) => told.push(session));
    await until("a connection", () => socket.connected);
    const { id } = await owner.terminal({ shell: "/bin/sh", args: ["-c", "exec cat"] });
    await owner.request("POST", `/api/sessions/${id}/stop`);
    await until("news of the end", () =>
      told.some((session) => session.id === id && session.status === "ended"),
    );
    const order = told.filter((session) => session.id === id).map(({ status }) => status);
    const changes = order.filter((status, index) => status !== order[index - 1]);
    expect(statusesIn(await owner.events(id)).filter((status) => changes.includes(status))).toEqual(changes);
  } finally {
    socket.disconnect();
  }
});

test("R12: a stop that a crash interrupts is carried out, and ends as stopped", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  // It ignores the request to end, so that the stop takes its whole grace period.
  const { id } = await owner.terminal({
    shell: "/bin/sh",
    args: ["-c", "trap '' HUP TERM; echo up; while :; do sleep 0.1; done"],
  });
  await owner.shows(id, "up");
  expect((await owner.request("POST", `/api/sessions/${id}/stop`)).status).toBe(202);
  await server.restart();
  expect(await owner.ended(id)).toMatchObject({ outcome: "stopped" });
  expect(statusesIn(await owner.events(id))).toEqual([
    "pending",
    "preparing",
    "running",
    "stopping",
    "ended",
  ]);
  await until("no process of the session", () => server.sessionProcesses.length === 0);
});

test("R12: a session that was deleted stays deleted, and its processes end, whenever the server is killed", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({
    shell: "/bin/sh",
    args: ["-c", "trap '' HUP TERM; echo up; while :; do sleep 0.1; done"],
  });
  await owner.shows(id, "up");
  expect((await owner.request("DELETE", `/api/sessions/${id}`)).status).toBe(204);
  await server.restart();
  expect((await owner.request("GET", `/api/sessions/${id}`)).status).toBe(404);
  await until("no process of the session", () => server.sessionProcesses.length === 0);
});
