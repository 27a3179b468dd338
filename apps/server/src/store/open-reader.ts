import { DatabaseSync } from "node:sqlite";

/** How long a connection waits for another one's lock before it gives up. */
export const BUSY_TIMEOUT_MS = 5_000;
/** Part of the database that is read without copying it through the page cache first. */
const MAPPED_BYTES = 256 * 1024 * 1024;

/** A connection that cannot write, for a thread that follows the log by itself. */
export function openReader(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  database.exec(`pragma mmap_size = ${MAPPED_BYTES}`);
  return database;
}
