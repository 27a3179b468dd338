import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endChild, firstWord, startNode } from "../harness/owned.ts";

const program = fileURLToPath(new URL("./reader-apart.ts", import.meta.url));

/** Starts `reader-apart.ts` and returns when it gets what it reads. */
export async function startReaderApart(folder: string, args: readonly string[]): Promise<AsyncDisposable> {
  const env = { PATH: process.env["PATH"] };
  const child = startNode([program, ...args], { env, logFile: join(folder, "reader.log"), speaks: true });
  await firstWord(child);
  return { [Symbol.asyncDispose]: () => endChild(child) };
}
