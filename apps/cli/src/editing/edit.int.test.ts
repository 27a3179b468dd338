import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";

async function workspaceWith(name: string, text: string) {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const run = (...words: string[]) => server.run(words);
  await run("workspace", "new", "work");
  const { out } = await run("workspace", "ls", "--json");
  const { path } = (JSON.parse(out) as { items: [Workspace] }).items[0];
  writeFileSync(join(path, name), text);
  const edit = (script: string, reference = `work:${name}`) => {
    const program = join(server.folder, "editor.sh");
    writeFileSync(program, `file="$1"\nplace=${path}\n${script}\n`);
    server.env["VISUAL"] = `/bin/sh ${program}`;
    return run("edit", reference);
  };
  return { run, edit, textOf: (file = name) => readFileSync(join(path, file), "utf8") };
}

test("a file is edited with a program of one's own; what others write meanwhile is merged", async () => {
  const { edit, textOf, run } = await workspaceWith("a.txt", "1\n2\n3\n4\n");
  const merged = await edit(`sed -i s/1/one/ "$file"; sed -i s/4/four/ $place/a.txt`);
  expect([merged.code, merged.out, merged.err]).toEqual([0, "a.txt  saved\n", ""]);
  expect(textOf()).toBe("one\n2\n3\nfour\n");
  expect((await edit("true")).out).toBe("a.txt  not changed\n");
  expect((await edit(`echo new > "$file"`, "work:deep/new.txt")).out).toBe("deep/new.txt  saved\n");
  expect(textOf("deep/new.txt")).toBe("new\n");
  expect((await run("ls")).out).toMatch(/ended \(stopped\) .* Edit deep\/new.txt/);
});

test("where both changed the same lines nothing is written over, and one is told what to do", async () => {
  const { edit, textOf, run } = await workspaceWith("a.txt", "1\n");
  const refused = await edit(`echo mine > "$file"; echo theirs > $place/a.txt`);
  expect([refused.code, refused.err]).toEqual([
    5,
    expect.stringMatching(/same lines|lines that you changed/),
  ]);
  expect(textOf()).toBe("theirs\n");
  const failed = await edit(`echo mine > "$file"; exit 3`);
  expect([failed.code, failed.err]).toEqual([1, expect.stringContaining("ended with 3; nothing was saved")]);
  const copy = /is in (\S+?)\.?\n/.exec(failed.err)?.[1] ?? "";
  expect(readFileSync(copy, "utf8")).toBe("mine\n");
  expect((await run("edit", "work")).code).toBe(2);
});

test("an editor session is started, and its log is printed in words", async () => {
  const { run } = await workspaceWith("a.txt", "one\n");
  const id = (await run("new", "editor", "work", "a.txt")).out.trim();
  expect(id).toMatch(/^ses_/);
  const edit = { type: "edit", path: "a.txt", version: 0, changes: [{ from: 0, to: 3, insert: "two!" }] };
  expect((await run("send", id, JSON.stringify({ ...edit, clientId: "cli" }))).code).toBe(0);
  expect((await run("send", id, '{"type":"save","path":"a.txt"}')).code).toBe(0);
  expect((await run("logs", id)).out.replaceAll(/^[\d:]{8} {2}/gm, "").split("\n")).toEqual([
    "a.txt opened (4 characters)",
    expect.stringMatching(/^\S+ changed a.txt \(\+4 -3\)$/),
    expect.stringMatching(/^\S+ saved a.txt$/),
    "",
  ]);
  expect((await run("new", "editor", "work", "none.txt")).code).toBe(4);
  expect((await run("attach", id)).code).toBe(5);
});
