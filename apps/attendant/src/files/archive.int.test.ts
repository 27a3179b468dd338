import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { openWorkspace, type TestWorkspace } from "../testing/run-errand.ts";

const LARGE = Buffer.from(Uint8Array.from({ length: 3 * 1024 * 1024 + 5 }, (_, at) => (at * 7) % 251));
const LONG = `${"long name ".repeat(12)}é.txt`;

function filled(): TestWorkspace {
  const it = openWorkspace();
  mkdirSync(it.at("top/empty"), { recursive: true });
  mkdirSync(it.at("top", "x".repeat(90)));
  writeFileSync(it.at("top/large"), LARGE);
  writeFileSync(it.at("top/none"), "");
  writeFileSync(it.at("top", "x".repeat(90), LONG), "long");
  writeFileSync(it.at("top/script"), "#!/bin/sh\n");
  chmodSync(it.at("top/script"), 0o750);
  symlinkSync("../../etc/passwd", it.at("top/link"));
  execFileSync("mkfifo", [it.at("top/pipe")]);
  return it;
}

test("a folder as tar is what tar makes of it again", async () => {
  const it = filled();
  const { notes, bytes } = await it.ask("files.archive", { path: "top", format: "tar" });
  expect(notes).toEqual([{ name: "top" }]);
  const out = join(it.around, "out");
  mkdirSync(out);
  execFileSync("tar", ["-x", "-C", out], { input: bytes });
  expect(readdirSync(join(out, "top")).sort()).toEqual([
    "empty",
    "large",
    "link",
    "none",
    "script",
    "x".repeat(90),
  ]);
  expect(readFileSync(join(out, "top/large")).equals(LARGE)).toBe(true);
  expect(readFileSync(join(out, "top", "x".repeat(90), LONG), "utf8")).toBe("long");
  expect(readlinkSync(join(out, "top/link"))).toBe("../../etc/passwd");
  expect(statSync(join(out, "top/script")).mode & 0o777).toBe(0o750);
  const times = [out, it.folder].map((folder) =>
    Math.floor(lstatSync(join(folder, "top/script")).mtimeMs / 1000),
  );
  expect(times[0]).toBe(times[1]);
});

test("a folder as zip has every name, mode and byte in its directory", async () => {
  const it = filled();
  const { bytes } = await it.ask("files.archive", { path: "top", format: "zip" });
  const entries = readZip(bytes);
  expect(Object.keys(entries).sort()).toEqual(
    [
      "top/",
      "top/empty/",
      "top/large",
      "top/link",
      "top/none",
      "top/script",
      `top/${"x".repeat(90)}/`,
      `top/${"x".repeat(90)}/${LONG}`,
    ].sort(),
  );
  expect(entries["top/large"]?.content.equals(LARGE)).toBe(true);
  expect([entries["top/link"]?.content.toString(), entries["top/link"]?.mode]).toEqual([
    "../../etc/passwd",
    0o120777,
  ]);
  expect([entries["top/script"]?.content.toString(), entries["top/script"]?.mode]).toEqual([
    "#!/bin/sh\n",
    0o100750,
  ]);
});

test("the trash stays at home, and a file that shrinks under way breaks the archive off", async () => {
  const it = filled();
  await it.write("gone", "gone");
  await it.ask("files.delete", { path: "gone" });
  const whole = await it.ask("files.archive", { path: "", format: "zip" });
  expect(Object.keys(readZip(whole.bytes)).filter((name) => /trash|gone/.test(name))).toEqual([]);
  const cut = it.ask(
    "files.archive",
    { path: "top", format: "tar" },
    { onBytes: () => truncateSync(it.at("top/large"), 100) },
  );
  await expect(cut).rejects.toMatchObject({ code: "file-changed" });
});

test("an archive nobody waits for any more is not made", async () => {
  const it = filled();
  const end = new AbortController();
  let pieces = 0;
  const onBytes = () => {
    pieces += 1;
    end.abort();
  };
  await expect(
    it.ask("files.archive", { path: "top", format: "tar" }, { signal: end.signal, onBytes }),
  ).rejects.toThrow();
  expect(pieces).toBeLessThan(20);
});

/** By the directory at its end, as programs read it. */
function readZip(bytes: Buffer) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const entries: Record<string, { content: Buffer; mode: number }> = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packedSize, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + packedSize);
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    expect(content.length).toBe(size);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    entries[name] = { content, mode: bytes.readUInt32LE(at + 38) >>> 16 };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30);
  }
  return entries;
}
