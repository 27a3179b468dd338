import { Buffer } from "node:buffer";
import type { FileMatch } from "@dispatch/protocol/errands/files";

/** Of a long line only what stands around the match is told. */
const TEXT_LIMIT = 300;
const BEFORE_MATCH = 80;
/** A line of a file without line ends may be as long as the file. */
const LINE_LIMIT_BYTES = 64 * 1024;
const NUL = 0;
const LINE_END = 0x0a;

/** Reads `path NUL line NUL column NUL text LF`, however it is cut into pieces. */
export class MatchReader {
  readonly #found: (match: FileMatch) => void;
  readonly #fields: Buffer[] = [];
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(found: (match: FileMatch) => void) {
    this.#found = found;
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      const isText = this.#fields.length === 3;
      const end = bytes.indexOf(isText ? LINE_END : NUL, at);
      this.#keep(bytes.subarray(at, end < 0 ? bytes.length : end));
      if (end < 0) return;
      at = end + 1;
      this.#fields.push(Buffer.concat(this.#parts));
      this.#parts = [];
      this.#bytes = 0;
      if (isText) this.#tell();
    }
  }

  #keep(part: Buffer): void {
    const kept = part.subarray(0, LINE_LIMIT_BYTES - this.#bytes);
    this.#parts.push(kept);
    this.#bytes += kept.length;
  }

  #tell(): void {
    const [path, line, column, text] = this.#fields.splice(0) as [Buffer, Buffer, Buffer, Buffer];
    const at = text.subarray(0, Number(column.toString()) - 1).toString().length;
    this.#found(matchIn(path.toString(), Number(line.toString()), at, text.toString()));
  }
}

export function matchIn(path: string, line: number, at: number, text: string): FileMatch {
  const from = text.length > TEXT_LIMIT ? Math.max(0, at - BEFORE_MATCH) : 0;
  return { path, line, column: at + 1, text: text.slice(from, from + TEXT_LIMIT).replace(/\r$/, "") };
}
