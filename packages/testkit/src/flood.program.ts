import { createHash } from "node:crypto";
import { existsSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { floodStream } from "./flood-stream.ts";

/**
 * Runs inside a terminal: writes its stream and notes what it wrote. Arguments: seed, least bytes, folder for
 * `result.json`. It goes on after the least bytes, slower, until the folder holds a file `stop`.
 */
const [seed = "1", leastBytes = "0", folder = "."] = process.argv.slice(2);
const STDOUT = 1;
/** Between blocks when enough was written: still a flood, but one that does not fill the disk while it waits. */
const EASY_PAUSE_MS = 5;

const clock = new Int32Array(new SharedArrayBuffer(4));
const hash = createHash("sha256");
let bytes = 0;

for (const block of floodStream(Number(seed))) {
  const isEnough = bytes >= Number(leastBytes);
  if (isEnough && existsSync(`${folder}/stop`)) break;
  if (isEnough) Atomics.wait(clock, 0, 0, EASY_PAUSE_MS);
  write(block);
}
write(Buffer.from("\x1b[0m\x1b[2J\x1b[HALL WRITTEN\r\n"));
writeFileSync(`${folder}/result.part`, JSON.stringify({ bytes, sha256: hash.digest("hex") }));
renameSync(`${folder}/result.part`, `${folder}/result.json`);

function write(block: Buffer) {
  hash.update(block);
  bytes += block.length;
  for (let at = 0; at < block.length;) at += writeSync(STDOUT, block, at);
}
