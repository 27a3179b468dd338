import { SeededRandom } from "./seeded-random.ts";

const BLOCK_BYTES = 64 * 1024;
const words = ["log", "grüße", "你好", "ok", "\x1b[31merror\x1b[0m", "🙂", "\x1b[2K", "0123456789", "λx.x"];

/** A stream without end that differs at every place: text in several alphabets, colours, bytes that are no text at all. */
export function* floodStream(seed: number): Generator<Buffer, never> {
  const random = new SeededRandom(seed);
  const pool = Buffer.concat(
    Array.from({ length: 32 }, () => {
      const text = Array.from({ length: 2_000 }, () => random.pick(words))
        .join(" ")
        .replaceAll("ok ", "ok\r\n");
      return Buffer.concat([Buffer.from(text), random.bytes(200)]);
    }),
  );
  for (let number = 0; ; number += 1) {
    const head = Buffer.from(`\r\n#${number}:`);
    const from = random.integer(0, pool.length - BLOCK_BYTES);
    yield Buffer.concat([head, pool.subarray(from, from + BLOCK_BYTES - head.length)]);
  }
}
