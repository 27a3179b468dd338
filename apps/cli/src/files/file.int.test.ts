import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { program } from "../testing/terminal.ts";

test("files are put, listed, read, searched, moved, deleted and taken back, and what others change is told", async () => {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const run = (line: string, stdin = "") => server.run(line.split(" "), stdin);
  const at = (name: string) => join(server.folder, name);
  const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251));
  writeFileSync(at("local"), bytes);
  await run("workspace new work");

  expect((await run(`file put ${at("local")} work:deep/er/ --parents`)).out).toBe("deep/er/local  2.9 MiB\n");
  const put = await run("file put - work:note.txt --json", "one\nneedle\n");
  const { etag } = JSON.parse(put.out) as { etag: string };
  const late = await server.run(
    ["file", "put", "-", "work:note.txt", "--if-match", etag.replace("c-", "c-0")],
    "x",
  );
  expect([late.code, late.err]).toEqual([5, expect.stringContaining("somebody else")]);
  expect((await run("file put - work:note.txt --new", "x")).code).toBe(5);
  expect((await run("file ls work:")).out).toMatch(
    /^SIZE +CHANGED +NAME\nfolder .* deep\/\n11 B .* note.txt\n$/,
  );
  expect((await run("file cat work:note.txt")).out).toBe("one\nneedle\n");
  await run(`file get work:deep/er/local ${at("back")}`);
  expect(readFileSync(at("back")).equals(bytes)).toBe(true);
  await run(`file get work:deep ${at("deep.tar")} --format tar`);
  expect(readFileSync(at("deep.tar")).includes("deep/er/local")).toBe(true);
  expect((await run("file cat work:nowhere")).code).toBe(4);
  expect((await run("file cat work:../secret")).code).toBe(2);

  expect((await run("file search work: erlocal")).out).toBe("deep/er/local\n");
  const found = (await run("file search work: needle --in contents --json")).out.trim().split("\n");
  expect(found.map((line) => JSON.parse(line) as object)).toEqual([
    { path: "note.txt", line: 2, column: 1, text: "needle" },
    { isComplete: true },
  ]);

  const watching = spawn(process.execPath, [program, "file", "watch", "work:"], {
    env: server.env,
    stdio: "pipe",
  });
  const told = { out: "", err: "" };
  watching.stdout.on("data", (chunk: Buffer) => (told.out += chunk.toString()));
  watching.stderr.on("data", (chunk: Buffer) => (told.err += chunk.toString()));
  while (!told.err.includes("Watching")) await once(watching.stderr, "data");
  expect((await run("file mkdir work:made")).out).toBe("made/\n");
  while (!told.out.includes("changed  made\n")) await once(watching.stdout, "data");
  watching.kill("SIGINT");
  expect((await once(watching, "exit"))[0]).toBe(130);

  expect((await run("file mv work:note.txt made/note")).out).toBe("made/note\n");
  expect((await run("file cp work:made work:copy")).out).toBe("copy/\n");
  expect((await run("file cp work:made work:copy")).code).toBe(5);
  const { deleted } = JSON.parse((await run("file rm work:made --json")).out) as { deleted: { id: string } };
  expect((await run("file deleted work")).out).toContain(`${deleted.id}  `);
  expect((await run(`file restore work ${deleted.id} --to again`)).out).toBe("again/\n");
  expect((await run("file cat work:again/note")).out).toBe("one\nneedle\n");
  await run("file rm work:copy");
  expect((await run("file clear work")).out).toBe("cleared\n");
  expect((await run("file deleted work")).out).toBe("No deleted files.\n");
  expect(existsSync(at("back.partial"))).toBe(false);
});
