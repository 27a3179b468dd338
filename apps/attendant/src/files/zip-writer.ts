import { Buffer } from "node:buffer";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import type { ArchiveWriter, Packed } from "./archive-writer.ts";
import type { ByteSink } from "./byte-sink.ts";

/** From here on sizes and offsets are written in eight bytes. */
const LARGE = 0xffffffff;
const MANY = 0xffff;
/** Of the plain size: packed, a file may come out a little larger than it was. */
const SURELY_SMALL_BYTES = 0xf0000000;
const VERSION = 45;
const MADE_ON_UNIX = 3 << 8;
/** The sum and sizes follow the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const STORED = 0;
const DEFLATED = 8;
const TYPE_BITS = { file: 0o100000, folder: 0o040000, link: 0o120000 } as const;

type Written = { readonly sum: number; readonly size: number; readonly packedSize: number };

/** ZIP as a stream: nothing has to be known of a file before its bytes, and nothing of it is too large. */
export function zipWriter(sink: ByteSink): ArchiveWriter {
  const directory: Buffer[] = [];
  return {
    add: async (packed) => {
      const offset = sink.written;
      const name = Buffer.from(packed.type === "folder" ? `${packed.path}/` : packed.path);
      const isLarge = packed.type === "file" && packed.size >= SURELY_SMALL_BYTES;
      const method = packed.type === "file" ? DEFLATED : STORED;
      await sink.write(localHeader({ packed, name, method, isLarge }));
      const written = await writeBody(sink, packed);
      await sink.write(descriptor(written, isLarge));
      directory.push(entry({ packed, name, method, offset, ...written }));
    },
    end: async () => {
      const start = sink.written;
      for (const each of directory) await sink.write(each);
      await sink.write(ending({ count: directory.length, start, bytes: sink.written - start }));
    },
  };
}

async function writeBody(sink: ByteSink, packed: Packed): Promise<Written> {
  if (packed.type !== "file") {
    const body = Buffer.from(packed.type === "link" ? packed.target : "");
    await sink.write(body);
    return { sum: crc32(body), size: body.length, packedSize: body.length };
  }
  const start = sink.written;
  let sum = 0;
  let size = 0;
  async function* counted(bytes: AsyncIterable<Buffer>) {
    for await (const piece of bytes) {
      sum = crc32(piece, sum);
      size += piece.length;
      yield piece;
    }
  }
  await pipeline(counted(packed.bytes()), createDeflateRaw(), async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) await sink.write(piece);
  });
  return { sum, size, packedSize: sink.written - start };
}

type Named = { readonly packed: Packed; readonly name: Buffer; readonly method: number };

function localHeader({ packed, name, method, isLarge }: Named & { isLarge: boolean }): Buffer {
  const extra = isLarge ? wide([0n, 0n]) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(dosTime(packed.modifiedAt), 10);
  if (isLarge) head.fill(0xff, 18, 26);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

function descriptor({ sum, size, packedSize }: Written, isLarge: boolean): Buffer {
  const bytes = Buffer.alloc(isLarge ? 24 : 16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(sum, 4);
  if (isLarge) {
    bytes.writeBigUInt64LE(BigInt(packedSize), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
  } else {
    bytes.writeUInt32LE(packedSize, 8);
    bytes.writeUInt32LE(size, 12);
  }
  return bytes;
}

function entry({
  packed,
  name,
  method,
  offset,
  sum,
  size,
  packedSize,
}: Named & Written & { offset: number }) {
  const isWide = size >= LARGE || packedSize >= LARGE || offset >= LARGE;
  const extra = isWide ? wide([BigInt(size), BigInt(packedSize), BigInt(offset)]) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_ON_UNIX | VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(method, 10);
  head.writeUInt32LE(dosTime(packed.modifiedAt), 12);
  head.writeUInt32LE(sum, 16);
  head.writeUInt32LE(isWide ? LARGE : packedSize, 20);
  head.writeUInt32LE(isWide ? LARGE : size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(
    (((TYPE_BITS[packed.type] | (packed.mode & 0o777)) << 16) >>> 0) + (packed.type === "folder" ? 0x10 : 0),
    38,
  );
  head.writeUInt32LE(isWide ? LARGE : offset, 42);
  return Buffer.concat([head, name, extra]);
}

function ending({ count, start, bytes }: { count: number; start: number; bytes: number }): Buffer {
  const isWide = count >= MANY || start >= LARGE || bytes >= LARGE;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isWide ? MANY : count, 8);
  end.writeUInt16LE(isWide ? MANY : count, 10);
  end.writeUInt32LE(isWide ? LARGE : bytes, 12);
  end.writeUInt32LE(isWide ? LARGE : start, 16);
  if (!isWide) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4); // of what follows
  record.writeUInt16LE(MADE_ON_UNIX | VERSION, 12);
  record.writeUInt16LE(VERSION, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(bytes), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

function wide(values: readonly bigint[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(value, 4 + 8 * index);
  return extra;
}

/** Two seconds are its finest step, and 1980 is its first year. */
function dosTime(at: number): number {
  const date = new Date(at);
  const year = Math.min(Math.max(date.getFullYear() - 1980, 0), 127);
  const day = (year << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
