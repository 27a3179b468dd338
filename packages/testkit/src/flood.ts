import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import type { Account } from "./account.ts";
import { floodStream } from "./flood-stream.ts";

const program = join(import.meta.dirname, "flood.program.ts");

export type FloodResult = { readonly bytes: number; readonly sha256: string };

/** A terminal in which a program floods, and what that program says it wrote: the truth that readers are compared with. */
export class Flood {
  readonly session: Session;
  readonly #folder: string;
  readonly #seed: number;

  private constructor(session: Session, folder: string, seed: number) {
    this.session = session;
    this.#folder = folder;
    this.#seed = seed;
  }

  /** It writes at least so many bytes, and then goes on until `stop`. */
  static async start(
    account: Account,
    options: { seed: number; leastBytes: number; folder: string },
  ): Promise<Flood> {
    const { seed, leastBytes, folder } = options;
    mkdirSync(folder, { recursive: true });
    const session = await account.raw(
      `exec '${process.execPath}' '${program}' ${seed} ${leastBytes} '${folder}'`,
    );
    return new Flood(session, folder, seed);
  }

  get id(): string {
    return this.session.id;
  }

  stop(): void {
    writeFileSync(join(this.#folder, "stop"), "");
  }

  /** Call it when the session has ended. */
  get result(): FloodResult {
    return JSON.parse(readFileSync(join(this.#folder, "result.json"), "utf8")) as FloodResult;
  }

  /** Of so many bytes from the beginning of its stream, made here anew. */
  hashOfFirst(bytes: number): string {
    const hash = createHash("sha256");
    let left = bytes;
    for (const block of floodStream(this.#seed)) {
      hash.update(block.subarray(0, left));
      left -= block.length;
      if (left <= 0) break;
    }
    return hash.digest("hex");
  }
}
