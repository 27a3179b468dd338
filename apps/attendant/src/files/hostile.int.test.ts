import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { codeOf, openWorkspace, type TestWorkspace } from "../testing/run-errand.ts";

function open(): TestWorkspace {
  const it = openWorkspace();
  mkdirSync(join(it.around, "workspace twin"));
  for (const folder of ["", "workspace twin"]) writeFileSync(join(it.around, folder, "secret"), "SECRET");
  return it;
}

const untouched = (it: TestWorkspace) => {
  expect(readdirSync(it.around).sort()).toEqual(["secret", "workspace", "workspace twin"]);
  expect(readdirSync(join(it.around, "workspace twin"))).toEqual(["secret"]);
  expect(readFileSync(join(it.around, "secret"), "utf8")).toBe("SECRET");
};

const bad = [
  "../secret",
  "a/../../secret",
  "/etc/passwd",
  "..",
  ".",
  "a//b",
  "./secret",
  "x".repeat(256),
  `a${"/a".repeat(200)}`,
];

test("paths that lead away, and those that are none, are refused by everything", async () => {
  const it = open();
  mkdirSync(it.at("a"));
  await it.write("mine", "mine");
  for (const path of bad) {
    const codes = await Promise.all([
      codeOf(it.ask("files.list", { path })),
      codeOf(it.ask("files.read", { path })),
      codeOf(it.ask("files.write", { path, makeParents: true }, { upload: ["x"] })),
      codeOf(it.ask("files.make-folder", { path })),
      codeOf(it.ask("files.move", { from: path, to: "b" })),
      codeOf(it.ask("files.move", { from: "mine", to: path })),
      codeOf(it.ask("files.copy", { from: "mine", to: path })),
      codeOf(it.ask("files.delete", { path })),
      codeOf(it.ask("files.archive", { path, format: "tar" })),
      codeOf(it.ask("files.search", { path, query: "e" })),
      codeOf(it.ask("files.watch", { path })),
    ]);
    expect([path, new Set(codes)]).toEqual([path, new Set(["invalid-request"])]);
  }
  await expect(it.ask("files.read", { path: "a\0b" })).rejects.toThrow("NUL");
  untouched(it);
});

test("links that lead out yield nothing, whatever is done with them; those inside are followed", async () => {
  const it = open();
  mkdirSync(it.at("real"));
  writeFileSync(it.at("real/file"), "inside");
  symlinkSync("../secret", it.at("out"));
  symlinkSync(it.around, it.at("up"));
  symlinkSync(join(it.around, "workspace twin"), it.at("twin"));
  symlinkSync("self", it.at("self"));
  symlinkSync("real/../real", it.at("in"));
  symlinkSync(it.at("real"), it.at("absolute"));
  expect([await it.read("in/file"), await it.read("absolute/file")]).toEqual(["inside", "inside"]);
  for (const path of ["out", "up/secret", "twin/secret", "up/workspace twin/secret"]) {
    expect(await codeOf(it.ask("files.read", { path }))).toBe("file-outside");
    expect(await codeOf(it.ask("files.write", { path, makeParents: true }, { upload: ["x"] }))).toBe(
      "file-outside",
    );
  }
  for (const path of ["up", "twin"]) {
    expect(await codeOf(it.ask("files.list", { path }))).toBe("file-outside");
    expect(await codeOf(it.ask("files.make-folder", { path: `${path}/new` }))).toBe("file-outside");
    expect(await codeOf(it.ask("files.move", { from: "real", to: `${path}/new` }))).toBe("file-outside");
    expect(await codeOf(it.ask("files.delete", { path: `${path}/secret` }))).toBe("file-outside");
    expect(await codeOf(it.ask("files.archive", { path, format: "zip" }))).toBe("file-outside");
  }
  expect(await codeOf(it.ask("files.read", { path: "self" }))).toBe("file-refused");
  await it.ask("files.copy", { from: "twin", to: "copied link" });
  const tar = await it.ask("files.archive", { path: "", format: "tar" });
  expect(tar.bytes.includes("SECRET")).toBe(false);
  const found = await it.ask("files.search", { query: "SECRET", in: "contents" });
  expect(found.notes).toEqual([]);
  for (const path of ["up", "twin", "out", "copied link"])
    await it.ask("files.delete", { path, forGood: true });
  untouched(it);
});

test("nothing waits for a pipe, and neither pipe nor socket is read, written or packed", async () => {
  const it = open();
  execFileSync("mkfifo", [it.at("pipe")]);
  const socket = createServer().listen(it.at("socket"));
  onTestFinished(() => void socket.close());
  await new Promise((resolve) => socket.once("listening", resolve));
  for (const path of ["pipe", "socket"]) {
    expect(await codeOf(it.ask("files.read", { path }))).toBe("not-a-file");
    expect(await codeOf(it.ask("files.write", { path }, { upload: ["x"] }))).toBe("not-a-file");
    expect(await codeOf(it.ask("files.copy", { from: path, to: "copy" }))).toBe("not-a-file");
    expect((await it.ask("files.stat", { path })).result.type).toBe("other");
  }
  await it.ask("files.archive", { path: "", format: "zip" });
  await it.ask("files.copy", { from: "pipe", to: "x" }).catch(() => undefined);
  await it.ask("files.search", { query: "a", in: "contents" });
  expect(readdirSync(it.folder).sort()).toEqual(["pipe", "socket"]);
});

