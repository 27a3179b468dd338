import { ControlStrings } from "../control-strings.ts";

/** What output tells beside what it shows. */
export type Told =
  | { readonly type: "bell" }
  | { readonly type: "title"; readonly text: string }
  | { readonly type: "prompt" }
  | { readonly type: "command"; readonly text: string | undefined }
  | { readonly type: "command-ended"; readonly exitCode: number };

/** Finds bells, titles and the marks of shells (OSC 133) in output, whatever its pieces; the rest is passed over quickly. */
export class ControlScanner {
  #told: Told[] = [];
  readonly #strings = new ControlStrings({
    bell: () => this.#told.push({ type: "bell" }),
    command: (bytes, isWhole) => isWhole && this.#command(bytes.toString("utf8")),
  });

  /** Whether the output may be cut here. */
  get isAtRest(): boolean {
    return this.#strings.isAtRest;
  }

  scan(bytes: Uint8Array): Told[] {
    this.#told = [];
    this.#strings.scan(bytes);
    return this.#told;
  }

  #command(text: string): void {
    const title = /^[02];(.*)$/s.exec(text);
    if (title) this.#told.push({ type: "title", text: title[1] ?? "" });
    const shell = /^133;([ACD])(?:;(.*))?$/s.exec(text);
    if (shell?.[1] === "A") this.#told.push({ type: "prompt" });
    else if (shell?.[1] === "C") this.#told.push({ type: "command", text: commandLine(shell[2] ?? "") });
    else if (shell?.[1] === "D" && /^\d+/.test(shell[2] ?? ""))
      this.#told.push({ type: "command-ended", exitCode: Number.parseInt(shell[2] ?? "", 10) });
  }
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
