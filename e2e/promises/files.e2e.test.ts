import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { Workspace } from "@dispatch/protocol/workspace";
import { Account, outputOf } from "@dispatch/testkit/account";
import { TestServer } from "@dispatch/testkit/test-server";
import { expect, test } from "vitest";

const bubblewrap = { DISPATCH_REGISTRATION: "open", DISPATCH_ISOLATION: "bubblewrap" };

/** A person with a workspace, and what they do with its files. */
async function person(server: TestServer, email: string) {
  const account = await Account.register(server.url, email);
  const made = await account.request<Workspace>("POST", "/api/workspaces", {
    body: { kind: "plain", name: "work" },
  });
  const { id, path: folder } = made.body;
  const content = (method: string, path: string, body?: string) =>
    account.request<{ code?: string }>(
      method,
      `/api/workspaces/${id}/files/content?path=${encodeURIComponent(path)}`,
      { body },
    );
  const list = async (path = "") => {
    const { body } = await account.request<{ items: FileEntry[] }>(
      "GET",
      `/api/workspaces/${id}/files?path=${path}`,
    );
    return body.items.map(({ name }) => name);
  };
  const run = async (command: string) => {
    const session = await account.terminal({ shell: "/bin/sh", args: ["-c", command], workspaceId: id });
    await account.ended(session.id);
    return outputOf(await account.events(session.id)).toString();
  };
  return { account, id, folder, content, list, run };
}

test("files are reached from inside the sandbox alone: they are the person's own, and links lead nowhere", async () => {
  await using server = await TestServer.start({ env: bubblewrap });
  const ada = await person(server, "ada@example.com");
  const eve = await person(server, "eve@example.com");
  expect((await ada.content("PUT", "note", "ada's")).status).toBe(201);
  const uid = Number((await ada.run("id -u; stat -c %u note")).trim().split("\r\n")[0]);
  expect([statSync(join(ada.folder, "note")).uid, readFileSync(join(ada.folder, "note"), "utf8")]).toEqual([
    uid,
    "ada's",
  ]);

  await eve.run(
    `ln -s /etc/passwd passwd; ln -s ${ada.folder} ada; ln -s ${ada.folder}/note note; ln -s ${server.home} home; mkfifo pipe; ln -s ../home up`,
  );
  const tries = ["passwd", "ada/note", "note", "home/dispatch.db", "up/.profile"];
  for (const path of tries)
    for (const method of ["GET", "PUT"] as const) {
      const answer = await eve.content(method, path, method === "PUT" ? "eve's" : undefined);
      expect([path, answer.status, answer.body.code]).toEqual([path, 422, "file-outside"]);
    }
  expect((await eve.content("GET", "pipe")).body.code).toBe("not-a-file");
  const found = await eve.account.request<{ items: object[] }>(
    "GET",
    `/api/workspaces/${eve.id}/files/search?q=ada&in=contents`,
  );
  expect(found.body.items).toEqual([]);
  expect((await eve.content("DELETE", "ada")).status).toBe(200);
  expect([await ada.list(), readFileSync(join(ada.folder, "note"), "utf8")]).toEqual([["note"], "ada's"]);
  expect(await eve.list()).toEqual(["home", "note", "passwd", "pipe", "up"]);
});
