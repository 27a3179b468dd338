import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";

/** The few things that are done to a control group's files. */
export type GroupFiles = {
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Fails while processes or groups are in it. */
  removeFolder(path: string): Promise<void>;
  folders(path: string): Promise<string[]>;
};

export const realGroupFiles: GroupFiles = {
  read: (path) => readFile(path, "utf8"),
  write: (path, text) => writeFile(path, text),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  removeFolder: rmdir,
  async folders(path) {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  },
};
