import { LineEditor } from "./line-editor.ts";

/** Parameters of a sequence that are kept; no real one is longer. */
const PARAMETERS_LIMIT_CHARACTERS = 64;

/** Where the filter stands between two characters. */
type State = "text" | "escape" | "escape intermediate" | "control sequence" | "title-like string" | "string";

const text = /[^\x00-\x1f\x7f-\x9f]+/y;
const insideString = /[^\x07\x18\x1a\x1b\x9c]+/y;

/** Removes terminal sequences from text that comes in pieces, and applies what edits the line being written. */
export class TextFilter {
  readonly #line = new LineEditor();
  #state: State = "text";
  #parameters = "";
  #out: string[] = [];

  push(piece: string): string {
    for (let at = 0; at < piece.length;) at = this.#run(piece, at) ?? this.#character(piece, at);
    return this.#taken();
  }

  end(): string {
    if (!this.#line.isEmpty) this.#newLine();
    return this.#taken();
  }

  /** Takes a run of characters that mean nothing special here; returns where it ends. */
  #run(piece: string, at: number): number | undefined {
    const pattern =
      this.#state === "text"
        ? text
        : this.#state === "string" || this.#state === "title-like string"
          ? insideString
          : undefined;
    if (!pattern) return undefined;
    pattern.lastIndex = at;
    const run = pattern.exec(piece)?.[0];
    if (run === undefined) return undefined;
    if (this.#state === "text") this.#out.push(this.#line.write(run));
    return at + run.length;
  }

  #character(piece: string, at: number): number {
    const character = piece[at] ?? "";
    switch (character) {
      case "\x1b":
        this.#state = "escape"; // it also ends whatever was open
        return at + 1;
      case "\x18":
      case "\x1a":
        this.#state = "text";
        return at + 1;
    }
    switch (this.#state) {
      case "text":
        this.#control(character);
        break;
      case "escape":
        this.#escape(character);
        break;
      case "escape intermediate":
        if (character >= "0") this.#state = "text";
        break;
      case "control sequence":
        this.#sequence(character);
        break;
      case "title-like string":
        if (character === "\x07" || character === "\x9c") this.#state = "text";
        break;
      case "string":
        if (character === "\x9c") this.#state = "text";
    }
    return at + 1;
  }

  #control(character: string): void {
    switch (character) {
      case "\n":
      case "\v":
      case "\f":
      case "\x84":
      case "\x85":
        this.#newLine();
        break;
      case "\r":
        this.#line.moveTo(0);
        break;
      case "\b":
        this.#line.moveBy(-1);
        break;
      case "\t":
        this.#out.push(this.#line.write("\t"));
        break;
      case "\x90":
      case "\x98":
      case "\x9e":
      case "\x9f":
        this.#state = "string";
        break;
      case "\x9b":
        this.#begin();
        break;
      case "\x9d":
        this.#state = "title-like string";
    }
  }

  #escape(character: string): void {
    this.#state = "text";
    if (character === "[") this.#begin();
    else if (character === "]") this.#state = "title-like string";
    else if ("PX^_".includes(character)) this.#state = "string";
    else if (character >= " " && character <= "/") this.#state = "escape intermediate";
    else if (character === "D" || character === "E") this.#newLine();
    else if (character < " ") {
      this.#control(character); // acts at once, and the sequence goes on
      this.#state = "escape";
    }
  }

  #begin(): void {
    this.#state = "control sequence";
    this.#parameters = "";
  }

  #sequence(character: string): void {
    if (character < " ") {
      this.#control(character);
      this.#state = "control sequence";
    } else if (character < "@") {
      if (this.#parameters.length < PARAMETERS_LIMIT_CHARACTERS) this.#parameters += character;
    } else {
      this.#state = "text";
      this.#apply(character);
    }
  }

  #apply(final: string): void {
    if (!/^[0-9;]*$/.test(this.#parameters)) return; // private ones change modes, not text
    const first = Number(this.#parameters.split(";")[0]);
    const count = Math.max(first, 1);
    switch (final) {
      case "C":
        this.#line.moveBy(count);
        break;
      case "D":
        this.#line.moveBy(-count);
        break;
      case "G":
      case "`":
        this.#line.moveTo(count - 1);
        break;
      case "@":
        this.#line.insertBlanks(count);
        break;
      case "P":
        this.#line.deleteCharacters(count);
        break;
      case "K":
        if (first === 0) this.#line.eraseToEnd();
        else if (first === 1) this.#line.eraseToStart();
        else this.#line.eraseAll();
        break;
      case "J":
        if (first === 0) this.#line.eraseToEnd();
        else this.#newLineIfWritten();
        break;
      case "A":
      case "B":
      case "E":
      case "F":
      case "H":
      case "d":
      case "f":
        // Text at another place of the screen is another line of the history.
        this.#newLineIfWritten();
    }
  }

  #newLine(): void {
    this.#out.push(this.#line.take(), "\n");
  }

  #newLineIfWritten(): void {
    if (!this.#line.isEmpty) this.#newLine();
  }

  #taken(): string {
    const out = this.#out.join("");
    this.#out = [];
    return out;
  }
}
