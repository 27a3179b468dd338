import { DatabaseSync } from "node:sqlite";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

/** Copies the write-ahead log into the database file beside the server's work: copying and syncing there would delay echoes. */
const { path } = workerData as { path: string };
// On Linux this lowers only the calling thread.
if (process.platform === "linux") setPriority(0, 10);
const database = new DatabaseSync(path);
database.exec("pragma busy_timeout = 0");

parentPort?.on("message", () => {
  let left = -1;
  try {
    const result = database.prepare("pragma wal_checkpoint(passive)").get() as {
      log: number;
      checkpointed: number;
    };
    left = result.log - result.checkpointed;
  } catch {
    // A full disk: the log stays as it is, and the next round tries again.
  }
  parentPort?.postMessage({ left });
});
