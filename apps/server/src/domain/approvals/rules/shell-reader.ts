import { isAssignment } from "./inner-commands.ts";
import { closingParenthesis, lineAt, unescaped } from "./shell-escapes.ts";
import { type Draft, ShellReading } from "./shell-reading.ts";

/** What a shell would run for this text. */
export function readShell(text: string): ShellReading {
  const reading = new ShellReading();
  if (/[^\P{Cc}\n\t]/u.test(text)) reading.troubles.add("it holds control characters");
  readInto(reading, text.replaceAll("\0", ""), 0);
  return reading;
}

/** What a program would run that is started with these arguments, without a shell. */
export function readArguments(words: readonly string[]): ShellReading {
  const reading = new ShellReading();
  reading.add({ words, isGuess: false }, 0, (code, depth) => readInto(reading, code, depth));
  return reading;
}

function readInto(reading: ShellReading, text: string, depth: number) {
  if (reading.mayEnter(depth, text.length)) new ShellReader(reading, text, depth).list();
}

type HereDocument = {
  readonly end: string;
  readonly isQuoted: boolean;
  readonly hasTabs: boolean;
  readonly draft: Draft;
};
type Word = { text: string; isQuoted: boolean; isGlob: boolean };

const SUBSTITUTED = "it holds what the shell replaces by something else (`$…`, backticks)";
const PLAIN = /[^\s\\'"`$;&|()<>{},*?[\]]+/y;
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;
const BEFORE_COMMAND = /^([{!]|do|then|else)$/;
const KEYWORD = /^([{!]|if|then|elif|else|while|until|do|time)$/;
const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/** Reads as bash does, and what bash could read in two ways so that more is seen rather than less. */
class ShellReader {
  readonly #reading: ShellReading;
  readonly #text: string;
  readonly #depth: number;
  #at = 0;
  readonly #waiting: HereDocument[] = [];
  #draft: Draft = { words: [], data: [] };
  #pipeline: Draft[] = [];
  /** The word of the command that is read now which names its program. */
  #program: Word | undefined;
  /** Whether the shell puts something else in the place of a part of the word that is read. */
  #isReplaced = false;

  constructor(reading: ShellReading, text: string, depth: number) {
    this.#reading = reading;
    this.#text = text;
    this.#depth = depth;
  }

  /** Commands up to the end of the text, or to the parenthesis that closes a substitution. */
  list(end?: ")") {
    const outer = { draft: this.#draft, pipeline: this.#pipeline };
    this.#draft = { words: [], data: [] };
    this.#pipeline = [];
    const ended: Draft[][] = [];
    const open: ("(" | "case")[] = [];
    const endCommand = (isPiped = false) => {
      this.#pipeline.push(this.#draft);
      this.#draft = { words: [], data: [] };
      this.#program = undefined;
      if (isPiped) return;
      ended.push(this.#pipeline);
      this.#pipeline = [];
    };
    for (let isOpen = true; isOpen;) {
      this.#skipBlanks();
      const [char, next] = [this.#text[this.#at], this.#text[this.#at + 1]];
      if (char === undefined) {
        if (end || open.length > 0) this.#giveUp("its parentheses or its `case` do not end");
        isOpen = false;
      } else if (char === "\n") {
        this.#at += 1;
        endCommand();
        this.#readHereDocuments();
      } else if (char === "#") {
        const line = this.#text.indexOf("\n", this.#at);
        this.#at = line < 0 ? this.#text.length : line;
      } else if (char === "<" || char === ">" || (char === "&" && next === ">")) {
        this.#redirect();
      } else if (char === ";" || char === "&" || char === "|") {
        const isPipe = char === "|" && next !== "|";
        this.#at += next === char || (char === "|" && next === "&") ? 2 : 1;
        endCommand(isPipe);
      } else if (char === "(") {
        if (this.#draft.words.length > 0)
          this.#trouble("it holds parentheses that are no command of their own");
        endCommand();
        if (next === "(") this.#arithmetic();
        else {
          this.#at += 1;
          open.push("(");
        }
      } else if (char === ")") {
        this.#at += 1;
        endCommand();
        if (open.at(-1) === "(") open.pop();
        else if (open.length === 0 && end) isOpen = false;
        else if (open.length === 0) this.#trouble("its parentheses are not balanced");
      } else {
        this.#isReplaced = false;
        const from = this.#at;
        const word = this.#word();
        this.#noteProgram(word, this.#text.slice(from, this.#at));
        if (!word) continue;
        const { words } = this.#draft;
        words.push(word);
        if (word.isQuoted) continue;
        const isFirst =
          words.length <= 4 && words.slice(0, -1).every(({ text }) => BEFORE_COMMAND.test(text));
        if (word.text === "case" && isFirst) open.push("case");
        const isEmptyCase = words.length === 4 && words[0]?.text === "case";
        if (word.text === "esac" && (isFirst || isEmptyCase) && open.at(-1) === "case") open.pop();
      }
    }
    endCommand();
    if (this.#waiting.length > 0) this.#giveUp("a here-document in it does not end");
    for (const pipeline of ended)
      this.#reading.addPipeline(pipeline, this.#depth, (code, depth) => readInto(this.#reading, code, depth));
    this.#draft = outer.draft;
    this.#pipeline = outer.pipeline;
  }

  /** The first word that is no assignment and no word of the shell itself is the program. */
  #noteProgram(word: Word | undefined, written: string) {
    if (this.#program) return;
    if (isAssignment(written) || KEYWORD.test(written)) return;
    // It may be any, and so one that is forbidden.
    if (word?.isGlob || this.#isReplaced) this.#giveUp("which program it runs is known to the shell alone");
    this.#program = word;
  }

  /** A text between double quotes, or one without quotes that is replaced the same way. */
  quoted(hasEnd: boolean): string {
    let text = "";
    for (;;) {
      text += this.#run(PLAIN_IN_QUOTES);
      const [char, next] = [this.#text[this.#at], this.#text[this.#at + 1]];
      if (char === undefined) {
        if (hasEnd) this.#giveUp("its quotes are not balanced");
        return text;
      }
      if (char === '"') {
        this.#at += 1;
        if (hasEnd) return text;
        text += char;
      } else if (char === "\\") {
        this.#at += 2;
        if (next === "\n") continue;
        text += next !== undefined && '"\\$`'.includes(next) ? next : `\\${next ?? ""}`;
      } else if (char === "$") text += this.#dollar(true) ?? "";
      else this.#backticks();
    }
  }

  #word(): Word | undefined {
    const word: Word = { text: "", isQuoted: false, isGlob: false };
    let isBrace = false;
    for (;;) {
      word.text += this.#run(PLAIN);
      const char = this.#text[this.#at];
      if (char === undefined || " \t\n;&|()<>".includes(char)) break;
      if (char === "\\") {
        const next = this.#text[this.#at + 1];
        this.#at += 2;
        if (next === "\n") continue;
        if (next === undefined) this.#giveUp("it ends with a backslash");
        word.isQuoted = true;
        word.text += next ?? "";
      } else if (char === "'") {
        word.isQuoted = true;
        word.text += this.#singleQuoted();
      } else if (char === '"') {
        word.isQuoted = true;
        this.#at += 1;
        word.text += this.quoted(true);
      } else if (char === "$") {
        const value = this.#dollar(false);
        if (value === undefined) {
          // It ends a word as a blank does, and yet what follows is no comment.
          if (this.#text[this.#at] === "#") this.#giveUp("it holds `$IFS#`");
          break;
        }
        word.text += value;
      } else if (char === "`") this.#backticks();
      else {
        if ("*?[".includes(char)) word.isGlob = true;
        if (char === "{") isBrace = true;
        if (isBrace && char === ",") this.#trouble("the shell makes several words of its braces");
        word.text += char;
        this.#at += 1;
      }
    }
    if (isBrace && word.text.includes("..")) this.#trouble("the shell makes several words of its braces");
    // `a[1<<2]=3` begins no here-document.
    if (/^[A-Za-z_]\w*\[[^\]]*$/.test(word.text) && this.#text[this.#at] === "<")
      this.#giveUp("it holds an index that cannot be read");
    return word.text === "" && !word.isQuoted ? undefined : word;
  }

  #singleQuoted(): string {
    const from = this.#at + 1;
    const end = this.#text.indexOf("'", from);
    this.#at = end < 0 ? this.#text.length : end + 1;
    if (end < 0) this.#giveUp("its quotes are not balanced");
    return this.#text.slice(from, end < 0 ? undefined : end);
  }

  /** What stands for the text after a `$`; what it is replaced by cannot be known, and counts as nothing. */
  #dollar(isInQuotes: boolean): string | undefined {
    const from = this.#at;
    this.#at += 1;
    while (this.#text.startsWith("\\\n", this.#at)) this.#at += 2;
    const char = this.#text[this.#at];
    if (char === "'" && !isInQuotes) return this.#escaped();
    if (char === '"' && !isInQuotes) {
      this.#at += 1;
      return this.quoted(true);
    }
    if (char === "(") {
      this.#replaces();
      if (this.#text[this.#at + 1] === "(") this.#arithmetic();
      else this.#substitution();
      return "";
    }
    if (char === "{") return this.#braces(isInQuotes);
    if (char === "[") this.#giveUp("it holds arithmetic of an old form");
    const name = this.#run(NAME);
    if (name !== "" || this.#at > from + 1) this.#replaces();
    if (name === "IFS" && !isInQuotes) return undefined;
    return name === "" ? "$" : "";
  }

  /** At the parenthesis of `$(…)`, `<(…)` or `>(…)`. */
  #substitution() {
    this.#at += 1;
    this.#deeper((reader) => reader.list(")"));
  }

  /** Goes on in a reader of the same text, so that nesting is counted and here-documents stay apart. */
  #deeper(read: (reader: ShellReader) => void) {
    if (!this.#reading.mayEnter(this.#depth + 1, 0)) {
      this.#at = this.#text.length;
      return;
    }
    const reader = new ShellReader(this.#reading, this.#text, this.#depth + 1);
    reader.#at = this.#at;
    read(reader);
    this.#at = reader.#at;
  }

  /** `${…}`: only what is run inside of it matters. */
  #braces(isInQuotes: boolean): string | undefined {
    this.#replaces();
    this.#at += 1;
    const from = this.#at;
    if (/[\s|]/.test(this.#text[this.#at] ?? "")) this.#giveUp("it holds a command in `${ …; }`");
    this.#deeper((reader) => reader.#parameter(isInQuotes));
    return this.#text.slice(from, this.#at) === "IFS}" && !isInQuotes ? undefined : "";
  }

  #parameter(isInQuotes: boolean) {
    for (let char = this.#text[this.#at]; char !== "}"; char = this.#text[this.#at]) {
      if (char === undefined) return this.#giveUp("its braces do not end");
      if (char === "\\") this.#at += 2;
      else if (char === "'") {
        if (isInQuotes) this.#giveUp("it holds quotes that shells read differently");
        this.#singleQuoted();
      } else if (char === '"') {
        this.#at += 1;
        this.quoted(true);
      } else if (char === "$") this.#dollar(isInQuotes);
      else if (char === "`") this.#backticks();
      else if ((char === "<" || char === ">") && this.#text[this.#at + 1] === "(") {
        this.#at += 1;
        this.#substitution();
      } else this.#at += 1;
    }
    this.#at += 1;
  }

  #backticks() {
    this.#replaces();
    readInto(this.#reading, this.#upTo("`").replace(/\\([`\\$"])/g, "$1"), this.#depth + 1);
  }

  /** `$'…'` */
  #escaped(): string {
    return unescaped(this.#upTo("'"));
  }

  /** What stands between this sign and the next one like it that has no backslash. */
  #upTo(sign: string): string {
    const from = this.#at + 1;
    let end = from;
    while (end < this.#text.length && this.#text[end] !== sign) end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) this.#giveUp("its quotes or backticks are not balanced");
    this.#at = Math.min(end + 1, this.#text.length);
    return this.#text.slice(from, end);
  }

  /** `((…))`, which may be arithmetic or commands: taken for both. */
  #arithmetic() {
    this.#trouble("it holds arithmetic of the shell");
    const from = this.#at;
    const { end, isClear } = closingParenthesis(this.#text, from);
    if (!isClear) this.#giveUp("its arithmetic does not end, or holds quotes");
    this.#at = Math.min(end + 1, this.#text.length);
    readInto(this.#reading, this.#text.slice(from + 1, end), this.#depth + 1);
  }

  #redirect() {
    const operator = /&>>?|<<<|<<-?|<>|[<>]&-?|>>|>[|]|[<>]/y;
    operator.lastIndex = this.#at;
    const sign = operator.exec(this.#text)?.[0] ?? ">";
    // The number before it is the descriptor that is redirected.
    const before = this.#draft.words.at(-1);
    if (before && /^\d+$/.test(before.text) && !before.isQuoted && /\d/.test(this.#text[this.#at - 1] ?? ""))
      if (this.#draft.words.pop() === this.#program) this.#program = undefined;
    this.#at += sign.length;
    if (sign.endsWith("&-")) return; // closes, and what follows is a word of its own
    if ((sign === "<" || sign === ">") && this.#text[this.#at] === "(") {
      this.#trouble("it holds `<(…)` or `>(…)`");
      this.#substitution();
      if (this.#text[this.#at] === "#") this.#giveUp("it holds `)#`");
      return;
    }
    this.#skipBlanks();
    const from = this.#at;
    const target = this.#word();
    if (!target) return this.#giveUp("a redirect in it leads nowhere");
    if (sign === "<<" || sign === "<<-") {
      if (/[$`]/.test(this.#text.slice(from, this.#at)))
        this.#giveUp("the end of a here-document in it is not clear");
      const { text: end, isQuoted } = target;
      this.#waiting.push({ end, isQuoted, hasTabs: sign === "<<-", draft: this.#draft });
    } else if (sign === "<<<") this.#draft.data.push(target.text);
    else if (!(sign.endsWith("&") && /^(\d+-?|-)$/.test(target.text))) {
      if (target.isGlob || target.text === "!") this.#trouble("where it redirects to is not clear");
      this.#reading.addRedirect({ path: target.text, isWrite: sign !== "<" && sign !== "<&" });
    }
  }

  #readHereDocuments() {
    for (const { end, isQuoted, hasTabs, draft } of this.#waiting.splice(0)) {
      const lines: string[] = [];
      for (;;) {
        if (this.#at >= this.#text.length) {
          this.#giveUp("a here-document in it does not end");
          break;
        }
        const { line, next } = lineAt(this.#text, this.#at, isQuoted);
        this.#at = next;
        const stripped = hasTabs ? line.replace(/^\t+/, "") : line;
        if (stripped === end) break;
        lines.push(stripped);
      }
      const body = lines.join("\n");
      draft.data.push(body);
      if (!isQuoted) new ShellReader(this.#reading, body, this.#depth + 1).quoted(false);
    }
  }

  #skipBlanks() {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === " " || char === "\t") this.#at += 1;
      else if (char === "\\" && this.#text[this.#at + 1] === "\n") this.#at += 2;
      else return;
    }
  }

  #run(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #replaces() {
    this.#isReplaced = true;
    this.#trouble(SUBSTITUTED);
  }

  #trouble(text: string) {
    this.#reading.troubles.add(text);
  }

  #giveUp(text: string) {
    this.#reading.giveUp(text);
  }
}
