import { Buffer } from "node:buffer";
import { Held } from "./held.ts";
import { DEPTH_LIMIT } from "./spot.ts";

export type Met = {
  readonly folder: Held;
  /** Closed when the walk goes on. */
  readonly held: Held;
  readonly name: Buffer;
  /** From where the walk began. */
  readonly path: string;
  /** It is a folder whose own folders are too deep to walk into. */
  readonly isDeepest: boolean;
};

type Options = {
  readonly signal: AbortSignal;
  /** Whether a folder is looked into. */
  readonly enters?: (met: Met) => boolean;
};

/** Everything below a folder, each folder before what it holds, by descriptors and through no link. */
export async function* walkTree(top: Held, options: Options): AsyncGenerator<Met> {
  yield* below(top, "", 1, options);
}

async function* below(folder: Held, at: string, depth: number, options: Options): AsyncGenerator<Met> {
  const names = await folder.names();
  names.sort((a, b) => Buffer.compare(a, b));
  for (const name of names) {
    options.signal.throwIfAborted();
    const held = await Held.open(folder.child(name)).catch(() => undefined);
    if (!held) continue; // it went in the meantime
    await using _ = held;
    const path = at === "" ? name.toString() : `${at}/${name.toString()}`;
    const met: Met = { folder, held, name, path, isDeepest: depth >= DEPTH_LIMIT };
    yield met;
    if (!held.stats.isDirectory() || met.isDeepest || options.enters?.(met) === false) continue;
    yield* below(held, path, depth + 1, options);
  }
}
