import { programTitleFrom } from "@dispatch/protocol/session-title";
import { ControlStrings } from "../control-strings.ts";

const SEMICOLON = 0x3b;
/** The commands that set a window's title: with the icon's, and alone. */
const titleCommands = new Set([0x30, 0x32]);

/** What some output tells beside what it shows. */
export type Signs = {
  /** The last one in it; empty where the program took its title back. */
  readonly title: string | undefined;
  readonly hasRung: boolean;
};

/** Finds the last title and whether it rang in the output of one terminal, piece after piece. */
export class SignScanner {
  #found: { title: Buffer | undefined; hasRung: boolean } = { title: undefined, hasRung: false };
  readonly #strings = new ControlStrings({
    bell: () => (this.#found.hasRung = true),
    command: (bytes) => {
      if (titleCommands.has(bytes[0] as number) && bytes[1] === SEMICOLON)
        this.#found.title = Buffer.from(bytes.subarray(2));
    },
  });

  /** Whether the output may be cut here. */
  get isAtRest(): boolean {
    return this.#strings.isAtRest;
  }

  /** What comes next is of another process. */
  reset(): void {
    this.#strings.reset();
  }

  scan(output: Uint8Array): Signs {
    this.#found = { title: undefined, hasRung: false };
    this.#strings.scan(output);
    const { title, hasRung } = this.#found;
    return { title: title && programTitleFrom(title.toString("utf8")), hasRung };
  }
}
