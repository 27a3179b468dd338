import { builtApp } from "@dispatch/testkit/built-apps";
import { type IPty, spawn } from "@lydell/node-pty";

/** What users run. */
export const program = builtApp("cli");

/** A program in a real terminal, and what it showed. */
export class Terminal implements Disposable {
  readonly pty: IPty;
  readonly exited: Promise<number>;
  shown = "";
  #wake: () => void = () => undefined;

  constructor(needs: {
    file: string;
    args: string[];
    env: Record<string, string | undefined>;
    cols?: number;
    rows?: number;
  }) {
    const env = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      TERM: "xterm-256color",
      ...needs.env,
    };
    this.pty = spawn(needs.file, needs.args, { cols: needs.cols ?? 100, rows: needs.rows ?? 30, env });
    this.pty.onData((data) => {
      this.shown += data;
      this.#wake();
    });
    this.exited = new Promise((resolve) => this.pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** Resolves with everything up to and including the text, which then counts as seen. */
  async see(text: string): Promise<string> {
    while (!this.shown.includes(text)) await new Promise<void>((resolve) => (this.#wake = resolve));
    const end = this.shown.indexOf(text) + text.length;
    const seen = this.shown.slice(0, end);
    this.shown = this.shown.slice(end);
    return seen;
  }

  type(text: string): void {
    this.pty.write(text);
  }

  [Symbol.dispose](): void {
    try {
      this.pty.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
