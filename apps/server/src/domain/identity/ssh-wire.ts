/** The forms of which everything in SSH is made (RFC 4251): four-byte numbers, and bytes with their length before them. */
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const wireString = (value: Uint8Array | string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
};

/** A number that is not negative: no zeros in front, but one where the first bit would be taken for a sign. */
export const wireNumber = (value: Uint8Array): Buffer => {
  const bytes = withoutZeros(value);
  return wireString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
};

export const withoutZeros = (value: Uint8Array): Buffer => {
  const start = value.findIndex((byte) => byte !== 0);
  return Buffer.from(start === -1 ? [] : value.subarray(start));
};

/** What was read ends before it should. */
class WireEnded extends Error {
  override readonly name = "WireEnded";
}

export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  take(count: number): Buffer {
    if (count > this.#bytes.length - this.#at) throw new WireEnded("there is less than was announced");
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint32 = (): number => this.take(4).readUInt32BE();
  string = (): Buffer => this.take(this.uint32());
  text = (): string => this.string().toString("utf8");
}
