import { constants } from "node:fs";
import { open, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import { SET_UP_FILE, SET_UP_FILE_LIMIT_BYTES, SetUpFile, setUpFileFault } from "@dispatch/protocol/set-up";

/** What the workspace's set-up file says; undefined where there is none. */
export async function readSetUpFile(folder: string): Promise<SetUpFile | undefined> {
  const text = await readInside(folder, SET_UP_FILE, SET_UP_FILE_LIMIT_BYTES);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(SET_UP_FILE, `is not valid JSON (${(error as Error).message}).`);
  }
  const read = SetUpFile.safeParse(value);
  if (!read.success) throw invalid(SET_UP_FILE, `cannot be used: ${setUpFileFault(read.error)}.`);
  return read.data;
}

/** At once or not at all: a half written file would be read as a broken one. */
export async function writeSetUpFile(folder: string, file: SetUpFile): Promise<void> {
  const part = join(folder, `${SET_UP_FILE}.part`);
  await rm(part, { force: true });
  try {
    await writeFile(part, `${JSON.stringify(file, null, 2)}\n`, { flag: "wx" });
    await rename(part, join(folder, SET_UP_FILE));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A small text file of the workspace; undefined where there is none. */
export async function readInside(
  folder: string,
  name: string,
  limitBytes: number,
): Promise<string | undefined> {
  let path: string;
  try {
    path = await realpath(join(folder, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "ELOOP") throw invalid(name, "is a link that leads nowhere.");
    throw error;
  }
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    throw invalid(name, "is a link that leads out of the workspace. Put the file itself there.");
  // Something that is no file must not keep anybody waiting.
  await using handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const found = await handle.stat();
  if (!found.isFile()) throw invalid(name, "is not a file.");
  const bytes = Buffer.alloc(limitBytes + 1);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  if (bytesRead > limitBytes) throw invalid(name, `is larger than ${limitBytes / 1024} KiB.`);
  return bytes.toString("utf8", 0, bytesRead);
}

const invalid = (name: string, what: string) => new Problem("set-up-invalid", {}, `${name} ${what}`);
