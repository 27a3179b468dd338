import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { codeOf, openWorkspace } from "../testing/run-errand.ts";

test("a list has folders first, hidden ones too, numbers by their value, and goes on where it stopped", async () => {
  const it = openWorkspace();
  for (const name of ["b", "A", ".hidden", "file10", "file9"]) writeFileSync(it.at(name), "12345");
  mkdirSync(it.at("zoo"));
  symlinkSync("b", it.at("link"));
  writeFileSync(Buffer.concat([Buffer.from(`${it.folder}/odd`), Buffer.from([0xff])]), "");
  const { entries, isComplete } = (await it.ask("files.list", { path: "" })).result;
  expect(entries.map(({ name }) => name)).toEqual([
    "zoo",
    ".hidden",
    "A",
    "b",
    "file9",
    "file10",
    "link",
    "odd\uFFFD",
  ]);
  expect([isComplete, entries[3], entries.at(-1)?.hasOddName]).toEqual([
    true,
    { name: "b", path: "b", type: "file", size: 5, isExecutable: false, modifiedAt: expect.any(Number) },
    true,
  ]);
  expect(entries.find(({ type }) => type === "link")?.target).toBe("b");
  const second = (await it.ask("files.list", { path: "", after: 3, limit: 2 })).result;
  expect([second.entries.map(({ name }) => name), second.isComplete]).toEqual([["b", "file9"], false]);
});

test("any bytes come back as they were written, whole and in part", async () => {
  const it = openWorkspace();
  for (const size of [0, 1, 256, 3 * 1024 * 1024 + 7]) {
    const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256));
    const { result } = await it.ask(
      "files.write",
      { path: "some file" },
      { upload: [bytes.subarray(0, 100), bytes.subarray(100)] },
    );
    const { notes, bytes: read } = await it.ask("files.read", { path: "some file" });
    expect(read.equals(bytes)).toBe(true);
    expect(notes[0]).toMatchObject({ start: 0, length: size, entry: { size, etag: result.entry.etag } });
    expect((await it.ask("files.stat", { path: "some file" })).result.etag).toBe(result.entry.etag);
    if (size < 2) continue;
    const middle = await it.ask("files.read", { path: "some file", range: { start: 5, end: 9 } });
    expect(middle.bytes.equals(bytes.subarray(5, 10))).toBe(true);
    const end = await it.ask("files.read", { path: "some file", range: { last: 4 } });
    expect(end.bytes.equals(bytes.subarray(-4))).toBe(true);
    expect(await codeOf(it.ask("files.read", { path: "some file", range: { start: size } }))).toBe(
      "range-refused",
    );
  }
});

test("who knows what is there gets nothing twice, and a part of something else is all of it", async () => {
  const it = openWorkspace();
  const etag = await it.write("file", "one");
  const again = await it.ask("files.read", { path: "file", unless: [etag] });
  expect([again.notes[0]?.isUnchanged, again.bytes.length]).toEqual([true, 0]);
  await it.write("file", "two");
  const part = await it.ask("files.read", { path: "file", range: { start: 1 }, rangeOnlyOf: etag });
  expect(part.bytes.toString()).toBe("two");
});

