import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { BUSY_TIMEOUT_MS } from "./open-reader.ts";
import type { Tables } from "./tables.ts";

/** Terminal output is written in pieces of up to 64 KiB: larger pages than the default mean fewer of them to link. */
export const PAGE_BYTES = 8192;

export type Database = { readonly raw: DatabaseSync; readonly sql: Kysely<Tables> };

/** Opens a connection. A file that is there already keeps the size of its pages, and whether it shrinks. Checkpoints are the business of `Checkpoints`, never of a commit. */
export function openDatabase(path: string, durability: "process" | "power"): Database {
  const raw = new DatabaseSync(path);
  raw.exec(`pragma page_size = ${PAGE_BYTES}`);
  // On a file that is there already it would be a write, after which this connection's readers keep nobody from starting the log over.
  const { page_count: pages } = raw.prepare("pragma page_count").get() as { page_count: number };
  if (pages === 0) raw.exec("pragma auto_vacuum = incremental");
  raw.exec(`
    pragma journal_mode = wal;
    pragma synchronous = ${durability === "power" ? "full" : "normal"};
    pragma foreign_keys = on;
    pragma busy_timeout = ${BUSY_TIMEOUT_MS};
    pragma wal_autocheckpoint = 0;
    pragma temp_store = memory;
  `);
  return {
    raw,
    sql: new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(raw) }) }),
  };
}

/** Kysely's SQLite dialect on `node:sqlite`. */
function asKyselyDatabase(raw: DatabaseSync) {
  return {
    close: () => raw.close(),
    prepare(sql: string) {
      const statement = raw.prepare(sql);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => {
          const { changes, lastInsertRowid } = statement.run(...values(parameters));
          return { changes, lastInsertRowid };
        },
        iterate: (parameters: readonly unknown[]) =>
          statement.iterate(...values(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}
