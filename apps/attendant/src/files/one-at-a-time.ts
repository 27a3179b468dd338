import type { Buffer } from "node:buffer";
import type { Held } from "./held.ts";

const lanes = new Map<string, Promise<unknown>>();

/** What is decided by what lies under a name, and changes it, is done by one errand after the other. */
export async function alone<T>(folder: Held, name: Buffer, act: () => Promise<T>): Promise<T> {
  const key = `${folder.stats.dev} ${folder.stats.ino} ${name.toString("latin1")}`;
  const before = lanes.get(key) ?? Promise.resolve();
  const mine = before.then(act, act);
  lanes.set(key, mine);
  try {
    return await mine;
  } finally {
    if (lanes.get(key) === mine) lanes.delete(key);
  }
}
