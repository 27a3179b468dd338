import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus, outputOf } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { readyWorkspace } from "@dispatch/testkit/workspaces";
import { expect, test } from "vitest";

const isRoot = process.getuid?.() === 0;
const FIRST_PERSON = 2_000_001;
/** The walls that can be tried on this machine. */
const rungs = isRoot ? ["uid", "bubblewrap"] : ["bubblewrap"];

test.each(rungs)("on %s set-ups, carried files and editors work as the session's person", async (rung) => {
  const setUp = {
    setup: ['test -n "$DISPATCH_PORT_WEB"', "id -u >made-by.txt", "test ! -f .env || cp .env seen.txt"],
    ports: ["web"],
    check: "test -s made-by.txt",
    carry: [".env"],
  };
  using origin = new GitOrigin({
    ".dispatch.json": JSON.stringify(setUp),
    ".gitignore": ".env\n*.txt\n",
    "notes.md": "one\n",
  });
  await using server = await TestServer.start({ env: { DISPATCH_ISOLATION: rung } });
  const ada = await Account.register(server.url);
  const repo = { url: origin.url };
  const first = await readyWorkspace(ada, { kind: "worktree", repo });
  if (isRoot) expect(readFileSync(join(first.path, "made-by.txt"), "utf8")).toBe(`${FIRST_PERSON}\n`);
  const put = await ada.request("PUT", `/api/workspaces/${first.id}/files/content?path=.env`, {
    body: "SECRET=1",
  });
  expect([200, 201, 204], put.text).toContain(put.status);
  const second = await readyWorkspace(ada, { kind: "worktree", repo });
  expect(readFileSync(join(second.path, "seen.txt"), "utf8")).toBe("SECRET=1");

  const wish = { kind: "editor", workspaceId: second.id, path: "notes.md" };
  const editor = expectStatus(await ada.request<Session>("POST", "/api/sessions", { body: wish }), 201);
  const tell = (command: object) => ada.type(editor.id, JSON.stringify(command));
  const { body } = await ada.request<{ items: { version: number }[] }>(
    "GET",
    `/api/sessions/${editor.id}/documents`,
  );
  const version = body.items[0]?.version ?? 0;
  const changes = [{ from: 4, to: 4, insert: "two\n" }];
  await tell({ type: "edit", path: "notes.md", version, changes, clientId: "test" });
  await tell({ type: "save", path: "notes.md" });
  await until(
    "a file that is saved",
    () => readFileSync(join(second.path, "notes.md"), "utf8") === "one\ntwo\n",
  );
  if (isRoot) expect(statSync(join(second.path, "notes.md")).uid).toBe(FIRST_PERSON);

  // What a program in the session writes is seen in the editor.
  const { id } = await ada.terminal({
    workspaceId: second.id,
    shell: "/bin/sh",
    args: ["-c", "echo three >>notes.md; echo done"],
  });
  await ada.ended(id);
  expect(outputOf(await ada.events(id)).toString()).toContain("done");
  await until("an editor that shows it", async () =>
    (await ada.events(editor.id)).some(
      ({ channel, payload }) => channel === "editor:changed" && JSON.stringify(payload).includes("three"),
    ),
  );
  expect(existsSync(join(first.path, "seen.txt"))).toBe(false);
});
