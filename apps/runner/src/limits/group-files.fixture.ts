import { dirname, relative } from "node:path";
import type { GroupFiles } from "./group-files.ts";

/** Control groups in memory: what was written can be looked at, and a group can be made to be in use. */
export class FakeGroupFiles implements GroupFiles {
  /** Groups with processes in them. */
  readonly busy = new Set<string>();
  readonly #texts = new Map<string, string[]>();
  readonly #folders = new Set<string>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) {
      this.#texts.set(path, [text]);
      this.#addFolder(dirname(path));
    }
  }

  /** Everything that was ever written to a file. */
  written = (path: string) => this.#texts.get(path) ?? [];

  /** The files right in a folder, as they were last written. */
  inFolder = (folder: string) =>
    Object.fromEntries(
      [...this.#texts]
        .filter(([path]) => dirname(path) === folder)
        .map(([path, texts]) => [relative(folder, path), texts.at(-1)]),
    );

  read(path: string): Promise<string> {
    const text = this.#texts.get(path)?.at(-1);
    return text === undefined ? Promise.reject(missing(path)) : Promise.resolve(text);
  }

  write(path: string, text: string): Promise<void> {
    if (!this.#folders.has(dirname(path))) return Promise.reject(missing(path));
    this.#texts.set(path, [...this.written(path), text]);
    return Promise.resolve();
  }

  makeFolder(path: string): Promise<void> {
    this.#addFolder(path);
    return Promise.resolve();
  }

  removeFolder(path: string): Promise<void> {
    if (!this.#folders.has(path)) return Promise.reject(missing(path));
    const hasGroups = [...this.#folders].some((folder) => dirname(folder) === path);
    if (hasGroups || this.busy.has(path))
      return Promise.reject(Object.assign(new Error(`${path} is in use`), { code: "EBUSY" }));
    this.#folders.delete(path);
    for (const file of [...this.#texts.keys()]) if (dirname(file) === path) this.#texts.delete(file);
    return Promise.resolve();
  }

  folders(path: string): Promise<string[]> {
    const names = [...this.#folders].filter((folder) => dirname(folder) === path);
    return Promise.resolve(names.map((folder) => relative(path, folder)).sort());
  }

  #addFolder(path: string) {
    for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) this.#folders.add(folder);
  }
}

const missing = (path: string) => Object.assign(new Error(`there is no ${path}`), { code: "ENOENT" });
