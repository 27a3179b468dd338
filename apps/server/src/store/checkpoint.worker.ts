import { DatabaseSync } from "node:sqlite";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { Checkpoint, Copied } from "./checkpoints.ts";

/** How long starting over waits for those who read the log at that moment. Who begins to read then needs it no more. */
const READERS_WAIT_MS = 200;

/** Copies the write-ahead log into the database file beside the server's work: copying and syncing there would delay echoes. */
const { path } = workerData as { path: string };
// On Linux this lowers only the calling thread.
if (process.platform === "linux") setPriority(0, 10);
const database = new DatabaseSync(path);

parentPort?.on("message", (how: Checkpoint) => parentPort?.postMessage(checkpoint(how)));

function checkpoint(how: Checkpoint): Copied | undefined {
  try {
    database.exec(`pragma busy_timeout = ${how === "restart" ? READERS_WAIT_MS : 0}`);
    const { log, checkpointed } = database.prepare(`pragma wal_checkpoint(${how})`).get() as {
      log: number;
      checkpointed: number;
    };
    return { loggedPages: log, copiedPages: checkpointed };
  } catch {
    // A full disk: the log stays as it is, and the next round tries again.
    return undefined;
  }
}
