import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { expect, test } from "vitest";
import { codeOf, openWorkspace, type TestWorkspace } from "../testing/run-errand.ts";
import { COPY_LIMIT_BYTES } from "./copy-size.ts";

const names = (it: TestWorkspace) => readdirSync(it.folder).sort();

test("a copy keeps modes, and links as links, those that lead out too", async () => {
  const it = openWorkspace();
  mkdirSync(it.at("from/closed"), { recursive: true });
  writeFileSync(it.at("from/script"), "#!/bin/sh");
  writeFileSync(it.at("from/closed/secret"), "1");
  writeFileSync(`${it.around}/beside`, "SECRET");
  symlinkSync("script", it.at("from/link"));
  symlinkSync("../../beside", it.at("from/out"));
  symlinkSync("nothing", it.at("from/dangling"));
  chmodSync(it.at("from/script"), 0o751);
  chmodSync(it.at("from/closed"), 0o500);
  await it.ask("files.copy", { from: "from", to: "to" });
  expect(["link", "out", "dangling"].map((name) => readlinkSync(it.at("to", name)))).toEqual([
    "script",
    "../../beside",
    "nothing",
  ]);
  expect([statSync(it.at("to/script")).mode & 0o777, statSync(it.at("to/closed")).mode & 0o777]).toEqual([
    0o751, 0o500,
  ]);
  expect(readFileSync(it.at("to/closed/secret"), "utf8")).toBe("1");
  expect(await codeOf(it.ask("files.copy", { from: "from/out/x", to: "stolen" }))).toBe("file-outside");
  expect(names(it)).toEqual(["from", "to"]);
});

test("what would lie in itself, also by a link, is refused where the place is named", async () => {
  const it = openWorkspace();
  mkdirSync(it.at("a/b"), { recursive: true });
  symlinkSync("a/b", it.at("door"));
  for (const errand of ["files.copy", "files.move"] as const)
    for (const to of ["a/b/c", "a/c", "door/c"])
      await expect(it.ask(errand, { from: "a", to })).rejects.toMatchObject({
        code: "invalid-request",
        data: { errors: [{ path: "to", message: expect.stringContaining("itself") as string }] },
      });
  expect(await codeOf(it.ask("files.copy", { from: "a", to: "a" }))).toBe("invalid-request");
  expect([names(it), readdirSync(it.at("a")), readdirSync(it.at("a/b"))]).toEqual([["a", "door"], ["b"], []]);
});

test("a copy that is given up on the way leaves nothing, and what was there stays", async () => {
  const it = openWorkspace();
  mkdirSync(it.at("from"));
  for (let count = 0; count < 2000; count++) writeFileSync(it.at(`from/file ${count}`), "x");
  await it.write("to", "precious");
  const end = new AbortController();
  const copy = it
    .ask("files.copy", { from: "from", to: "to", overwrite: true }, { signal: end.signal })
    .catch((error: unknown) => (error as Error).name);
  const isUnderWay = () => names(it).some((name) => name.startsWith(".dispatch-part-"));
  while (!isUnderWay()) await new Promise((resolve) => setImmediate(resolve));
  end.abort();
  expect(await copy).toBe("AbortError");
  expect([names(it), await it.read("to")]).toEqual([["from", "to"], "precious"]);
});

test("more than anybody waits for is refused before a byte of it is written", async () => {
  const it = openWorkspace();
  mkdirSync(it.at("from"));
  for (const name of ["one", "two"]) {
    writeFileSync(it.at("from", name), "");
    truncateSync(it.at("from", name), COPY_LIMIT_BYTES / 2 + 1);
  }
  await expect(it.ask("files.copy", { from: "from", to: "to" })).rejects.toMatchObject({
    code: "file-refused",
    message: expect.stringContaining("10 GiB") as string,
  });
  expect(names(it)).toEqual(["from"]);
});
