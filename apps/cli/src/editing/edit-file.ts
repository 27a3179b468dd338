import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Client } from "@dispatch/client";
import { type Editor, openEditor } from "@dispatch/client/editor/open-editor";
import type { SharedDocument } from "@dispatch/client/editor/shared-document";
import { problemOf } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";
import { mergeInto } from "@dispatch/protocol/text-merge";
import { exitCode, Failure } from "../failure.ts";

type Needs = {
  readonly client: Client;
  readonly session: Session;
  readonly path: string;
  /** The program that people edit with, as a shell understands it. */
  readonly program: string;
};

/**
 * Lets somebody edit a copy with a program of this machine, and saves what they made of it through an editor session:
 * what others wrote meanwhile is merged. What cannot be saved stays in the copy. Answers whether anything was changed.
 */
export async function editFile({ client, session, path, program }: Needs): Promise<boolean> {
  using live = client.live();
  using editor = await openEditor({ client, live, sessionId: session.id });
  const document = await editor.open(path, { isNew: true });
  const before = document.text;
  const folder = await mkdtemp(join(tmpdir(), "dispatch-edit-"));
  const copy = join(folder, basename(path));
  await writeFile(copy, before, { mode: 0o600 });
  await run(program, copy);
  const after = await readFile(copy, "utf8");
  if (after !== before) await save({ editor, document, session, before, after, copy });
  await rm(folder, { recursive: true, force: true });
  return after !== before;
}

async function run(program: string, copy: string): Promise<void> {
  const child = spawn("/bin/sh", ["-c", `${program} "$1"`, "sh", copy], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code === 0) return;
  throw new Failure({
    exitCode: exitCode.failed,
    code: "editor-failed",
    what: `${program} ended with ${code ?? "a signal"}; nothing was saved`,
    advice: `What was edited is in ${copy}`,
  });
}

type Edited = {
  readonly editor: Editor;
  readonly document: SharedDocument;
  readonly session: Session;
  readonly before: string;
  readonly after: string;
  readonly copy: string;
};

async function save({ editor, document, session, before, after, copy }: Edited): Promise<void> {
  const { path } = document;
  const changes = mergeInto(before, document.text, after);
  if (!changes) {
    throw new Failure({
      exitCode: exitCode.refused,
      code: "file-changed",
      what: `Somebody else changed the same lines of ${path} meanwhile; nothing was saved`,
      advice: `What you edited is in ${copy}`,
    });
  }
  try {
    document.edit(changes);
    await editor.save(path);
  } catch (error) {
    if (problemOf(error)?.code !== "editor-conflict") throw error;
    const resolve = JSON.stringify({ type: "resolve", path, take: "mine" });
    throw new Failure({
      exitCode: exitCode.refused,
      code: "editor-conflict",
      what: `${path} was changed on the disk, in lines that you changed too; nothing was written`,
      advice: `\`dispatch send ${session.id} '${resolve}'\` writes yours and keeps the other beside it`,
    });
  }
}
