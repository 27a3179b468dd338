import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account, expectStatus, outputOf } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { httpRequest } from "@dispatch/testkit/http-request";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

/** Says who it is at the port it was given. */
const SERVER = `
import { createServer } from "node:http";
const { DISPATCH_PORT_WEB, DISPATCH_WORKSPACE_NAME } = process.env;
createServer((request, response) => response.end(DISPATCH_WORKSPACE_NAME)).listen(Number(DISPATCH_PORT_WEB), "127.0.0.1");
`;
/** Notes that it ran, and goes on when it is let. */
const WAITING = [
  "echo ran >> ran.txt",
  "i=0; until [ -f go ] || [ $i -gt 900 ]; do i=$((i+1)); sleep 0.1; done",
];

const repository = (setUp: object, files: Record<string, string> = {}) =>
  new GitOrigin({ ".dispatch.json": JSON.stringify(setUp), ".gitignore": ".env\n*.txt\n", ...files });

async function make(owner: Account, url: string, more: object = {}): Promise<Workspace> {
  const body = { kind: "worktree", repo: { url }, ...more };
  return expectStatus(await owner.request<Workspace>("POST", "/api/workspaces", { body }), 201);
}

const look = async (owner: Account, id: string) =>
  expectStatus(await owner.insist<Workspace>("GET", `/api/workspaces/${id}`), 200);

const where = (owner: Account, { id }: Workspace, what: string, holds: (workspace: Workspace) => boolean) =>
  until(`a workspace that is ${what}`, async () => {
    const workspace = await look(owner, id);
    return holds(workspace) && workspace;
  });
const settled = (owner: Account, workspace: Workspace) =>
  where(owner, workspace, "ready or failed", ({ status }) => status !== "preparing");
const runs = ({ path }: Workspace) => readFileSync(join(path, "ran.txt"), "utf8").split("\n").length - 1;

test("two worktrees of one repository are set up, proved to start, and serve at the same time at ports of their own", async () => {
  using origin = repository(
    {
      setup: ["cp README.md installed.txt", "if [ -f .env ]; then cp .env seen.txt; fi"],
      ports: ["web"],
      services: [{ name: "web", command: `exec ${process.execPath} server.mjs`, port: "web" }],
      check: { port: "web" },
      carry: [".env"],
    },
    { "README.md": "hello", "server.mjs": SERVER },
  );
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const first = await settled(owner, await make(owner, origin.url, { name: "first" }));
  expect([first.status, first.reason]).toEqual(["ready", undefined]);
  expect(readFileSync(join(first.path, "installed.txt"), "utf8")).toBe("hello");
  writeFileSync(join(first.path, ".env"), "SECRET=1");
  const second = await settled(owner, await make(owner, origin.url, { name: "second" }));
  expect([second.status, second.reason]).toEqual(["ready", undefined]);
  // It was there before the set-up ran.
  expect(readFileSync(join(second.path, "seen.txt"), "utf8")).toBe("SECRET=1");

  const serve = async ({ id }: Workspace) => {
    const session = expectStatus(
      await owner.request<Session>("POST", `/api/workspaces/${id}/services/web`),
      200,
    );
    const port = (await look(owner, id)).services?.[0]?.port;
    const answer = await until("an answer of the service", async () =>
      httpRequest("GET", `http://127.0.0.1:${port}/`).catch(() => undefined),
    );
    return { session, answer: answer.text };
  };
  const [one, two] = await Promise.all([serve(first), serve(second)]);
  expect([one.answer, two.answer]).toEqual(["first", "second"]);
  for (const { session } of [one, two]) expect((await owner.session(session.id)).status).toBe("running");
  const names = await owner.raw("env", { workspaceId: second.id });
  await owner.ended(names.id);
  const shown = outputOf(await owner.events(names.id)).toString();
  expect(shown).toContain(`DISPATCH_PORT_WEB=${second.ports?.first}`);
  expect(shown).toContain("DISPATCH_BRANCH=dispatch/second");
});

test("a set-up that fails can be seen, its folder stays, and it is tried again in the same folder", async () => {
  using origin = repository({
    setup: ["echo made > half.txt", "echo the tool is missing >&2; exit 7", "echo never"],
  });
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const failed = await settled(owner, await make(owner, origin.url));
  expect(failed).toMatchObject({ status: "failed", problem: "set-up-failed" });
  expect(failed.reason).toContain("exit code 7");
  const session = failed.setUp?.sessionId ?? "";
  const shown = outputOf(await owner.events(session)).toString();
  expect(shown).toContain("the tool is missing");
  expect(shown).not.toContain("never\r\n");
  expect(existsSync(join(failed.path, "half.txt"))).toBe(true);
  writeFileSync(join(failed.path, ".dispatch.json"), JSON.stringify({ setup: "test -f half.txt" }));
  expectStatus(await owner.request("POST", `/api/workspaces/${failed.id}/retry`), 200);
  expect(await settled(owner, failed)).toMatchObject({ status: "ready", setUp: { state: "done" } });
});

test("a set-up goes on when the server is killed, and is run once", async () => {
  using origin = repository({ setup: WAITING });
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const made = await make(owner, origin.url);
  await until("a set-up that runs", () => existsSync(join(made.path, "ran.txt")));
  await server.restart();
  const preparing = await where(owner, made, "followed again", ({ progress }) => progress?.step === "Set-up");
  expect(preparing.status).toBe("preparing");
  writeFileSync(join(made.path, "go"), "");
  expect(await settled(owner, made)).toMatchObject({ status: "ready", setUp: { state: "done" } });
  expect(runs(made)).toBe(1);
});

test("a set-up that is lost with its runner is run again", async () => {
  using origin = repository({ setup: WAITING });
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const made = await make(owner, origin.url);
  const { setUp } = await where(owner, made, "in its set-up", (one) => one.setUp?.sessionId !== undefined);
  await until("a set-up that runs", () => existsSync(join(made.path, "ran.txt")));
  process.kill(await until("a runner", () => server.runnerPids[0]), "SIGKILL");
  const again = await where(
    owner,
    made,
    "in another terminal",
    (one) => one.setUp?.sessionId !== undefined && one.setUp.sessionId !== setUp?.sessionId,
  );
  expect(again.status).toBe("preparing");
  expect(await owner.session(setUp?.sessionId ?? "")).toMatchObject({ status: "ended", outcome: "lost" });
  writeFileSync(join(made.path, "go"), "");
  expect(await settled(owner, made)).toMatchObject({ status: "ready", setUp: { state: "done" } });
  expect(runs(made)).toBe(2);
});

test("what a set-up has made is taken down before the workspace goes", async () => {
  using origin = repository({ setup: "true", teardown: 'echo "$DISPATCH_WORKSPACE_NAME" >> ../torn-down' });
  await using server = await TestServer.start();
  const owner = await Account.register(server.url);
  const made = await settled(owner, await make(owner, origin.url, { name: "short-lived" }));
  expectStatus(await owner.request("DELETE", `/api/workspaces/${made.id}`), 204);
  expect(readFileSync(join(made.path, "../torn-down"), "utf8")).toBe("short-lived\n");
});
