import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { ErrandNote } from "@dispatch/protocol/errands";
import { expect, onTestFinished, test } from "vitest";
import { TestWorkspace } from "../testing/run-errand.ts";

async function watching(it: TestWorkspace, path = "") {
  const told: ErrandNote<"files.watch">[] = [];
  const end = new AbortController();
  let wake: () => void = () => undefined;
  const onNote = (note: ErrandNote<"files.watch">) => {
    told.push(note);
    wake();
  };
  const done = it.ask("files.watch", { path }, { signal: end.signal, onNote });
  onTestFinished(async () => {
    end.abort();
    await done;
    it[Symbol.dispose]();
  });
  /** Resolves when it was told. */
  const heard = async (type: string, changed?: string) => {
    while (
      !told.some((note) => note.type === type && (!("path" in note) || note.path === (changed ?? note.path)))
    )
      await new Promise<void>((resolve) => (wake = resolve));
  };
  await heard("watching");
  return { told, heard };
}

test("what others make, change, move and delete is told, in folders that came later too", async () => {
  const it = new TestWorkspace();
  mkdirSync(it.at("src"));
  const { told, heard } = await watching(it);
  writeFileSync(it.at("src/a"), "1");
  await heard("changed", "src/a");
  mkdirSync(it.at("new/deep/er"), { recursive: true });
  writeFileSync(it.at("new/deep/er/file"), "1");
  await heard("changed", "new/deep/er/file");
  told.length = 0;
  writeFileSync(it.at("new/deep/er/file"), "2");
  await heard("changed", "new/deep/er/file");
  renameSync(it.at("new"), it.at("moved"));
  await heard("deleted", "new");
  await heard("changed", "moved/deep/er/file");
  told.length = 0;
  writeFileSync(it.at("moved/deep/er/7"), "1");
  await heard("changed", "moved/deep/er/7");
  rmSync(it.at("moved/deep"), { recursive: true });
  await heard("deleted", "moved/deep");
  await it.write("src/mine", "1");
  await heard("changed", "src/mine");
  expect(told.filter((note) => "path" in note && /dispatch-part/.test(note.path))).toEqual([]);
});

test("git's folder, packages, the trash and what links lead to are left out", async () => {
  const it = new TestWorkspace();
  for (const folder of [".git", "node_modules/a", "src"]) mkdirSync(it.at(folder), { recursive: true });
  symlinkSync(it.around, it.at("src/out"));
  const { told, heard } = await watching(it);
  for (const path of [".git/index", "node_modules/a/b", "../beside"]) writeFileSync(it.at(path), "1");
  mkdirSync(it.at("src/node_modules"));
  await it.write("src/gone", "1");
  await it.ask("files.delete", { path: "src/gone" });
  await heard("deleted", "src/gone");
  writeFileSync(it.at("src/last"), "1");
  await heard("changed", "src/last");
  const paths = new Set(told.flatMap((note) => ("path" in note ? [note.path] : [])));
  expect([...paths].filter((path) => !["src/gone", "src/last"].includes(path))).toEqual([]);
});

test("too much at once is one word, and what comes after it is told again", async () => {
  const it = new TestWorkspace();
  const { told, heard } = await watching(it);
  mkdirSync(it.at("many"));
  for (let number = 0; number < 1500; number++) writeFileSync(it.at(`many/${number}`), "");
  await heard("overflow");
  expect(told.length).toBeLessThan(1200);
  writeFileSync(it.at("many/after"), "");
  await heard("changed", "many/after");
});