test("a write over something else than the writer knows is refused, and nothing is lost", async () => {
  const it = openWorkspace();
  const first = await it.write("deep/er/file", "one");
  await it.ask("files.write", { path: "deep/er/file", onlyOver: [first] }, { upload: ["two"] });
  const late = it.ask("files.write", { path: "deep/er/file", onlyOver: [first] }, { upload: ["three"] });
  await expect(late).rejects.toMatchObject({
    code: "file-changed",
    data: { etag: expect.stringMatching(/^"c-/) },
  });
  expect(await codeOf(it.ask("files.write", { path: "deep/er/file", onlyNew: true }))).toBe("file-changed");
  expect(await codeOf(it.ask("files.write", { path: "nothing", onlyOver: ["*"] }))).toBe("file-changed");
  expect(await codeOf(it.ask("files.delete", { path: "deep/er/file", onlyOver: [first] }))).toBe(
    "file-changed",
  );
  expect([await it.read("deep/er/file"), readdirSync(it.at("deep/er"))]).toEqual(["two", ["file"]]);
});

test("of many who write over the same thing, or make the same new one, one wins each time", async () => {
  const it = openWorkspace();
  let etag = await it.write("file", "start");
  for (let round = 0; round < 5; round++) {
    const tries = Array.from({ length: 8 }, (_, who) =>
      codeOf(it.ask("files.write", { path: "file", onlyOver: [etag] }, { upload: [`${round} ${who}`] })),
    );
    const news = Array.from({ length: 8 }, () =>
      codeOf(it.ask("files.write", { path: `new ${round}`, onlyNew: true })),
    );
    for (const all of [tries, news])
      expect((await Promise.all(all)).filter((code) => code === "done")).toHaveLength(1);
    etag = (await it.ask("files.stat", { path: "file" })).result.etag ?? "";
  }
});

test("a write keeps the mode, goes through a link that stays inside, and leaves nothing when it is given up", async () => {
  const it = openWorkspace();
  await it.write("script", "#!/bin/sh");
  chmodSync(it.at("script"), 0o750);
  symlinkSync("script", it.at("link"));
  await it.write("link", "changed");
  expect([readFileSync(it.at("script"), "utf8"), statSync(it.at("script")).mode & 0o777]).toEqual([
    "changed",
    0o750,
  ]);
  const end = new AbortController();
  async function* half() {
    yield Buffer.from("half");
    end.abort();
    yield Buffer.from("of it");
  }
  await expect(
    it.ask("files.write", { path: "script" }, { upload: half(), signal: end.signal }),
  ).rejects.toThrow();
  expect([await it.read("script"), readdirSync(it.folder).sort()]).toEqual(["changed", ["link", "script"]]);
});

test("folders are made, things are moved and copied, and nothing is overwritten unasked", async () => {
  const it = openWorkspace();
  await it.ask("files.make-folder", { path: "a/b", makeParents: true });
  expect(await codeOf(it.ask("files.make-folder", { path: "a" }))).toBe("file-exists");
  expect(await codeOf(it.ask("files.make-folder", { path: "x/y" }))).toBe("file-not-found");
  await it.write("a/b/one", "1");
  symlinkSync("one", it.at("a/b/link"));
  await it.ask("files.copy", { from: "a", to: "copy" });
  expect([await it.read("copy/b/one"), await it.read("copy/b/link")]).toEqual(["1", "1"]);
  await it.ask("files.move", { from: "a/b/one", to: "a/two" });
  expect([existsSync(it.at("a/b/one")), await it.read("a/two")]).toEqual([false, "1"]);
  await it.write("other", "2");
  for (const errand of ["files.move", "files.copy"] as const) {
    expect(await codeOf(it.ask(errand, { from: "a", to: "copy" }))).toBe("file-exists");
    expect(await codeOf(it.ask(errand, { from: "a", to: "a/b/inner" }))).toBe("invalid-request");
    expect(await codeOf(it.ask(errand, { from: "", to: "elsewhere" }))).toBe("file-refused");
    expect(await codeOf(it.ask(errand, { from: "other", to: "a/two" }))).toBe("file-exists");
  }
  await it.ask("files.move", { from: "other", to: "a/two", overwrite: true });
  expect(await it.read("a/two")).toBe("2");
  const { items } = (await it.ask("files.deleted", {})).result;
  expect(items.map(({ path }) => path)).toEqual(["a/two"]);
});

test("what is deleted is out of sight of lists and of git, and comes back", async () => {
  const it = openWorkspace();
  execFileSync("git", ["init", "-q"], { cwd: it.folder });
  await it.write("folder/file", "precious");
  await it.write("other", "2");
  const { deleted } = (await it.ask("files.delete", { path: "folder" })).result;
  await it.ask("files.delete", { path: "other" });
  const seen = (await it.ask("files.list", { path: "" })).result.entries.map(({ name }) => name);
  const status = execFileSync("git", ["status", "--porcelain"], { cwd: it.folder }).toString();
  expect([seen, status]).toEqual([[".git"], ""]);
  execFileSync("git", ["clean", "-fdq"], { cwd: it.folder });
  expect(await codeOf(it.ask("files.list", { path: ".dispatch-trash" }))).toBe("invalid-request");
  await it.write("folder/file", "in its place");
  const id = deleted?.id ?? "";
  expect(await codeOf(it.ask("files.restore", { id }))).toBe("file-exists");
  await it.ask("files.restore", { id, to: "back/again" });
  expect([await it.read("back/again/file"), await codeOf(it.ask("files.restore", { id }))]).toEqual([
    "precious",
    "deleted-file-not-found",
  ]);
  expect((await it.ask("files.deleted", {})).result.items.map(({ path }) => path)).toEqual(["other"]);
  await it.ask("files.clear", {});
  expect((await it.ask("files.deleted", {})).result.items).toEqual([]);
  await it.ask("files.delete", { path: "folder", forGood: true });
  expect([existsSync(it.at("folder")), readdirSync(it.at(".dispatch-trash"))]).toEqual([
    false,
    [".gitignore"],
  ]);
});

test("after fourteen days the trash is cleared, also of what is not writable, or deep", async () => {
  const it = openWorkspace();
  const deep = `deep${"/d".repeat(100)}`;
  mkdirSync(it.at(deep), { recursive: true });
  writeFileSync(it.at(deep, "file"), "");
  chmodSync(it.at("deep/d/d"), 0o500);
  const { deleted } = (await it.ask("files.delete", { path: "deep" })).result;
  await it.ask("files.deleted", {});
  const bin = it.at(".dispatch-trash", deleted?.id ?? "");
  expect(existsSync(bin)).toBe(true);
  writeFileSync(
    `${bin}/deleted.json`,
    JSON.stringify({ ...deleted, deletedAt: Date.now() - 15 * 24 * 3600_000 }),
  );
  expect((await it.ask("files.deleted", {})).result.items).toEqual([]);
  expect(readdirSync(it.at(".dispatch-trash"))).toEqual([".gitignore"]);
});
