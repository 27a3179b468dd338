import { Buffer } from "node:buffer";
import { DRIVER_LINE_LIMIT_BYTES, DriverItem } from "@dispatch/protocol/agent/driving";

type Needs = {
  readonly onItem: (item: DriverItem) => void;
  /** Said once: whatever comes after it is not looked at. */
  readonly onGarbage: (what: string) => void;
};

const NEW_LINE = 10;

/** Reads what a driver says. Whoever can reach its agent's processes may be able to speak in its place: everything is checked. */
export class DriverLines {
  readonly #needs: Needs;
  #pieces: Buffer[] = [];
  #bytes = 0;
  #isOver = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  push(bytes: Buffer) {
    let from = 0;
    for (let at = bytes.indexOf(NEW_LINE); at !== -1 && !this.#isOver; at = bytes.indexOf(NEW_LINE, from)) {
      this.#keep(bytes.subarray(from, at));
      from = at + 1;
      const line = Buffer.concat(this.#pieces).toString("utf8");
      this.#pieces = [];
      this.#bytes = 0;
      if (!this.#isOver) this.#read(line);
    }
    if (!this.#isOver) this.#keep(bytes.subarray(from));
  }

  #keep(piece: Buffer) {
    this.#bytes += piece.length;
    if (this.#bytes > DRIVER_LINE_LIMIT_BYTES) this.#refuse("The agent's driver said too much at once.");
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  #read(line: string) {
    const item = DriverItem.safeParse(parsed(line));
    if (item.success) this.#needs.onItem(item.data);
    else this.#refuse("The agent's driver said what cannot be understood.");
  }

  #refuse(what: string) {
    this.#isOver = true;
    this.#pieces = [];
    this.#needs.onGarbage(what);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
