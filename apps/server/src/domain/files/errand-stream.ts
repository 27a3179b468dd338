import { PassThrough, type Readable } from "node:stream";

type Hooks<Note> = {
  readonly signal: AbortSignal;
  readonly onNote: (note: Note) => void;
  readonly onBytes: (bytes: Buffer) => Promise<void>;
};

/**
 * An errand that gives bytes, as a stream. What it says of them comes first, or the problem that it met; whoever stops
 * reading ends it, and whoever reads slowly slows it down.
 */
export async function errandStream<Note>(
  start: (hooks: Hooks<Note>) => Promise<unknown>,
): Promise<{ head: Note; bytes: Readable }> {
  const bytes = new PassThrough();
  const end = new AbortController();
  const head = Promise.withResolvers<Note>();
  bytes.on("error", () => undefined); // who reads hears of it too
  bytes.once("close", () => end.abort());
  const done = start({
    signal: end.signal,
    onNote: (note) => head.resolve(note),
    onBytes: (piece) => write(bytes, piece),
  });
  done.then(
    () => bytes.end(),
    (error: unknown) => {
      head.reject(error);
      bytes.destroy(error as Error);
    },
  );
  return { head: await head.promise, bytes };
}

/** Resolves when there is room for more, or nobody who wants it. */
function write(bytes: PassThrough, piece: Buffer): Promise<void> {
  if (bytes.destroyed || bytes.write(piece)) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      bytes.off("drain", settle).off("close", settle);
      resolve();
    };
    bytes.on("drain", settle).on("close", settle);
  });
}
