/** What output tells beside what it shows. */
export type Told =
  | { readonly type: "bell" }
  | { readonly type: "title"; readonly text: string }
  | { readonly type: "prompt" }
  | { readonly type: "command"; readonly text: string | undefined }
  | { readonly type: "command-ended"; readonly exitCode: number };

const BELL = 0x07;
const ESCAPE = 0x1b;
const CLOSING_BRACKET = 0x5d;
const BACKSLASH = 0x5c;
const CAN = 0x18;
const SUB = 0x1a;
/** Strings that are skipped: DCS, SOS, PM, APC. */
const skipped = new Set([0x50, 0x58, 0x5e, 0x5f]);
/** Longer ones (images, clipboard) hold nothing that is looked for. */
const COMMAND_LIMIT_BYTES = 4096;

/** Finds bells, titles and the marks of shells (OSC 133) in output, whatever its pieces; the rest is passed over quickly. */
export class ControlScanner {
  #state: "text" | "escape" | "osc" | "string" = "text";
  #escaped = false; // within a string: the last byte was an escape character
  #osc: number[] = [];

  /** Whether the output may be cut here. */
  get isAtRest(): boolean {
    return this.#state === "text";
  }

  scan(bytes: Uint8Array): Told[] {
    const told: Told[] = [];
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < buffer.length;) {
      if (this.#state === "text") {
        at = nextControl(buffer, at);
        if (at < buffer.length) this.#control(buffer[at] as number, told);
        at += 1;
      } else {
        this.#within(buffer[at] as number, told);
        at += 1;
      }
    }
    return told;
  }

  #control(byte: number, told: Told[]): void {
    if (byte === ESCAPE) this.#state = "escape";
    else told.push({ type: "bell" });
  }

  #within(byte: number, told: Told[]): void {
    if (this.#state === "escape") {
      this.#osc = [];
      this.#escaped = false;
      if (byte === CLOSING_BRACKET) this.#state = "osc";
      else if (skipped.has(byte)) this.#state = "string";
      else if (byte !== ESCAPE) this.#state = "text";
      return;
    }
    const ends = (byte === BELL && this.#state === "osc") || (this.#escaped && byte === BACKSLASH);
    if (ends) {
      if (this.#state === "osc") this.#command(told);
      this.#state = "text";
    } else if (byte === CAN || byte === SUB) {
      this.#state = "text";
    } else if (this.#escaped) {
      // Another sequence begins; what was open came to nothing.
      this.#state = "escape";
      this.#within(byte, told);
    } else if (byte === ESCAPE) {
      this.#escaped = true;
    } else if (this.#osc.length < COMMAND_LIMIT_BYTES) {
      this.#osc.push(byte);
    }
  }

  #command(told: Told[]): void {
    if (this.#osc.length >= COMMAND_LIMIT_BYTES) return;
    const text = Buffer.from(this.#osc).toString("utf8");
    const title = /^[02];(.*)$/s.exec(text);
    if (title) told.push({ type: "title", text: title[1] ?? "" });
    const shell = /^133;([ACD])(?:;(.*))?$/s.exec(text);
    if (shell?.[1] === "A") told.push({ type: "prompt" });
    else if (shell?.[1] === "C") told.push({ type: "command", text: commandLine(shell[2] ?? "") });
    else if (shell?.[1] === "D" && /^\d+/.test(shell[2] ?? ""))
      told.push({ type: "command-ended", exitCode: Number.parseInt(shell[2] ?? "", 10) });
  }
}

function nextControl(buffer: Buffer, from: number): number {
  const escape = buffer.indexOf(ESCAPE, from);
  const end = escape === -1 ? buffer.length : escape;
  const bell = buffer.subarray(from, end).indexOf(BELL);
  return bell === -1 ? end : from + bell;
}

/** Some shells say which command it is, encoded as in an address. */
function commandLine(parameters: string): string | undefined {
  const encoded = /(?:^|;)cmdline_url=([^;]*)/.exec(parameters)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
