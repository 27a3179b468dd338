import { DEFAULT_COLS, DEFAULT_ROWS, TerminalSize } from "@dispatch/protocol/terminal";
import { cutCharacterBytes } from "@dispatch/protocol/cut-character";
import type { LogRow, ScreenLog } from "./screen-log.ts";
import { ScreenTerminal } from "./screen-terminal.ts";
import type { StoredScreen } from "../../domain/store.ts";

/** Events read at once: at most 1 MiB of output, since an event holds up to 64 KiB. */
const READ_EVENTS = 16;

/** How long an event that ends within a character is left to be completed by the next one. */
const CUT_PATIENCE_MS = 1_000;

/** One session's terminal and how far along the log it is. */
export class FollowedScreen implements Disposable {
  readonly #session: number;
  readonly #log: ScreenLog;
  readonly #terminal: ScreenTerminal;
  #rows: LogRow[] = []; // read and not yet applied
  #seq: number;
  #bytesSeen: number;
  #endsCut = false;

  /** Begins with the stored screen unless another one, or none, is given. */
  constructor(
    session: number,
    log: ScreenLog,
    stored: StoredScreen | null | undefined = log.storedScreen(session),
  ) {
    this.#session = session;
    this.#log = log;
    this.#terminal = stored
      ? ScreenTerminal.from(stored)
      : new ScreenTerminal({ cols: DEFAULT_COLS, rows: DEFAULT_ROWS });
    this.#seq = stored?.seq ?? 0;
    this.#bytesSeen = stored?.bytesSeen ?? 0;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Whether the newest output ends within a character. */
  get endsCut(): boolean {
    return this.#endsCut;
  }

  get bytesSeen(): number {
    return this.#bytesSeen;
  }

  /** Applies events until the log ends, the last one is reached or the time is up; says whether the end was reached. */
  advance(limitMs: number, lastSeq = Infinity): "reached the end" | "more to do" {
    const deadline = performance.now() + limitMs;
    do {
      if (this.#rows.length === 0) this.#rows = this.#log.eventsAfter(this.#session, this.#seq, READ_EVENTS);
      const row = this.#rows[0];
      if (!row || row.seq > lastSeq) return "reached the end";
      if (this.#rows.length === 1 && endsUnclear(row) && this.#log.headOf(this.#session) === row.seq) {
        this.#rows = [];
        return "reached the end";
      }
      this.#rows.shift();
      this.#apply(row);
    } while (performance.now() < deadline);
    return "more to do";
  }

  capture(): { readonly screen: StoredScreen; readonly exact: boolean } {
    const { screen, exact } = this.#terminal.capture();
    return { screen: { ...screen, seq: this.#seq, bytesSeen: this.#bytesSeen }, exact };
  }

  [Symbol.dispose](): void {
    this.#terminal[Symbol.dispose]();
  }

  #apply(row: LogRow): void {
    this.#seq = row.seq;
    if (row.channel === "terminal:output") {
      this.#bytesSeen += row.payload.byteLength;
      this.#endsCut = cutCharacterBytes(row.payload) > 0;
      this.#terminal.write(row.payload);
    } else if (row.channel === "terminal:resize") {
      const { cols, rows } = TerminalSize.parse(JSON.parse(row.payload));
      this.#terminal.resize(cols, rows);
    }
  }
}

/** A screen can say every state but half a character, so an end like that is waited out if more is likely to come. */
const endsUnclear = (row: LogRow) =>
  row.channel === "terminal:output" &&
  cutCharacterBytes(row.payload) > 0 &&
  Date.now() - row.at < CUT_PATIENCE_MS;
