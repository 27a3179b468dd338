import { dirname, sep } from "node:path";
import type { ShownFolder } from "@dispatch/protocol/link";

/** A program of ours that works on a session's side of the isolation. */
export type OwnProgram = {
  readonly file: string;
  readonly args: readonly string[];
  /** What must be seen for it to run. */
  readonly shown: readonly ShownFolder[];
};

/** Where sessions see it anyway. */
const SYSTEM = /^\/(usr|opt)\//;

/** How it is run: by the runner's own Node, from one file that was built, or from its sources. */
export function ownProgram(entry: string, node: string): OwnProgram {
  // Sources need all of the checkout: its packages are linked into each other.
  const home = entry.endsWith(".ts") ? entry.slice(0, entry.indexOf(`${sep}apps${sep}`)) : dirname(entry);
  const shown = [...new Set([dirname(node), home])]
    .filter((path) => !SYSTEM.test(`${path}/`))
    .map((path) => ({ path, isWritable: false }));
  return { file: node, args: [entry], shown };
}
