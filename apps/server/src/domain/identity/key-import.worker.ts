import { parentPort, workerData } from "node:worker_threads";
import { Problem } from "@dispatch/protocol/problems";
import type { KeyImport, KeyImported } from "./key-importer.ts";
import { readPrivateKey } from "./read-private-key.ts";
import { openSshText } from "./ssh-key.ts";

/** Reads one private key in a thread of its own: who locked it chose how long that takes. */
const { privateKey, passphrase } = workerData as KeyImport;
parentPort?.postMessage(read());

function read(): KeyImported {
  try {
    return { text: openSshText(readPrivateKey(privateKey, passphrase)) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: (error as Problem<"key-invalid">).code, detail: error.message };
  }
}
