import { Buffer } from "node:buffer";
import { EDITOR_FILE_LIMIT_BYTES } from "@dispatch/protocol/editor";
import { Problem } from "@dispatch/protocol/problems";
import type { FileService, WorkspaceOf } from "../files/file.service.ts";

/** So long may the disk take: whoever edits the same file waits for it. */
const DISK_LIMIT_MS = 15_000;
const COPIES_LIMIT = 100;

export type DiskText = { readonly text: string; readonly etag: string };
type Files = Pick<FileService, "do">;

/** Files as texts, read and written by an attendant of the workspace. */
export class EditorFiles {
  readonly #files: Files;
  readonly #workspace: WorkspaceOf;

  constructor(files: Files, workspace: WorkspaceOf) {
    this.#files = files;
    this.#workspace = workspace;
  }

  /** The text, or `unchanged` where it is the one that is known, or `gone`. What cannot be edited is refused. */
  async read(path: string, known: string | null = null): Promise<DiskText | "unchanged" | "gone"> {
    const end = new AbortController();
    const pieces: Buffer[] = [];
    let size = 0;
    let etag: string | undefined;
    let isUnchanged = false;
    try {
      await this.#files.do(
        this.#workspace,
        "files.read",
        { path, ...(known !== null && { unless: [known] }) },
        {
          signal: AbortSignal.any([end.signal, AbortSignal.timeout(DISK_LIMIT_MS)]),
          onNote: (note) => {
            ({ etag } = note.entry);
            ({ isUnchanged } = note);
            if (note.entry.size > EDITOR_FILE_LIMIT_BYTES) end.abort(tooLarge(path));
          },
          onBytes: (bytes) => {
            size += bytes.length;
            if (size > EDITOR_FILE_LIMIT_BYTES) end.abort(tooLarge(path));
            else pieces.push(bytes);
          },
        },
      );
    } catch (error) {
      if (error instanceof Problem && error.code === "file-not-found") return "gone";
      throw readable(error);
    }
    if (isUnchanged) return "unchanged";
    if (etag === undefined) throw new Error("an attendant gave a file without saying which");
    return { text: textOf(path, Buffer.concat(pieces)), etag };
  }

  /** Writes over what has this etag, or where there is nothing. Undefined where something else lies there. */
  async write(path: string, text: string, over: string | null): Promise<string | undefined> {
    try {
      const { entry } = await this.#files.do(
        this.#workspace,
        "files.write",
        over === null ? { path, onlyNew: true, makeParents: true } : { path, onlyOver: [over] },
        { signal: AbortSignal.timeout(DISK_LIMIT_MS), upload: once(Buffer.from(text)) },
      );
      if (entry.etag === undefined) throw new Error("an attendant wrote a file without saying which");
      return entry.etag;
    } catch (error) {
      if (error instanceof Problem && error.code === "file-changed") return undefined;
      throw readable(error);
    }
  }

  /** Puts a text beside a file, and says where: `notes.theirs-1.txt` for `notes.txt`. */
  async putBeside(path: string, text: string): Promise<string> {
    for (let number = 1; number <= COPIES_LIMIT; number++) {
      const copy = besideName(path, number);
      if ((await this.write(copy, text, null)) !== undefined) return copy;
      // An earlier attempt may have come as far as here.
      const there = await this.read(copy).catch(() => undefined);
      if (typeof there === "object" && there.text === text) return copy;
    }
    throw new Problem(
      "document-refused",
      { path },
      `There are ${COPIES_LIMIT} copies beside it already. Delete some.`,
    );
  }

  /** Tells which file changed, or nothing where all may have, until the signal ends it; rejects when the attendant ends. */
  async watch(changed: (path: string | undefined) => void, signal: AbortSignal): Promise<void> {
    await this.#files.do(
      this.#workspace,
      "files.watch",
      {},
      {
        signal,
        onNote: (note) => changed(note.type === "changed" || note.type === "deleted" ? note.path : undefined),
      },
    );
  }
}

function besideName(path: string, number: number): string {
  const slash = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  const end = dot > slash ? dot : path.length;
  return `${path.slice(0, end)}.theirs-${number}${path.slice(end)}`;
}

/** Text as it is, with its line ends and its byte order mark. */
function textOf(path: string, bytes: Buffer): string {
  if (bytes.includes(0)) throw notText(path, "It holds NUL bytes and seems to be no text.");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw notText(path, "It is not UTF-8.");
  }
}

const notText = (path: string, why: string) =>
  new Problem("document-refused", { path }, `${path} cannot be edited as text: ${why}`);

const tooLarge = (path: string) =>
  new Problem(
    "payload-too-large",
    { limitBytes: EDITOR_FILE_LIMIT_BYTES },
    `${path} is too large: files of up to ${EDITOR_FILE_LIMIT_BYTES} bytes can be edited.`,
  );

function readable(error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name !== "TimeoutError") return error;
  return new Problem(
    "runner-unavailable",
    {},
    `The disk did not answer within ${DISK_LIMIT_MS / 1000} s. Nothing is lost: try again.`,
    { cause: error },
  );
}

async function* once(bytes: Buffer) {
  yield bytes;
}
