import type { Writable } from "node:stream";

/** Writes and waits until the stream takes more: a slow reader must not fill this process's memory. */
export function write(stream: Writable, data: string | Uint8Array): Promise<void> | void {
  if (stream.write(data)) return;
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      stream.off("drain", settle);
      stream.off("close", settle);
      stream.off("error", settle);
      if (error instanceof Error) reject(error);
      else resolve();
    };
    stream.once("drain", settle);
    stream.once("close", settle);
    stream.once("error", settle);
  });
}
