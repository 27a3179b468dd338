import { constants } from "node:fs";
import { type FileHandle, open, readlink, realpath } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { reasonOf } from "../log.ts";
import { Refusal } from "../refusal.ts";
import { isBelow } from "./is-below.ts";

/** Linux's O_PATH, which Node does not name: a place in the file system, without the right to read what is there. */
const O_PATH = 0o10000000;
/** As many links as the kernel itself follows. */
const LINKS_LIMIT = 40;
const PATH_LIMIT = 4096;

export type Contained = AsyncDisposable & {
  /** Where it really lies, links resolved. What is there may be swapped after this was read. */
  readonly path: string;
  /** The same file or folder for as long as it is held, whatever becomes of its name. */
  readonly heldPath: string;
};

const outside = (wished: string) =>
  new Refusal("invalid-request", `${JSON.stringify(wished)} leads out of the workspace.`);

const held = (handle: FileHandle) => `/proc/self/fd/${handle.fd}`;

/**
 * Opens what a relative path names inside a folder, and never anything outside it. On Linux each step is taken from the
 * descriptor of the step before and follows no link by itself, so that nobody can put a link where a folder was just
 * looked at. Links are followed by hand, as long as they stay inside. Elsewhere the real path is compared.
 */
export async function openContained(root: string, wished: string): Promise<Contained> {
  if (isAbsolute(wished) || wished.includes("\0") || wished.length > PATH_LIMIT) throw outside(wished);
  try {
    return process.platform === "linux" ? await walk(root, wished) : await compare(root, wished);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("invalid-request", `${join(root, wished)} cannot be opened: ${reasonOf(error)}`);
  }
}

/** Where a relative path inside a folder really leads. */
export async function containedPath(root: string, wished: string): Promise<string> {
  await using contained = await openContained(root, wished);
  return contained.path;
}

async function walk(root: string, wished: string): Promise<Contained> {
  const trail: FileHandle[] = [];
  const close = async () => {
    for (const handle of trail.splice(0)) await handle.close();
  };
  try {
    const start = await open(root, O_PATH | constants.O_DIRECTORY);
    trail.push(start);
    const rootPath = await readlink(held(start));
    const steps = wished.split("/").reverse();
    let links = 0;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const here = trail.at(-1) ?? start;
      if (step === "" || step === ".") continue;
      if (step === "..") {
        // Back the way we came, not to whatever the parent is by now.
        if (here === start) throw outside(wished);
        await trail.pop()?.close();
        continue;
      }
      const next = await open(`${held(here)}/${step}`, O_PATH | constants.O_NOFOLLOW);
      if (!(await next.stat()).isSymbolicLink()) {
        trail.push(next);
        continue;
      }
      await next.close();
      links += 1;
      if (links > LINKS_LIMIT)
        throw new Refusal("invalid-request", `${JSON.stringify(wished)} has too many links.`);
      const target = await readlink(`${held(here)}/${step}`);
      if (!isAbsolute(target)) steps.push(...target.split("/").reverse());
      else if (isBelow(target, rootPath)) {
        for (const handle of trail.splice(1)) await handle.close();
        steps.push(...target.slice(rootPath.length).split("/").reverse());
      } else throw outside(wished);
    }
    const end = trail.at(-1) ?? start;
    const path = await readlink(held(end));
    // A folder that was moved away while we stood in it is no longer ours.
    if (!isBelow(path, await readlink(held(start)))) throw outside(wished);
    return { path, heldPath: held(end), [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compare(root: string, wished: string): Promise<Contained> {
  const path = await realpath(join(root, wished));
  if (!isBelow(path, await realpath(root))) throw outside(wished);
  return { path, heldPath: path, [Symbol.asyncDispose]: () => Promise.resolve() };
}
