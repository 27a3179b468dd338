import {
  EDITOR_FILE_LIMIT_BYTES,
  EDITOR_INSERT_LIMIT,
  EDITOR_OPEN_LIMIT,
  type EditorAuthor,
  type EditorCommand,
} from "@dispatch/protocol/editor";
import { type EditorState, type OpenDocument, isDirty } from "@dispatch/protocol/editor-state";
import { changed, changesTrouble } from "@dispatch/protocol/editor-text";
import type { NewEvent } from "@dispatch/protocol/events";
import { Problem } from "@dispatch/protocol/problems";
import type { EditorFiles } from "./editor-files.ts";
import { changesBetween, mergeInto } from "@dispatch/protocol/text-merge";

/** So often a file may change under a save before it is given up. */
const ATTEMPTS = 5;

type Needs = {
  readonly state: EditorState;
  readonly files: EditorFiles;
  /** Commits an event; the state holds it when this resolves. */
  readonly append: (event: NewEvent) => Promise<void>;
};
type Command<T extends EditorCommand["type"]> = Extract<EditorCommand, { type: T }>;
export type Ordered = { readonly key: string; readonly by: EditorAuthor };

/** What can be done with the documents of a session. Whoever calls sees to it that one thing at a time is done with each. */
export class DocumentDesk {
  readonly #needs: Needs;
  /** Files that are being read, and count as open already. */
  #opening = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async do(command: EditorCommand, ordered: Ordered): Promise<void> {
    switch (command.type) {
      case "open":
        return this.open(command, ordered.key);
      case "edit":
        return this.#edit(command, ordered);
      case "save":
        return command.force ? this.#overwrite(command.path, ordered) : this.#save(command, ordered);
      case "close":
        return this.#close(command, ordered.key);
      case "resolve":
        return this.#resolve(command, ordered);
    }
  }

  /** Opens a file, unless it is open: then everybody has its text already. */
  async open({ path, isNew }: Omit<Command<"open">, "type">, key?: string): Promise<void> {
    const { state, files, append } = this.#needs;
    if (state.document(path)) return;
    if (state.documents.length + this.#opening >= EDITOR_OPEN_LIMIT)
      throw refused(path, `${EDITOR_OPEN_LIMIT} files are open in this session, the limit. Close one first.`);
    this.#opening += 1;
    try {
      const there = await files.read(path);
      if (there === "gone" && !isNew) throw new Problem("file-not-found", { path }, `${path} is not there.`);
      const { text, etag } = typeof there === "object" ? there : { text: "", etag: null };
      const version = state.nextVersion(path);
      await append({ channel: "editor:opened", payload: { path, text, etag, version, ...(key && { key }) } });
    } finally {
      this.#opening -= 1;
    }
  }

  /** Compares a document with the disk: what others wrote comes in, or is told of where it cannot. */
  async look(path: string): Promise<void> {
    const { state, files } = this.#needs;
    const document = state.document(path);
    if (!document) return;
    const there = await files.read(path, document.conflict ? null : document.etag);
    if (there === "unchanged") return;
    if (there === "gone") return this.#tellGone(document);
    const { text, etag } = there;
    const disk = { etag, changes: changesBetween(document.base, text) };
    const { version } = document;
    if (text === document.text)
      return this.#append({ channel: "editor:saved", payload: { path, etag, version, by: "disk" } });
    const changes = mergeInto(document.base, document.text, text);
    if (!changes || isTooLarge(changed(document.text, changes))) return this.#tellConflict(document, there);
    return this.#append({
      channel: "editor:changed",
      payload: { path, version: version + 1, changes, by: "disk", disk },
    });
  }

  async #edit({ path, version, changes, clientId }: Command<"edit">, { key, by }: Ordered): Promise<void> {
    const document = this.#document(path);
    if (version !== document.version)
      throw new Problem(
        "editor-behind",
        { path, version: document.version },
        `The changes were made to version ${version}, and ${path} is at ${document.version}. Apply the changes between, then send yours again.`,
      );
    const trouble = changesTrouble(document.text.length, changes);
    if (trouble !== undefined)
      throw new Problem("invalid-request", { errors: [{ path: "changes", message: trouble }] }, trouble);
    const inserted = changes.reduce((sum, { insert }) => sum + insert.length, 0);
    if (inserted > EDITOR_INSERT_LIMIT)
      throw new Problem(
        "payload-too-large",
        { limitBytes: EDITOR_INSERT_LIMIT },
        `One edit may insert ${EDITOR_INSERT_LIMIT} characters. Send more of them.`,
      );
    const text = changed(document.text, changes);
    if (!text.isWellFormed()) throw refused(path, "The edit would leave half a character. Cut beside it.");
    if (changes.some(({ insert }) => insert.includes("\0")))
      throw refused(path, "A text holds no NUL characters.");
    if (isTooLarge(text))
      throw new Problem(
        "payload-too-large",
        { limitBytes: EDITOR_FILE_LIMIT_BYTES },
        `A file that is edited may have up to ${EDITOR_FILE_LIMIT_BYTES} bytes.`,
      );
    const payload = { path, version: version + 1, changes, by, clientId, key };
    await this.#append({ channel: "editor:changed", payload });
  }

  async #save({ path }: Command<"save">, { key, by }: Ordered): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { text, etag: over, version, ...document } = this.#document(path);
      if (isDirty({ ...document, text, version, etag: over })) {
        const etag = await this.#needs.files.write(path, text, over);
        if (etag !== undefined)
          return this.#append({ channel: "editor:saved", payload: { path, etag, version, by, key } });
      }
      await this.look(path);
      const now = this.#document(path);
      if (now.conflict) throw conflicting(path);
      if (!isDirty(now)) return;
    }
    throw restless(path);
  }

  /** Puts this text on the disk whatever lies there; what would be lost by that is kept beside it. */
  async #overwrite(path: string, { key, by }: Ordered): Promise<void> {
    const { files } = this.#needs;
    const { text, base, version } = this.#document(path);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const there = await files.read(path);
      const theirs = typeof there === "object" ? there : undefined;
      const isKnown = !theirs || theirs.text === base || theirs.text === text;
      const keptTheirs = isKnown ? undefined : await files.putBeside(path, theirs.text);
      const etag = await files.write(path, text, theirs?.etag ?? null);
      if (etag === undefined) continue;
      const payload = { path, etag, version, by, key, ...(keptTheirs !== undefined && { keptTheirs }) };
      return this.#append({ channel: "editor:saved", payload });
    }
    throw restless(path);
  }

  async #close({ path, discard }: Command<"close">, key: string): Promise<void> {
    const document = this.#needs.state.document(path);
    if (!document) return;
    // A new file in which nothing was written is no work.
    const holdsWork = isDirty(document) && (document.text !== "" || document.base !== "");
    if (holdsWork && !discard)
      throw new Problem(
        "document-unsaved",
        { path },
        `${path} has changes that are not saved. Save it, or close it with \`discard\`.`,
      );
    await this.#append({ channel: "editor:closed", payload: { path, version: document.version, key } });
  }

  async #resolve({ path, take }: Command<"resolve">, ordered: Ordered): Promise<void> {
    const { base, text, version, conflict } = this.#document(path);
    if (!conflict) throw refused(path, `There is no conflict in ${path}.`);
    if (take === "mine") return this.#overwrite(path, ordered);
    await this.#append({
      channel: "editor:changed",
      payload: {
        path,
        version: version + 1,
        changes: changesBetween(text, conflict.text),
        by: "disk",
        disk: { etag: conflict.etag, changes: changesBetween(base, conflict.text) },
        key: ordered.key,
      },
    });
    await this.look(path); // it may have changed once more
  }

  async #tellGone({ path, etag, conflict }: OpenDocument): Promise<void> {
    if (etag === null && !conflict) return;
    const error = `${path} was deleted on the disk. Saving it writes it anew.`;
    await this.#append({ channel: "editor:error", payload: { path, code: "gone", error } });
  }

  async #tellConflict(
    { path, conflict }: OpenDocument,
    theirs: { text: string; etag: string },
  ): Promise<void> {
    if (conflict?.etag === theirs.etag) return;
    const error = `${path} was changed on the disk, in lines that were changed here too. Take one or the other.`;
    await this.#append({ channel: "editor:error", payload: { path, code: "conflict", error, theirs } });
  }

  #append(event: NewEvent): Promise<void> {
    return this.#needs.append(event);
  }

  #document(path: string): OpenDocument {
    const document = this.#needs.state.document(path);
    if (document) return document;
    throw new Problem("document-not-open", { path }, `${path} is not open in this session. Open it first.`);
  }
}

const isTooLarge = (text: string) =>
  text.length * 3 > EDITOR_FILE_LIMIT_BYTES && Buffer.byteLength(text) > EDITOR_FILE_LIMIT_BYTES;

const refused = (path: string, detail: string) => new Problem("document-refused", { path }, detail);

const conflicting = (path: string) =>
  new Problem(
    "editor-conflict",
    { path },
    `${path} was changed on the disk, in lines that were changed here too. Nothing was written: resolve it with "mine" or "theirs".`,
  );

const restless = (path: string) =>
  new Problem("file-changed", { path, etag: null }, `${path} changes all the time. Try again.`);
