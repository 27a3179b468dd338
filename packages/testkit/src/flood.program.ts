import { createHash } from "node:crypto";
import { existsSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { SeededRandom } from "./seeded-random.ts";

/**
 * Runs inside a terminal: writes a stream that differs at every place, and notes what it wrote. Text in several
 * alphabets, colours and bytes that are no text at all. Arguments: seed, least bytes, folder for `result.json`. It goes
 * on after the least bytes, slower, until the folder holds a file `stop`.
 */
const [seed = "1", leastBytes = "0", folder = "."] = process.argv.slice(2);
const STDOUT = 1;
const BLOCK_BYTES = 64 * 1024;
/** Between blocks when enough was written: still a flood, but one that does not fill the disk while it waits. */
const EASY_PAUSE_MS = 5;

const random = new SeededRandom(Number(seed));
const words = ["log", "grüße", "你好", "ok", "\x1b[31merror\x1b[0m", "🙂", "\x1b[2K", "0123456789", "λx.x"];
const pool = Buffer.concat(
  Array.from({ length: 32 }, () => {
    const text = Array.from({ length: 2_000 }, () => random.pick(words)).join(" ").replaceAll("ok ", "ok\r\n");
    return Buffer.concat([Buffer.from(text), random.bytes(200)]);
  }),
);
const clock = new Int32Array(new SharedArrayBuffer(4));
const hash = createHash("sha256");
let bytes = 0;

for (let number = 0; bytes < Number(leastBytes) || !existsSync(`${folder}/stop`); number += 1) {
  if (bytes >= Number(leastBytes)) Atomics.wait(clock, 0, 0, EASY_PAUSE_MS);
  const head = Buffer.from(`\r\n#${number}:`);
  const from = random.integer(0, pool.length - BLOCK_BYTES);
  write(Buffer.concat([head, pool.subarray(from, from + BLOCK_BYTES - head.length)]));
}
write(Buffer.from("\x1b[0m\x1b[2J\x1b[HALL WRITTEN\r\n"));
writeFileSync(`${folder}/result.part`, JSON.stringify({ bytes, sha256: hash.digest("hex") }));
renameSync(`${folder}/result.part`, `${folder}/result.json`);

function write(block: Buffer) {
  hash.update(block);
  bytes += block.length;
  for (let at = 0; at < block.length; ) at += writeSync(STDOUT, block, at);
}