/** A thread that swaps a folder and a file for links that lead out, and back, as fast as it can. */
async function swapping(it: TestWorkspace): Promise<Disposable> {
  const worker = new Worker(
    `const { renameSync } = require("node:fs");
     const { parentPort, workerData: pairs } = require("node:worker_threads");
     const swap = (a, b) => { renameSync(a, a + ".away"); renameSync(b, a); renameSync(a + ".away", b); };
     let running = true;
     parentPort.on("message", () => (running = false));
     const turn = () => {
       for (let i = 0; i < 50; i++) for (const [a, b] of pairs) try { swap(a, b); } catch {}
       if (running) setImmediate(turn);
     };
     parentPort.postMessage("ready");
     turn();`,
    {
      eval: true,
      workerData: [
        [it.at("door"), it.at("evil door")],
        [it.at("file"), it.at("evil file")],
      ],
    },
  );
  await new Promise((resolve) => worker.once("message", resolve));
  return { [Symbol.dispose]: () => void worker.terminate() };
}

test("links that are swapped in while one reads, writes, copies, packs, deletes and watches lead nowhere", async () => {
  const it = open();
  const outside = join(it.around, "workspace twin");
  mkdirSync(it.at("door"));
  writeFileSync(it.at("door/secret"), "inside");
  writeFileSync(it.at("file"), "inside");
  symlinkSync(outside, it.at("evil door"));
  symlinkSync(join(outside, "secret"), it.at("evil file"));
  using _ = await swapping(it);
  const seen = { inside: 0, refused: 0 };
  const attempt = async (act: () => Promise<{ bytes: Buffer }>) => {
    try {
      const { bytes } = await act();
      expect(bytes.includes("SECRET")).toBe(false);
      seen.inside += 1;
    } catch (error) {
      if (error instanceof Error && "code" in error) seen.refused += 1;
      else throw error;
    }
  };
  // Until it was met both ways, often enough that a look before the use would have been betrayed.
  for (let round = 0; round < 300 || seen.inside < 50 || seen.refused < 50; round++) {
    await attempt(() => it.ask("files.read", { path: "door/secret" }));
    await attempt(() => it.ask("files.read", { path: "file" }));
    await attempt(() => it.ask("files.write", { path: "door/new" }, { upload: ["x"] }));
    await attempt(() => it.ask("files.write", { path: "file" }, { upload: ["inside"] }));
    await attempt(() => it.ask("files.make-folder", { path: "door/made" }));
    await attempt(() => it.ask("files.move", { from: "door/new", to: "door/moved", overwrite: true }));
    await attempt(() => it.ask("files.delete", { path: "door/made", forGood: true }));
    if (round % 10 > 0) continue;
    await attempt(() => it.ask("files.list", { path: "door" }));
    await attempt(() => it.ask("files.archive", { path: "door", format: "tar" }));
    await attempt(() => it.ask("files.copy", { from: "door", to: "copy", overwrite: true }));
    await attempt(() => it.ask("files.clear", {}));
  }
  untouched(it);
});

test("a trash that a session made up gives nothing away and takes nothing", async () => {
  const it = open();
  symlinkSync(join(it.around, "workspace twin"), it.at(".dispatch-trash"));
  await it.write("file", "mine");
  expect(await codeOf(it.ask("files.delete", { path: "file" }))).toBe("file-refused");
  unlinkSync(it.at(".dispatch-trash"));
  const id = "0123456789abcdef";
  mkdirSync(it.at(".dispatch-trash", id), { recursive: true });
  const bin = (name: string) => it.at(".dispatch-trash", id, name);
  symlinkSync(join(it.around, "secret"), bin("content"));
  const note = { id, path: "../stolen", type: "file", size: 1, deletedAt: Date.now() };
  writeFileSync(bin("deleted.json"), JSON.stringify(note));
  expect(await codeOf(it.ask("files.restore", { id }))).toBe("invalid-request");
  await it.ask("files.restore", { id, to: "restored" });
  expect(await codeOf(it.ask("files.read", { path: "restored" }))).toBe("file-outside");
  mkdirSync(it.at(".dispatch-trash", id));
  symlinkSync(join(it.around, "workspace twin"), bin("content"));
  execFileSync("mkfifo", [bin("deleted.json")]);
  expect((await it.ask("files.deleted", {})).result.items).toEqual([]);
  await it.ask("files.clear", {});
  expect(existsSync(bin("content"))).toBe(false);
  untouched(it);
});

test("a folder that is moved out of the workspace while something is written into it gets nothing", async () => {
  const it = open();
  mkdirSync(it.at("folder"));
  async function* slow() {
    yield Buffer.from("half");
    renameSync(it.at("folder"), join(it.around, "gone"));
    yield Buffer.from("of it");
  }
  expect(await codeOf(it.ask("files.write", { path: "folder/file" }, { upload: slow() }))).toBe(
    "file-outside",
  );
  expect(readdirSync(join(it.around, "gone"))).toEqual([]);
  linkSync(join(it.around, "secret"), it.at("hard link"));
  await it.write("hard link", "mine now");
  expect(readFileSync(join(it.around, "secret"), "utf8")).toBe("SECRET");
});
