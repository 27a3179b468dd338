import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { SessionId } from "@dispatch/protocol/ids";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { describe, expect, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";

type Made = {
  id: string;
  name: string;
  path: string;
  status: string;
  branch?: string;
  reason?: string;
  problem?: string;
  progress?: { step: string; sessionId?: string };
  ports?: { first: number; count: number; names: Record<string, number> };
  setUp?: { state: string; sessionId?: string; problem?: string; reason?: string; notes: string[] };
  services?: { name: string; port?: number; sessionId?: string }[];
};

const file = (content: object) => ({ ".dispatch.json": JSON.stringify(content) });

async function create(it: TestApp, token: string, url: string, more: object = {}): Promise<Made> {
  const body = { kind: "worktree", repo: { url }, ...more };
  const made = await it.request("POST", "/api/workspaces", { token, body });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body as Made;
}

const look = async (it: TestApp, token: string, id: string): Promise<Made> =>
  (await it.request("GET", `/api/workspaces/${id}`, { token })).body as Made;

const settled = (it: TestApp, token: string, { id }: { id: string }): Promise<Made> =>
  until(async () => {
    const now = await look(it, token, id);
    return now.status === "preparing" ? undefined : now;
  });

/** The echo that stands for the set-up's terminal, when it has been started. */
const setUpSession = (it: TestApp, token: string, { id }: { id: string }, not?: string): Promise<SessionId> =>
  until(async () => {
    const { setUp } = await look(it, token, id);
    const sessionId = setUp?.sessionId as SessionId | undefined;
    const isThere = sessionId !== not && sessionId !== undefined && it.runner.sessions.has(sessionId);
    return isThere ? sessionId : undefined;
  });

const startCall = (it: TestApp, sessionId: string) =>
  it.runner.calls.find(
    (call) => call.method === "start" && (call.params as { sessionId: string }).sessionId === sessionId,
  )?.params as {
    options: { args: string[]; env: Record<string, string> };
    variables: Record<string, string>;
  };

describe("a workspace with a set-up", () => {
  test("is ready when its terminal has ended well, and not before", async () => {
    using origin = new GitOrigin(
      file({
        setup: ["make one", "make two"],
        ports: ["web", "my-db"],
        env: { A: "b" },
        check: "make check",
      }),
    );
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url, { name: "One" });
    const sessionId = await setUpSession(it, token, made);
    const preparing = await look(it, token, made.id);
    expect(preparing).toMatchObject({ status: "preparing", setUp: { state: "running", sessionId } });
    expect(preparing.progress).toEqual({ step: "Set-up", sessionId });
    const session = await it.request("GET", `/api/sessions/${sessionId}`, { token });
    expect(session.body).toMatchObject({ title: "Set-up", workspaceId: made.id });
    const { options, variables } = startCall(it, sessionId);
    expect(options.args.slice(-3)).toEqual(["make one", "make two", "make check"]);
    expect(options.env).toEqual({ A: "b" });
    const first = preparing.ports?.first ?? 0;
    expect(variables).toEqual({
      DISPATCH_PORT: String(first),
      DISPATCH_PORT_COUNT: "2",
      DISPATCH_PORT_WEB: String(first),
      DISPATCH_PORT_MY_DB: String(first + 1),
      DISPATCH_WORKSPACE_ID: made.id,
      DISPATCH_WORKSPACE_NAME: "One",
      DISPATCH_WORKSPACE_PATH: made.path,
      DISPATCH_BRANCH: "dispatch/one",
    });
    const tooEarly = await it.request("POST", "/api/sessions", {
      token,
      body: { kind: "terminal", workspaceId: made.id },
    });
    expect(tooEarly.body["code"]).toBe("workspace-refused");
    it.runner.exit(sessionId, { exitCode: 0 });
    expect(await settled(it, token, made)).toMatchObject({
      status: "ready",
      setUp: { state: "done", sessionId },
      ports: { first, count: 2, names: { web: first, "my-db": first + 1 } },
    });
    const terminal = await it.terminal(token, { workspaceId: made.id });
    expect(startCall(it, terminal).variables["DISPATCH_PORT_WEB"]).toBe(String(first));
  });

  test("that fails keeps its folder, says why, and is tried again without being made again", async () => {
    using origin = new GitOrigin(file({ setup: "make it" }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url);
    const first = await setUpSession(it, token, made);
    it.runner.exit(first, { exitCode: 3 });
    const failed = await settled(it, token, made);
    expect(failed).toMatchObject({ status: "failed", problem: "set-up-failed", setUp: { state: "failed" } });
    expect(failed.reason).toContain("exit code 3");
    writeFileSync(join(made.path, "left by the set-up"), "");
    await it.request("POST", `/api/workspaces/${made.id}/retry`, { token });
    const second = await setUpSession(it, token, made, first);
    expect(existsSync(join(made.path, "left by the set-up"))).toBe(true);
    it.runner.exit(second, { exitCode: 1 });
    await settled(it, token, made);
    await it.request("POST", `/api/workspaces/${made.id}/retry?setup=false`, { token });
    expect(await settled(it, token, made)).toMatchObject({ status: "ready", setUp: { state: "left-out" } });
    expect(existsSync(join(made.path, "left by the set-up"))).toBe(true);
  });

  test("is made without it when that is said", async () => {
    using origin = new GitOrigin(file({ setup: "make it" }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url, { setup: false });
    expect(await settled(it, token, made)).toMatchObject({ status: "ready", setUp: { state: "left-out" } });
    expect(it.runner.sessions.size).toBe(0);
    const run = await it.request("POST", `/api/workspaces/${made.id}/set-up`, { token });
    expect(run.status).toBe(200);
    const again = await it.request("POST", `/api/workspaces/${made.id}/set-up`, { token });
    expect(again.body["code"]).toBe("workspace-refused");
    it.runner.exit(await setUpSession(it, token, made), { exitCode: 9 });
    const after = await until(async () => {
      const now = await look(it, token, made.id);
      return now.setUp?.state === "failed" ? now : undefined;
    });
    expect(after).toMatchObject({ status: "ready", setUp: { problem: "set-up-failed" } });
  });

  test("is followed on by the next server, in the same terminal", async () => {
    using origin = new GitOrigin(file({ setup: "make it" }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url);
    const sessionId = await setUpSession(it, token, made);
    await it.restart();
    await it.runner.dial(it.linkPath);
    await until(async () => (await look(it, token, made.id)).progress?.sessionId === sessionId);
    it.runner.exit(sessionId, { exitCode: 0 });
    expect(await settled(it, token, made)).toMatchObject({ status: "ready", setUp: { sessionId } });
    expect(it.runner.sessions.size).toBe(0);
  });

  test("is deleted while it is made: its terminal ends, and nothing stays", async () => {
    using origin = new GitOrigin(file({ setup: "make it", teardown: "unmake it" }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url);
    const sessionId = await setUpSession(it, token, made);
    const removed = await it.request("DELETE", `/api/workspaces/${made.id}?now=true&force=true`, { token });
    expect(removed.status, JSON.stringify(removed.body)).toBe(204);
    expect(existsSync(made.path)).toBe(false);
    const session = await it.request("GET", `/api/sessions/${sessionId}`, { token });
    expect(session.body).toMatchObject({ status: "ended", outcome: "stopped" });
  });

  test("is taken down before it is deleted, and stays if that fails", async () => {
    using origin = new GitOrigin(file({ setup: "make it", teardown: ["unmake it"] }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url);
    it.runner.exit(await setUpSession(it, token, made), { exitCode: 0 });
    await settled(it, token, made);
    const removal = () => it.request("DELETE", `/api/workspaces/${made.id}`, { token });
    const tearDown = () => until(() => [...it.runner.sessions.keys()][0]);
    const refused = removal();
    const first = await tearDown();
    expect(startCall(it, first).options.args.at(-1)).toBe("unmake it");
    it.runner.exit(first, { exitCode: 1 });
    expect((await refused).body["code"]).toBe("tear-down-failed");
    const done = removal();
    it.runner.exit(await tearDown(), { exitCode: 0 });
    expect((await done).status).toBe(204);
  });
});

describe("a check over HTTP", () => {
  const checked = { ports: ["web"], services: [{ name: "app", command: "serve", port: "web" }] };

  test("starts the service of that port, waits for its answer, and ends it again", async () => {
    using origin = new GitOrigin(file({ ...checked, check: { port: "web", path: "/up", seconds: 600 } }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await create(it, token, origin.url);
    const service = await until(() => [...it.runner.sessions.keys()][0]);
    const { first = 0 } = (await look(it, token, made.id)).ports ?? {};
    expect(startCall(it, service).options.env).toEqual({ PORT: String(first) });
    const asked: (string | undefined)[] = [];
    // At first it is not ready yet.
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(asked.length === 1 ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(first, "127.0.0.1", resolve));
    expect(await settled(it, token, made)).toMatchObject({ status: "ready" });
    expect(asked).toEqual(["/up", "/up"]);
    expect(it.runner.sessions.size).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  test("fails at once when the service ends, and when nothing answers in time", async () => {
    using origin = new GitOrigin(file({ ...checked, check: { port: 1, seconds: 1 } }));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const silent = await settled(it, token, await create(it, token, origin.url));
    expect(silent).toMatchObject({ status: "failed", problem: "set-up-failed" });
    expect(silent.reason).toMatch(/Nothing answered well at http:\/\/127\.0\.0\.1:\d+\/ within 1 seconds/);
    origin.commit(file({ ...checked, check: { port: "web", seconds: 600 } }), "wait longer");
    it.clock += 120_000;
    const other = await create(it, token, origin.url);
    it.runner.exit(await until(() => [...it.runner.sessions.keys()][0]), { exitCode: 7 });
    expect((await settled(it, token, other)).reason).toContain("ended with exit code 7");
  });
});

describe("a set-up file that cannot be used", () => {
  test.each([
    ["an unknown key", { setup: "x", setpu: "y" }, /setpu/],
    [
      "a bad value",
      {
        services: [
          { name: "web", command: "x" },
          { name: "a b", command: "x" },
        ],
      },
      /services\[1\]\.name/,
    ],
    ["a port that is not there", { ports: 2, check: { port: 3 } }, /check\.port: is none of the ports/],
    ["a name of Dispatch's own", { env: { DISPATCH_PORT: "1" } }, /env\.DISPATCH_PORT/],
  ])("%s is named, and the files are kept", async (_what, content, reason) => {
    using origin = new GitOrigin(file(content));
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const failed = await settled(it, token, await create(it, token, origin.url));
    expect(failed).toMatchObject({ status: "failed", problem: "set-up-invalid", setUp: { state: "failed" } });
    expect(failed.reason).toMatch(reason);
    expect(existsSync(join(failed.path, ".dispatch.json"))).toBe(true);
  });

  test("one that is no JSON, too large, or a link that leads out is refused", async () => {
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await it.request("POST", "/api/workspaces", { token, body: { kind: "plain", name: "P" } });
    const { id, path } = made.body as Made;
    const target = join(path, ".dispatch.json");
    const fault = async () =>
      (await it.request("GET", `/api/workspaces/${id}/set-up`, { token })).body["fault"];
    writeFileSync(target, "{ no");
    expect(await fault()).toMatch(/not valid JSON/);
    writeFileSync(target, `{"setup":"${"x".repeat(70_000)}"}`);
    expect(await fault()).toMatch(/larger than 64 KiB/);
    writeFileSync(join(it.home, "outside.json"), "{}");
    symlinkSync(join(it.home, "outside.json"), join(path, "link"));
    renameSync(join(path, "link"), target);
    expect(await fault()).toMatch(/leads out of the workspace/);
  });
});

describe("ignored files", () => {
  const files = {
    ...file({ carry: ["config/*.local"] }),
    ".worktreeinclude": "# secrets\n.env*\n!.env.test\n/notes.txt\n",
    ".gitignore": ".env*\n*.local\nnode_modules/\n",
  };

  test("are carried over from the workspace that was used last, and nothing else is", async () => {
    using origin = new GitOrigin({ ...files, "config/a.txt": "tracked" });
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const source = await settled(it, token, await create(it, token, origin.url, { name: "source" }));
    const put = (name: string, text: string) => writeFileSync(join(source.path, name), text, { mode: 0o600 });
    put(".env", "SECRET=1");
    put(".env.test", "not this one");
    put("config/x.local", "local");
    put("config/a.txt", "changed, and tracked");
    put("notes.txt", "named, and not ignored");
    mkdirSync(join(source.path, "node_modules"));
    put("node_modules/m.js", "not named");
    symlinkSync("/etc/passwd", join(source.path, ".env.out"));
    symlinkSync(".env", join(source.path, ".env.in"));
    const made = await settled(it, token, await create(it, token, origin.url));
    expect(made.status).toBe("ready");
    const has = (name: string) => existsSync(join(made.path, name));
    expect(readFileSync(join(made.path, ".env"), "utf8")).toBe("SECRET=1");
    expect(statSync(join(made.path, ".env")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(made.path, ".env.in"), "utf8")).toBe("SECRET=1");
    expect(readFileSync(join(made.path, "config/x.local"), "utf8")).toBe("local");
    expect(readFileSync(join(made.path, "config/a.txt"), "utf8")).toBe("tracked");
    expect([".env.test", "notes.txt", "node_modules", ".env.out"].filter(has)).toEqual([]);
    expect(made.setUp?.notes).toEqual([
      '3 files carried over from "source".',
      ".env.out was left out: it is a link that leads out of the workspace.",
    ]);
  });

  test("come from the workspace that is named, which has to be of the same repository", async () => {
    using origin = new GitOrigin(files);
    using elsewhere = new GitOrigin(files);
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const [one, two] = [
      await settled(it, token, await create(it, token, origin.url)),
      await settled(it, token, await create(it, token, origin.url)),
    ];
    writeFileSync(join(one.path, ".env"), "one");
    writeFileSync(join(two.path, ".env"), "two");
    const made = await settled(it, token, await create(it, token, origin.url, { carryFrom: one.id }));
    expect(readFileSync(join(made.path, ".env"), "utf8")).toBe("one");
    const body = { kind: "worktree", repo: { url: elsewhere.url }, carryFrom: one.id };
    const refused = await it.request("POST", "/api/workspaces", { token, body });
    expect(refused.body["code"]).toBe("workspace-refused");
  });
});

describe("services and ports", () => {
  test("a service is a terminal of its name, and is not started twice", async () => {
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await it.request("POST", "/api/workspaces", { token, body: { kind: "plain", name: "P" } });
    const { id } = made.body as Made;
    const content = { ports: ["web"], services: [{ name: "app", command: "serve", port: "web" }] };
    const written = await it.request("PUT", `/api/workspaces/${id}/set-up`, { token, body: content });
    expect(written.body).toMatchObject({ found: true, file: content });
    const start = (name: string) => it.request("POST", `/api/workspaces/${id}/services/${name}`, { token });
    const [one, two] = await Promise.all([start("app"), start("app")]);
    expect([one.status, one.body["title"], one.body["id"]]).toEqual([200, "app", two.body["id"]]);
    const sessionId = one.body["id"] as SessionId;
    expect(await look(it, token, id)).toMatchObject({ services: [{ name: "app", sessionId }] });
    it.runner.exit(sessionId, { exitCode: 0 });
    await until(
      async () =>
        (await it.request("GET", `/api/sessions/${sessionId}`, { token })).body["status"] === "ended",
    );
    expect((await start("app")).body["id"]).not.toBe(sessionId);
    expect((await start("other")).body["code"]).toBe("service-not-found");
  });

  test("no two workspaces have a port in common, and none gets one that somebody listens at", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const range = `${Math.max(1024, port - 50)}-${Math.max(1024, port - 50) + 99}`;
    await using it = await TestApp.open({ environment: { DISPATCH_PORTS: range } });
    const { token } = await it.register("ada@example.com");
    using origin = new GitOrigin();
    const blocks: { first: number; count: number }[] = [];
    for (const name of ["a", "b", "c", "d"]) {
      const body = { kind: "worktree", name, repo: { url: origin.url } };
      const made = await it.request("POST", "/api/workspaces", { token, body });
      const workspaceId = made.body["id"] as string;
      await settled(it, token, { id: workspaceId });
      await it.terminal(token, { workspaceId });
      const { ports } = await look(it, token, workspaceId);
      if (ports) blocks.push(ports);
    }
    const all = blocks.flatMap(({ first, count }) =>
      Array.from({ length: count }, (_, index) => first + index),
    );
    expect([new Set(all).size, all.includes(port)]).toEqual([all.length, false]);
    expect(blocks.length).toBeGreaterThan(0);
    await new Promise((resolve) => taken.close(resolve));
  });

  test("a set-up is suggested by the files that are there", async () => {
    await using it = await TestApp.open();
    const { token } = await it.register("ada@example.com");
    const made = await it.request("POST", "/api/workspaces", { token, body: { kind: "plain", name: "P" } });
    const { id, path } = made.body as Made;
    const suggestion = async () => (await it.request("GET", `/api/workspaces/${id}/set-up`, { token })).body;
    expect(await suggestion()).toEqual({ found: false, detected: [] });
    writeFileSync(join(path, "package.json"), JSON.stringify({ scripts: { dev: "vite" } }));
    writeFileSync(join(path, "pnpm-lock.yaml"), "");
    writeFileSync(join(path, "go.mod"), "");
    writeFileSync(join(path, ".env.example"), "");
    const found = await suggestion();
    expect(found).toEqual({
      found: false,
      detected: ["pnpm", "Go"],
      suggestion: {
        setup: ["pnpm install --frozen-lockfile", "go mod download"],
        ports: ["web"],
        services: [{ name: "dev", command: "pnpm run dev", port: "web" }],
        carry: [".env", ".env.*"],
      },
    });
    const written = await it.request("PUT", `/api/workspaces/${id}/set-up`, {
      token,
      body: found["suggestion"],
    });
    expect(written.body["found"]).toBe(true);
  });

  test("the schema of the file is there for everybody", async () => {
    await using it = await TestApp.open();
    const { status, body } = await it.request("GET", "/api/schemas/dispatch.json");
    expect([status, body["title"]]).toEqual([200, ".dispatch.json"]);
    expect(body["properties"]).toHaveProperty("setup");
  });
});
