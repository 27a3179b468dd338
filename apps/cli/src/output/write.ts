import type { Writable } from "node:stream";

/** One wait for each stream, however many write to it: listeners are counted, and a flood has many writers. */
const drains = new WeakMap<Writable, Promise<void>>();

/** Writes and waits until the stream takes more: a slow reader must not fill this process's memory. */
export function write(stream: Writable, data: string | Uint8Array): Promise<void> | void {
  if (stream.write(data)) return;
  const waiting = drains.get(stream) ?? drained(stream);
  drains.set(stream, waiting);
  return waiting;
}

/** Resolves when the stream takes more, and when it never will: whoever reads it has then gone. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of ["drain", "close", "error"]) stream.off(event, settle);
      drains.delete(stream);
      resolve();
    };
    for (const event of ["drain", "close", "error"]) stream.once(event, settle);
  });
}
