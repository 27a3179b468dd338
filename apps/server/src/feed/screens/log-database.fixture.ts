import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StoredScreen } from "../../domain/store.ts";

/** A database file with the two tables that screens need, and what the server would do with them. */
export class LogDatabase implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "dispatch-screens-"));
  readonly path = join(this.#folder, "log.db");
  readonly #database = new DatabaseSync(this.path);

  constructor() {
    this.#database.exec(`
      pragma journal_mode = wal; pragma synchronous = normal;
      create table session_events (id integer primary key, session integer not null, seq integer not null, at integer not null,
        channel text not null, payload any not null) strict;
      create unique index session_events_by_seq on session_events(session, seq);
      create table session_screens (session integer primary key, seq integer not null, cols integer not null, rows integer not null,
        title text not null, text text not null, restore text not null, cursor_x integer not null, cursor_y integer not null,
        bytes_seen integer not null, at integer not null) strict;
      create table session_waypoints (session integer not null, seq integer not null, cols integer not null, rows integer not null,
        title text not null, text text not null, restore text not null, cursor_x integer not null, cursor_y integer not null,
        bytes_seen integer not null, at integer not null, primary key (session, seq)) strict;`);
  }

  /** Appends events, output as bytes and resizes as sizes, in one commit; returns the last number. */
  append(session: number, ...payloads: (Uint8Array | string | { cols: number; rows: number })[]): number {
    const last = this.#database
      .prepare("select coalesce(max(seq), 0) as seq from session_events where session = ?")
      .get(session);
    const insert = this.#database.prepare(
      "insert into session_events (session, seq, at, channel, payload) values (?, ?, ?, ?, ?)",
    );
    let seq = Number(last?.["seq"]);
    this.#database.exec("begin");
    for (const payload of payloads) {
      const output = typeof payload === "string" ? Buffer.from(payload) : payload;
      if (output instanceof Uint8Array) insert.run(session, ++seq, Date.now(), "terminal:output", output);
      else insert.run(session, ++seq, Date.now(), "terminal:resize", JSON.stringify(payload));
    }
    this.#database.exec("commit");
    return seq;
  }

  /** What a reader that begins further on cannot notice. */
  forgetOutputBefore(session: number, seq: number): void {
    this.#database.prepare("delete from session_events where session = ? and seq < ?").run(session, seq);
  }

  keep(session: number, { seq, cols, rows, title, text, restore, cursor, bytesSeen }: StoredScreen): void {
    this.#database
      .prepare("insert or ignore into session_waypoints values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(session, seq, cols, rows, title, text, restore, cursor.x, cursor.y, bytesSeen, Date.now());
  }

  save(session: number, { seq, cols, rows, title, text, restore, cursor, bytesSeen }: StoredScreen): void {
    this.#database
      .prepare("insert or replace into session_screens values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(session, seq, cols, rows, title, text, restore, cursor.x, cursor.y, bytesSeen, Date.now());
  }

  [Symbol.dispose](): void {
    this.#database.close();
    rmSync(this.#folder, { recursive: true });
  }
}
