import type { IDisposable, Terminal } from "@xterm/xterm";

/**
 * Programs ask their terminal questions (what are you, where is the cursor), and xterm.js answers by itself. Here many
 * terminals may show one program, and old output is shown again, so an answer must come from one terminal, once, and only
 * while the question is fresh. The filter sits in front of xterm's own handlers: a question that is not ours to answer is
 * swallowed before an answer exists, so nothing has to be guessed from what looks like typed keys.
 */
export class AnswerFilter implements Disposable {
  readonly #mayAnswer: () => boolean;
  readonly #handlers: IDisposable[];
  #focusReportIsAutomatic = false;

  constructor(terminal: Pick<Terminal, "parser">, mayAnswer: () => boolean) {
    this.#mayAnswer = mayAnswer;
    const swallow = () => !this.#mayAnswer();
    const { parser } = terminal;
    this.#handlers = [
      parser.registerCsiHandler({ final: "c" }, swallow), // primary device attributes
      parser.registerCsiHandler({ prefix: ">", final: "c" }, swallow), // secondary device attributes
      parser.registerCsiHandler({ final: "n" }, swallow), // status and cursor position
      parser.registerCsiHandler({ prefix: "?", final: "n" }, swallow),
      parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow), // is this mode set?
      parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow),
      parser.registerCsiHandler({ final: "t" }, (params) => isWindowReport(params[0]) && swallow()),
      parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow), // what is this setting?
      ...[4, 10, 11, 12].map((code) =>
        parser.registerOscHandler(code, (data) => data.split(";").includes("?") && swallow()),
      ),
      // Switching focus reports on makes xterm send one at once, which is an answer too.
      parser.registerCsiHandler({ prefix: "?", final: "h" }, (params) => {
        if (params.includes(1004)) this.#expectFocusReport();
        return false;
      }),
    ];
  }

  /** Whether data that xterm wants to send is an automatic answer that is not ours to give. */
  refuses(data: string): boolean {
    if (!this.#focusReportIsAutomatic || (data !== "\x1b[I" && data !== "\x1b[O")) return false;
    return !this.#mayAnswer();
  }

  [Symbol.dispose](): void {
    for (const handler of this.#handlers) handler.dispose();
  }

  #expectFocusReport(): void {
    this.#focusReportIsAutomatic = true;
    // Output is parsed in one go, so by the next microtask a report can only come from a person who moved the focus.
    queueMicrotask(() => {
      this.#focusReportIsAutomatic = false;
    });
  }
}

/** `CSI Ps t` with these numbers asks for sizes and titles; the others move windows, which xterm ignores. */
const isWindowReport = (operation: number | number[] | undefined) =>
  typeof operation === "number" && operation >= 11 && operation <= 21;
