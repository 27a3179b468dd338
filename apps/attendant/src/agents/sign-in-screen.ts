/** What is kept of what a program shows: frames that are drawn again and again, of which the newest count. */
const KEPT_CHARACTERS = 512 * 1024;

const ESCAPE = "\u001b";
/** A terminal's hyperlink holds the whole address, however it is wrapped where it is shown. */
const LINK = new RegExp(`${ESCAPE}\\]8;[^;]*;(https?://[^${ESCAPE}\u0007]+)(?:\u0007|${ESCAPE}\\\\)`, "g");
const COMMAND = new RegExp(`${ESCAPE}\\][^${ESCAPE}\u0007]*(?:\u0007|${ESCAPE}\\\\)`, "g");
/** Words are put at columns in place of spaces between them. */
const TO_COLUMN = new RegExp(`${ESCAPE}\\[\\d*[GC]`, "g");
const CONTROL = new RegExp(`${ESCAPE}(?:\\[[0-9;?<>=]*[ -/]*[@-~]|[()][A-Z0-9]|[ -~])`, "g");

const ADDRESS = /https:\/\/[!-~]*(?:oauth|authorize)[!-~]*/;
const TOKEN = /sk-ant-oat[A-Za-z0-9_-]+/;
const REFUSED =
  /full code|invalid (?:authorization )?code|code (?:is|was) (?:invalid|wrong|expired)|oauth error|request failed|invalid_grant|press enter to retry/i;

/** Reads what a sign-in shows in its terminal: the page to visit, whether a code was refused, and the token in the end. */
export class SignInScreen {
  #shown = "";
  #codeAt = 0;

  push(text: string): void {
    this.#shown += text;
    const over = this.#shown.length - KEPT_CHARACTERS;
    if (over <= 0) return;
    this.#shown = this.#shown.slice(over);
    this.#codeAt = Math.max(0, this.#codeAt - over);
  }

  url(): string | undefined {
    const linked = [...this.#shown.matchAll(LINK)]
      .map(([, url]) => url)
      .findLast((url) => ADDRESS.test(url ?? ""));
    return linked ?? wrapped(plain(this.#shown), ADDRESS, /^[!-~]+$/);
  }

  /** What is shown from here on is said of the code. */
  codeGiven(): void {
    this.#codeAt = this.#shown.length;
  }

  hasRefused(): boolean {
    return REFUSED.test(plain(this.#shown.slice(this.#codeAt)).replace(/\s+/g, " "));
  }

  token(): string | undefined {
    return wrapped(plain(this.#shown.slice(this.#codeAt)), TOKEN, /^[A-Za-z0-9_-]+$/);
  }

  /** The last words, for whoever has to find out why nothing came of it. */
  lastLine(): string {
    const lines = plain(this.#shown)
      .split("\n")
      .map((line) => line.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, "").trim())
      .filter((line) => /\p{L}{3}/u.test(line));
    return (lines.at(-1) ?? "").replace(/sk-ant-[\w-]+/g, "…").slice(0, 200);
  }
}

const plain = (shown: string) =>
  shown
    .replace(COMMAND, "")
    .replace(TO_COLUMN, " ")
    .replace(CONTROL, "")
    .replace(/\r/g, "")
    .split("\n")
    .map((line) => line.trim())
    .join("\n");

/**
 * What is found, with the lines it goes on in. Undefined until something else follows: before that it may not be whole.
 * The newest one counts.
 */
function wrapped(text: string, wanted: RegExp, goesOn: RegExp): string | undefined {
  const lines = text.split("\n").slice(0, -1); // the last one is still being written
  for (let at = lines.length - 1; at >= 0; at--) {
    const begin = wanted.exec(lines[at] ?? "");
    if (!begin) continue;
    let [found] = begin;
    let next = at + 1;
    // Only what goes to the end of its line can go on in the next.
    const isOpen = (lines[at] ?? "").endsWith(found);
    while (isOpen && next < lines.length && goesOn.test(lines[next] ?? "")) found += lines[next++] ?? "";
    if (next < lines.length) return found;
  }
  return undefined;
}
