import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { once } from "node:events";
import { newId } from "@dispatch/protocol/ids";
import { type Frame, linkReader, jsonFrame } from "@dispatch/protocol/link-frames";
import { Account } from "@dispatch/testkit/account";
import { SmallDisk } from "@dispatch/testkit/small-disk";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

/** A start that must fail: what it said, and how it ended. */
async function refusedStart(options: Parameters<typeof TestServer.prepare>[0]) {
  await using server = await TestServer.prepare(options);
  server.launch();
  const code = await server.ended();
  return { code, output: server.output, leftRunning: server.descendants };
}

test("a second server with the same home folder is refused and told of the first", async () => {
  await using first = await TestServer.start();
  const second = await refusedStart({ home: first.home });
  expect(second).toMatchObject({ code: 1, leftRunning: [] });
  expect(second.output).toContain(`process ${first.pid}`);
  expect(second.output).toContain("DISPATCH_HOME");
  expect((await (await Account.register(first.url)).request("GET", "/api/health")).status).toBe(200);
});

test("a port that is taken is named, and nothing is left running", async () => {
  await using first = await TestServer.start();
  const second = await refusedStart({ port: first.port });
  expect(second).toMatchObject({ code: 1, leftRunning: [] });
  expect(second.output).toContain(`Port ${first.port} is taken`);
});

test.for([
  { PORT: "none" },
  { PORT: "70000" },
  { DISPATCH_REGISTRATION: "everyone" },
  { DISPATCH_DURABILITY: "maybe" },
  { DISPATCH_ENCRYPTION_KEY: "c2hvcnQ=" },
  { DISPATCH_PUBLIC_URL: "not a url" },
  { DATABASE_URL: "postgres://elsewhere" },
  { LOG_LEVEL: "loud" },
])("a wrong setting stops the start and is named: %o", async (env) => {
  const { code, output, leftRunning } = await refusedStart({ env });
  expect({ code, leftRunning }).toEqual({ code: 1, leftRunning: [] });
  expect(output).toContain(Object.keys(env)[0]);
  expect(output).not.toMatch(/^\s+at /m); // for a person, not a stack trace
});

test.for(["{ not json", '{ "prot": 3030 }', "[]", '{ "port": "many" }'])(
  "a wrong config.json stops the start and is named: %s",
  async (text) => {
    using folder = temporaryFolder();
    const home = folder.path;
    writeFileSync(join(home, "config.json"), text);
    const server = await TestServer.prepare({ home, env: { PORT: "" } });
    await using _ = server;
    server.launch();
    expect(await server.ended()).toBe(1);
    expect(server.output).toContain("config.json");
  },
);

test("other machines may not reach a server that nobody owns yet", async () => {
  const { code, output, leftRunning } = await refusedStart({ env: { HOST: "0.0.0.0" } });
  expect({ code, leftRunning }).toEqual({ code: 1, leftRunning: [] });
  expect(output).toContain("HOST=127.0.0.1");
});

test("a home that is a file is refused with the fix", async () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, "file"), "");
  const { code, output } = await refusedStart({ home: join(folder.path, "file") });
  expect(code).toBe(1);
  expect(output).toContain("DISPATCH_HOME");
});

test("a start on a full disk is refused with the reason, and works when there is space", async (context) => {
  const disk = SmallDisk.mount(16);
  if (typeof disk === "string") return context.skip(disk);
  using _ = disk;
  await using server = await TestServer.start({ home: disk.home });
  await server.stop();
  disk.fill();
  server.launch();
  expect(await server.ended()).toBe(1);
  expect(server.output).toContain("Free some space");
  expect(server.output).not.toMatch(/^\s+at /m);
  disk.unload();
  await server.start();
});

test("after a SIGKILL the home folder is free for the next server", async () => {
  await using server = await TestServer.start();
  await server.kill();
  await server.start();
  expect(server.running).toBe(true);
});

/** Says something to the link as a runner would, and gives the first frame that comes back; undefined when it is hung up on. */
async function dialLink(server: TestServer, ...sent: Buffer[]): Promise<Frame | undefined> {
  const socket = connect(join(server.home, "run/link.sock"));
  const reader = linkReader();
  try {
    await within("the link", once(socket, "connect"));
    for (const bytes of sent) socket.write(bytes);
    const answered = new Promise<Frame | undefined>((resolve) => {
      socket.on("data", (bytes) => {
        const [frame] = reader.push(bytes);
        if (frame) resolve(frame);
      });
      socket.on("error", () => resolve(undefined));
      socket.on("close", () => resolve(undefined));
    });
    return await within("an answer of the link", answered);
  } finally {
    socket.destroy();
  }
}

test("a runner of another link version is refused with the reason, and garbage is hung up on", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const session = await owner.terminal({ shell: "/bin/cat", args: [] });
  const hello = {
    versions: [99],
    build: "x",
    runnerId: newId("run"),
    pid: process.pid,
    startedAt: 1,
    hostname: "h",
    platform: "linux",
    sessions: [],
  };
  expect(await dialLink(server, jsonFrame("hello", hello))).toEqual({
    type: "refused",
    value: { reason: expect.stringContaining("99"), accepts: [1] },
  });
  expect(await dialLink(server, jsonFrame("hello", { what: "is this" }))).toMatchObject({ type: "refused" });
  expect(await dialLink(server, Buffer.alloc(64, 0xff))).toBeUndefined();
  expect(await dialLink(server, Buffer.from("GET / HTTP/1.1\r\n\r\n"))).toBeUndefined();
  // The true runner is not disturbed by any of that.
  await owner.type(session.id, "still here\n");
  await owner.shows(session.id, "still here");
});

test("SIGTERM with no session alive takes the runner along", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const session = await owner.terminal({ shell: "/bin/sh", args: ["-c", "true"] });
  await owner.ended(session.id);
  expect(await server.stop()).toBe(0);
  await until("no process", () => server.descendants.length === 0);
});

test("SIGTERM with a session alive leaves it running and says so", async () => {
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({ shell: "/bin/cat", args: [] });
  // A terminal is there before its program is.
  await owner.type(id, "hello\n");
  await owner.shows(id, "hello\r\nhello");
  const before = server.descendants.map(({ pid }) => pid).sort();
  expect(await server.stop()).toBe(0);
  expect(server.output).toContain("1 session lives on");
  expect(server.descendants.map(({ pid }) => pid).sort()).toEqual(before);
  await server.start();
  await owner.type(id, "hello again\n");
  await owner.shows(id, "hello again");
});

test("SIGTERM ends the server also while its runner keeps dying", async () => {
  await using server = await TestServer.start();
  const seen = new Set<number>();
  for (let killed = 0; killed < 2; killed += 1) {
    const pid = await until("a runner", () => server.runnerPids.find((candidate) => !seen.has(candidate)));
    seen.add(pid);
    process.kill(pid, "SIGKILL");
  }
  await until("a server that has noticed", () => server.output.split("runner is gone").length === 3);
  expect(await server.stop()).toBe(0);
});

test("a home folder with a very long path works", async () => {
  using folder = temporaryFolder();
  const home = join(folder.path, "long".repeat(40));
  mkdirSync(home);
  await using server = await TestServer.start({ home, env: { TMPDIR: folder.path } });
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({ shell: "/bin/sh", args: ["-c", "echo it works"] });
  expect(await owner.ended(id)).toMatchObject({ outcome: "completed" });
});
