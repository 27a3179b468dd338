import { Buffer } from "node:buffer";
import type { ByteSink } from "./byte-sink.ts";
import type { ArchiveWriter, Packed } from "./archive-writer.ts";

const BLOCK = 512;
const NAME_LIMIT_BYTES = 100;
/** Eleven octal digits. */
const SIZE_LIMIT = 8 ** 11;
const TYPES = { file: "0", link: "2", folder: "5" } as const;

/** POSIX tar; what has no room in a header goes into an extended one before it. */
export function tarWriter(sink: ByteSink): ArchiveWriter {
  return {
    add: async (packed) => {
      const path = packed.type === "folder" ? `${packed.path}/` : packed.path;
      const size = packed.type === "file" ? packed.size : 0;
      const target = packed.type === "link" ? packed.target : "";
      const records = [
        ...(fits(path) ? [] : [record("path", path)]),
        ...(fits(target) ? [] : [record("linkpath", target)]),
        ...(size < SIZE_LIMIT ? [] : [record("size", String(size))]),
      ];
      if (records.length > 0) {
        const body = Buffer.concat(records);
        await sink.write(
          header({ ...packed, path: "extended", typeFlag: "x", size: body.length, target: "" }),
        );
        await sink.write(padded(body));
      }
      await sink.write(header({ ...packed, path, typeFlag: TYPES[packed.type], size, target }));
      if (packed.type !== "file") return;
      for await (const bytes of packed.bytes()) await sink.write(bytes);
      await sink.write(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK));
    },
    end: () => sink.write(Buffer.alloc(2 * BLOCK)),
  };
}

type Header = Pick<Packed, "path" | "mode" | "modifiedAt"> & {
  readonly typeFlag: string;
  readonly size: number;
  readonly target: string;
};

function header({ path, mode, modifiedAt, typeFlag, size, target }: Header): Buffer {
  const block = Buffer.alloc(BLOCK);
  const text = (value: string, at: number, length: number) =>
    void Buffer.from(value).copy(block, at, 0, length);
  const octal = (value: number, at: number, length: number) =>
    text(value.toString(8).padStart(length - 1, "0"), at, length - 1);
  text(path, 0, NAME_LIMIT_BYTES);
  octal(mode & 0o777, 100, 8);
  octal(0, 108, 8); // whose it was means nothing elsewhere
  octal(0, 116, 8);
  octal(size < SIZE_LIMIT ? size : 0, 124, 12);
  octal(Math.max(0, Math.floor(modifiedAt / 1000)), 136, 12);
  block.fill(" ", 148, 156); // the sum is taken with its own place blank
  text(typeFlag, 156, 1);
  text(target, 157, NAME_LIMIT_BYTES);
  text("ustar\0" + "00", 257, 8);
  text(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
    8,
  );
  return block;
}

const fits = (text: string) => Buffer.byteLength(text) <= NAME_LIMIT_BYTES;

const padded = (body: Buffer) => Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);

/** "<length> <key>=<value>\n", where the length counts its own digits too. */
function record(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  length = bytes + String(length).length;
  return Buffer.from(`${length}${rest}`);
}
