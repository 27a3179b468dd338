import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentKey, readStamp, removeStamp, sourceFiles, statKey, writeStamp } from "./stamps.mjs";

let base: string;
let file: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "dispatch-stamps-"));
  file = join(base, "a.ts");
  writeFileSync(file, "one");
});

afterEach(() => rmSync(base, { recursive: true }));

test("a content key changes with content, name and facts, and not with time", () => {
  const key = contentKey(base, [file], ["x"]);
  utimesSync(file, 1, 1);
  expect(contentKey(base, [file], ["x"])).toBe(key);
  expect(contentKey(base, [file], ["y"])).not.toBe(key);
  writeFileSync(join(base, "b.ts"), "one");
  expect(contentKey(base, [join(base, "b.ts")], ["x"])).not.toBe(key);
  writeFileSync(file, "two");
  expect(contentKey(base, [file], ["x"])).not.toBe(key);
});

test("a stat key changes with time and with size", () => {
  utimesSync(file, 1, 1);
  const key = statKey(base, [file], []);
  expect(statKey(base, [file], [])).toBe(key);
  utimesSync(file, 1, 2);
  expect(statKey(base, [file], [])).not.toBe(key);
  writeFileSync(file, "longer");
  utimesSync(file, 1, 1);
  expect(statKey(base, [file], [])).not.toBe(key);
});

test("the order in which files are named makes no difference", () => {
  const other = join(base, "b.ts");
  writeFileSync(other, "two");
  expect(contentKey(base, [file, other], [])).toBe(contentKey(base, [other, file], []));
});

test("source files are those below the folders, without tests and what is generated", () => {
  for (const folder of ["src/deep", "dist", "node_modules/x", ".svelte-kit"]) {
    mkdirSync(join(base, folder), { recursive: true });
    writeFileSync(join(base, folder, "file.ts"), "");
  }
  writeFileSync(join(base, "src/file.test.ts"), "");
  writeFileSync(join(base, "src/file.int.test.ts"), "");
  expect(sourceFiles([base, join(base, "absent")])).toEqual([file, join(base, "src/deep/file.ts")]);
});

test("a stamp is read as it was written, and gone once removed", () => {
  const stamps = join(base, "stamps");
  expect(readStamp(stamps, "build")).toBeUndefined();
  writeStamp(stamps, "build", "key");
  expect(readStamp(stamps, "build")).toBe("key");
  removeStamp(stamps, "build");
  expect(readStamp(stamps, "build")).toBeUndefined();
});
