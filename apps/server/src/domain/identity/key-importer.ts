import { Worker } from "node:worker_threads";
import { Problem } from "@dispatch/protocol/problems";

export type KeyImport = { readonly privateKey: string; readonly passphrase: string | undefined };
/** The key in OpenSSH's form, not locked any more; or why there is none. */
export type KeyImported =
  | { readonly text: string }
  | {
      readonly code: "key-invalid" | "key-passphrase-needed" | "key-passphrase-wrong";
      readonly detail: string;
    };

/** A key that takes longer to open was made to take long; ordinary ones need a second. */
const READ_WITHIN_MS = 15_000;
/** Keys that are read at the same time, over all people. */
const AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 5;

/** Turns what somebody pasted into a key, without letting anybody else wait for it. */
export class KeyImporter implements AsyncDisposable {
  readonly #workerUrl: URL;
  readonly #workers = new Set<Worker>();

  constructor(needs: { workerUrl: URL }) {
    this.#workerUrl = needs.workerUrl;
  }

  async read(wish: KeyImport): Promise<string> {
    if (this.#workers.size >= AT_ONCE)
      throw new Problem(
        "too-many-requests",
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
        "Other keys are being read. Try again in a moment.",
      );
    const worker = new Worker(this.#workerUrl, { workerData: wish, name: "key-import", env: {} });
    this.#workers.add(worker);
    try {
      const imported = await answerOf(worker);
      if ("code" in imported) throw new Problem(imported.code, {}, imported.detail);
      return imported.text;
    } finally {
      this.#workers.delete(worker);
      await worker.terminate();
    }
  }

  async [Symbol.asyncDispose]() {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }
}

const tooSlow = () =>
  new Problem(
    "key-invalid",
    {},
    "Opening this key takes too long. Lock a copy with fewer rounds: `ssh-keygen -p -a 16 -f copy`.",
  );

function answerOf(worker: Worker): Promise<KeyImported> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooSlow()), READ_WITHIN_MS);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("the thread that reads keys ended without an answer"));
    });
  });
}
