import { Buffer } from "node:buffer";
import { readlink } from "node:fs/promises";
import { TRASH_FOLDER } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";
import { about, invalid, notAFolder, notFound, outside, refused } from "./file-problem.ts";
import { Held } from "./held.ts";

/** As many links as the kernel itself follows. */
const LINKS_LIMIT = 40;
const NAME_LIMIT_BYTES = 255;
/** Each level is a descriptor for as long as the path is looked at. */
export const DEPTH_LIMIT = 128;

/** A place in the workspace, with something there or nothing yet. */
export type Spot = AsyncDisposable & {
  /** As it was asked for. */
  readonly wished: string;
  /** Where it really is, links resolved. */
  readonly path: string;
  readonly folder: Held;
  readonly name: Buffer;
  readonly found: Held | undefined;
  /** It is the workspace itself. */
  readonly isTop: boolean;
  /** Throws if the folder was moved out of the workspace since. */
  check(): Promise<void>;
};

export type FoundSpot = Spot & { readonly found: Held };
type Step = { readonly held: Held; readonly name: Buffer };

/**
 * Finds what a path names, and never anything outside the workspace. Each step is taken from the descriptor of the step
 * before and follows no link by itself, so that nobody can put a link where a folder was just looked at. Links are
 * followed by hand as long as they stay inside; the last one only if that is asked for.
 */
export async function findSpot(
  workspace: string,
  wished: string,
  options: { readonly followLast: boolean },
): Promise<Spot> {
  const steps = namesOf(wished).reverse();
  const trail: [Step, ...Step[]] = [{ held: await Held.root(workspace), name: Buffer.alloc(0) }];
  const close = async () => {
    for (const { held } of trail) await held[Symbol.asyncDispose]();
  };
  try {
    return await about(wished, () => walk({ wished, steps, trail, close, ...options }));
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same, where something must be. */
export async function findThere(
  workspace: string,
  wished: string,
  options: { readonly followLast: boolean },
): Promise<FoundSpot> {
  const spot = await findSpot(workspace, wished, options);
  if (spot.found) return spot as FoundSpot;
  await spot[Symbol.asyncDispose]();
  throw notFound(wished);
}

/** The names of a path; what cannot be one, or leads away, is refused. */
export function namesOf(path: string): Buffer[] {
  if (path === "") return [];
  const shown = JSON.stringify(path);
  if (path.startsWith("/"))
    throw invalid(`${shown} begins with a slash. Give the path from the workspace on, as in "src/main.ts".`);
  if (path.includes("\0")) throw invalid(`${shown} holds a NUL character.`);
  const names = path.replace(/\/$/, "").split("/");
  if (names.some((name) => name === "" || name === "." || name === ".."))
    throw invalid(`${shown} has a name that is empty, "." or "..". Give the path without detours.`);
  if (names[0] === TRASH_FOLDER)
    throw invalid(`${TRASH_FOLDER} keeps deleted files. List them, and restore what you need.`);
  if (names.length > DEPTH_LIMIT) throw invalid(`A path may have at most ${DEPTH_LIMIT} names.`);
  return names.map((name) => {
    const bytes = Buffer.from(name);
    if (bytes.length > NAME_LIMIT_BYTES)
      throw invalid(`A name may have at most ${NAME_LIMIT_BYTES} bytes; this has ${bytes.length}.`);
    return bytes;
  });
}

type Walk = {
  readonly wished: string;
  /** What is still to be done, the next one last. */
  readonly steps: Buffer[];
  readonly trail: [Step, ...Step[]];
  readonly followLast: boolean;
  readonly close: () => Promise<void>;
};

async function walk({ wished, steps, trail, followLast, close }: Walk): Promise<Spot> {
  const top = trail[0].held;
  const here = () => (trail.at(-1) ?? trail[0]).held;
  const leave = async (count: number) => {
    for (const { held } of trail.splice(count)) await held[Symbol.asyncDispose]();
  };
  const end = async (last: Step & { found: boolean }): Promise<Spot> => {
    // The folder lies before what was found, and is the last one where nothing was.
    const folder = last.found ? (trail.at(-2) ?? trail[0]).held : here();
    const names = [...trail.slice(1).map(({ name }) => name), ...(last.found ? [] : [last.name])];
    const check = () => stillInside(top, folder, wished);
    await check();
    return {
      wished,
      path: names.map((name) => name.toString()).join("/"),
      folder,
      name: last.name,
      found: last.found ? last.held : undefined,
      isTop: last.found && trail.length === 1,
      check,
      [Symbol.asyncDispose]: close,
    };
  };
  let links = 0;
  for (let name = steps.pop(); name !== undefined; name = steps.pop()) {
    const text = name.toString("latin1");
    if (text === "" || text === ".") continue;
    if (text === "..") {
      // Back the way we came, not to whatever the parent is by now.
      if (trail.length === 1) throw outside(wished);
      await leave(trail.length - 1);
      continue;
    }
    if (!here().stats.isDirectory()) throw notAFolder(wished);
    if (trail.length > DEPTH_LIMIT) throw refused(wished, `Links make ${JSON.stringify(wished)} too deep.`);
    const child = here().child(name);
    const next = await Held.open(child).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (!next) {
      if (steps.length > 0) throw notFound(wished);
      return end({ held: here(), name, found: false });
    }
    trail.push({ held: next, name });
    if (!next.stats.isSymbolicLink() || (steps.length === 0 && !followLast)) continue;
    const target = await readlink(child, { encoding: "buffer" });
    await leave(trail.length - 1);
    links += 1;
    if (links > LINKS_LIMIT) throw refused(wished, `${JSON.stringify(wished)} goes through too many links.`);
    steps.push(...(await targetSteps(target, { top, wished, leave })));
  }
  const last = trail.at(-1) ?? trail[0];
  return end({ ...last, found: true });
}

/** The steps that a link stands for. One that names a place of the machine begins at the workspace again. */
async function targetSteps(
  target: Buffer,
  { top, wished, leave }: { top: Held; wished: string; leave: (count: number) => Promise<void> },
): Promise<Buffer[]> {
  let rest = target.toString("latin1");
  if (rest.startsWith("/")) {
    const root = (await whereIs(top)).toString("latin1");
    if (rest !== root && !rest.startsWith(`${root}/`)) throw outside(wished);
    await leave(1);
    rest = rest.slice(root.length);
  }
  return rest
    .split("/")
    .reverse()
    .map((name) => Buffer.from(name, "latin1"));
}

const whereIs = (held: Held) =>
  process.platform === "linux" ? readlink(held.path, { encoding: "buffer" }) : Promise.resolve(held.path);

/** A folder that was moved away while we stood in it is no longer ours. */
async function stillInside(top: Held, folder: Held, wished: string): Promise<void> {
  const root = (await whereIs(top)).toString("latin1");
  const path = (await whereIs(folder)).toString("latin1");
  if (path !== root && !path.startsWith(`${root}/`)) throw outside(wished);
}

/** For what cannot be done to the workspace itself. */
export function notTop(spot: Spot): void {
  if (spot.isTop)
    throw new Problem("file-refused", { path: "" }, "This is the workspace itself. Name something in it.");
}
