const BELL = 0x07;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;
const ESCAPE = 0x1b;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const OSC = 0x5d;
const DCS = 0x50;
const SOS = 0x58;
const PM = 0x5e;
const APC = 0x5f;
/** Longer commands (images, clipboard) hold nothing that anybody looks for: their beginning has to do. */
const COMMAND_LIMIT_BYTES = 4096;
/** Looked at byte by byte before a search begins: where controls stand close together, beginning one for each costs more. */
const NEAR_BYTES = 16;

type Found = {
  readonly bell: () => void;
  /** The inside of an OSC sequence that was ended by BEL or ST; valid only during the call. */
  readonly command: (bytes: Buffer, isWhole: boolean) => void;
};

/**
 * Finds bells and operating system commands (OSC) in output, whatever its pieces. What ends a string is no bell. Bytes above 0x7f are
 * parts of characters and never controls of their own, as in every terminal that speaks UTF-8.
 */
export class ControlStrings {
  readonly #found: Found;
  #state: "text" | "escape" | "command" | "string" = "text";
  #escaped = false; // within a string: the last byte was an escape character
  #command: Buffer | undefined; // made when there is one
  #length = 0; // of the command, whatever was kept of it

  constructor(found: Found) {
    this.#found = found;
  }

  /** Whether the output may be cut here. */
  get isAtRest(): boolean {
    return this.#state === "text";
  }

  /** What comes next is of another process. */
  reset(): void {
    this.#state = "text";
  }

  scan(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const search = new ControlSearch(buffer);
    for (let at = 0; at < buffer.length; at++) {
      if (this.#state === "text") {
        at = search.next(at);
        if (buffer[at] === BELL) this.#found.bell();
        else if (buffer[at] === ESCAPE) this.#state = "escape";
      } else if (this.#state === "escape") {
        this.#begin(buffer[at] as number);
      } else {
        const from = at;
        while (!this.#escaped && (buffer[at] as number) >= SPACE) at++;
        this.#keep(buffer, from, at);
        if (at < buffer.length) this.#within(buffer[at] as number);
      }
    }
  }

  #begin(byte: number): void {
    this.#escaped = false;
    this.#length = 0;
    if (byte === OSC) this.#state = "command";
    else if (byte === DCS || byte === SOS || byte === PM || byte === APC) this.#state = "string";
    else if (byte === BELL) this.#found.bell();
    else if (byte >= SPACE || byte === CANCEL || byte === SUBSTITUTE) this.#state = "text";
  }

  #within(byte: number): void {
    if (this.#escaped && byte !== BACKSLASH) {
      // Another sequence begins; what was open came to nothing.
      this.#state = "escape";
      this.#begin(byte);
    } else if (this.#escaped || (byte === BELL && this.#state === "command")) {
      const isCommand = this.#state === "command";
      this.#state = "text";
      if (isCommand) this.#tell();
    } else if (byte === ESCAPE) {
      this.#escaped = true;
    } else if (byte === CANCEL || byte === SUBSTITUTE) {
      this.#state = "text";
    }
  }

  #keep(buffer: Buffer, from: number, to: number): void {
    if (this.#state !== "command" || from === to) return;
    this.#command ??= Buffer.allocUnsafe(COMMAND_LIMIT_BYTES);
    buffer.copy(this.#command, Math.min(this.#length, COMMAND_LIMIT_BYTES), from, to);
    this.#length += to - from;
  }

  #tell(): void {
    const kept = Math.min(this.#length, COMMAND_LIMIT_BYTES);
    this.#found.command((this.#command ?? Buffer.alloc(0)).subarray(0, kept), this.#length === kept);
  }
}

/** Where in text the next bell or escape character is. Each byte is searched once for each, however many there are of the other. */
class ControlSearch {
  readonly #buffer: Buffer;
  #bell = -1;
  #escape = -1;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  /** The buffer's length if there is none. */
  next(from: number): number {
    const buffer = this.#buffer;
    const near = Math.min(from + NEAR_BYTES, buffer.length);
    for (let at = from; at < near; at++) if (buffer[at] === ESCAPE || buffer[at] === BELL) return at;
    if (this.#bell < near) this.#bell = this.#find(BELL, near);
    if (this.#escape < near) this.#escape = this.#find(ESCAPE, near);
    return Math.min(this.#bell, this.#escape);
  }

  #find(byte: number, from: number): number {
    const at = this.#buffer.indexOf(byte, from);
    return at === -1 ? this.#buffer.length : at;
  }
}
