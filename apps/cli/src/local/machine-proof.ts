import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { machineStatement, writeProof } from "@dispatch/protocol/machine-proof";
import { exitCode, Failure } from "../failure.ts";

/** Shows the server that this program may read the installation's key. The key stays here. */
export async function machineProof(
  act: string,
  { home, encryptionKey }: { home: string; encryptionKey: string | undefined },
): Promise<string> {
  const key = Buffer.from(newest(encryptionKey ?? (await keyFile(home))), "base64");
  const at = Date.now();
  const word = randomBytes(18).toString("base64url");
  const derived = createHmac("sha256", key).update("dispatch/machine/1").digest();
  const mac = createHmac("sha256", derived)
    .update(machineStatement(act, at, word))
    .digest("base64url");
  return writeProof({ at, word, mac });
}

const newest = (keys: string) => keys.trim().split(/[\s,]+/)[0] ?? "";

async function keyFile(home: string): Promise<string> {
  const path = join(home, "keys", "encryption.key");
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Failure({
      exitCode: exitCode.refused,
      code: "no-key",
      what: `${path} cannot be read: ${(error as Error).message}`,
      advice: "Run this on the machine of the server, as the user that runs it",
      cause: error,
    });
  }
}
