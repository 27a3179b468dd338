import { Buffer } from "node:buffer";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

export const MEGABYTE = 1_000_000;

/** `terminalBytes` is what a terminal makes of it: every line feed gets a carriage return. */
export type SourceFile = {
  readonly path: string;
  readonly megabytes: number;
  readonly terminalBytes: number;
};

const words =
  "commit builds the index while tests wait for Überprüfung of every 変更 and 12 warnings → done".split(" ");

/** Text as programs print it: lines of different lengths, some colour, some characters beyond ASCII. */
export function makeSourceFile(folder: string, megabytes: number): SourceFile {
  const path = join(folder, `${megabytes}-megabytes.txt`);
  const block = makeBlock();
  let lines = 0;
  for (const byte of block) if (byte === 0x0a) lines++;
  const file = openSync(path, "w");
  for (let index = 0; index < megabytes; index++) writeSync(file, block);
  closeSync(file);
  return { path, megabytes, terminalBytes: megabytes * (block.length + lines) };
}

function makeBlock(): Buffer {
  const block = Buffer.alloc(MEGABYTE, "=");
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let filled = 0; ;) {
    const text = Array.from({ length: 2 + random(14) }, () => words[random(words.length)]).join(" ");
    const line = Buffer.from(random(5) === 0 ? `\x1b[3${random(8)}m${text}\x1b[0m\n` : `${text}\n`);
    if (filled + line.length > block.length) break;
    filled += line.copy(block, filled);
  }
  block[block.length - 1] = 0x0a;
  return block;
}
