import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrandName, ErrandNote, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import { errands } from "@dispatch/protocol/errands";
import type { Errand, ErrandHandler } from "../errand.ts";
import { onTestFinished } from "vitest";
import { handlers } from "../handlers.ts";

export type Told<N extends ErrandName> = {
  readonly result: ErrandResult<N>;
  readonly notes: ErrandNote<N>[];
  readonly bytes: Buffer;
};

type Options<N extends ErrandName> = {
  readonly upload?: AsyncIterable<Buffer> | readonly (Buffer | string)[];
  readonly signal?: AbortSignal;
  readonly onNote?: (note: ErrandNote<N>) => void;
  readonly onBytes?: (bytes: Buffer) => void | Promise<void>;
};

/** A workspace's folder with something precious beside it, and errands that are done in it. */
export class TestWorkspace implements Disposable {
  readonly around = realpathSync(mkdtempSync(join(tmpdir(), "dispatch-files-")));
  readonly folder = join(this.around, "workspace");

  constructor() {
    mkdirSync(this.folder);
  }

  at = (...names: string[]) => join(this.folder, ...names);

  async ask<N extends ErrandName>(
    name: N,
    params: ErrandWish<N>,
    options: Options<N> = {},
  ): Promise<Told<N>> {
    const notes: ErrandNote<N>[] = [];
    const parts: Buffer[] = [];
    const errand: Errand<N> = {
      folder: this.folder,
      signal: options.signal ?? new AbortController().signal,
      note: (note) => {
        notes.push(note);
        options.onNote?.(note);
      },
      send: async (bytes) => {
        parts.push(Buffer.from(bytes));
        await options.onBytes?.(bytes);
      },
      received: received(options.upload ?? []),
      credentials: () => Promise.reject(new Error("files need no credentials")),
      publicKeyFile: () => Promise.reject(new Error("nothing is signed here")),
    };
    const handle = handlers[name] as unknown as ErrandHandler<N>;
    const parsed = errands[name].params.parse(params) as never;
    const result = errands[name].result.parse(await handle(parsed, errand)) as ErrandResult<N>;
    return { result, notes, bytes: Buffer.concat(parts) };
  }

  async write(path: string, text: string | Buffer): Promise<string> {
    const { result } = await this.ask("files.write", { path, makeParents: true }, { upload: [text] });
    return result.entry.etag ?? "";
  }

  async read(path: string): Promise<string> {
    return (await this.ask("files.read", { path })).bytes.toString();
  }

  [Symbol.dispose]() {
    rmSync(this.around, { recursive: true, force: true });
  }
}

/** A workspace that lasts as long as the test. */
export function openWorkspace(): TestWorkspace {
  const it = new TestWorkspace();
  onTestFinished(() => it[Symbol.dispose]());
  return it;
}

async function* received(upload: NonNullable<Options<ErrandName>["upload"]>) {
  for await (const part of upload) yield Buffer.from(part);
}

/** The code of the problem with which it fails. */
export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
