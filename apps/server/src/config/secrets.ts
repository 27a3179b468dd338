import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, type Environment } from "./config.ts";

/** What must never reach a log, an answer or a child process. Kept apart from the config for that reason. */
export type Secrets = Readonly<{
  /** Signs access tokens. */
  tokenKey: Uint8Array;
  /** Keys the hashes of API keys and login tokens, so that a copy of the database alone verifies nothing. */
  hashKey: Uint8Array;
  /** Asked for by the first-run page when set. */
  setupKey?: string;
}>;

const KEY_BYTES = 32;

function fromEnvironment(text: string): Buffer {
  const key = Buffer.from(text, "base64");
  if (key.length !== KEY_BYTES) {
    throw new ConfigError(
      `DISPATCH_ENCRYPTION_KEY must be ${KEY_BYTES} bytes in base64. Make one with: openssl rand -base64 ${KEY_BYTES}`,
    );
  }
  return key;
}

/** The installation's master key: from the environment, else from its file, which the first start makes. */
function masterKey(home: string, environment: Environment): Buffer {
  const given = environment["DISPATCH_ENCRYPTION_KEY"];
  if (given) return fromEnvironment(given);
  const folder = join(home, "keys");
  const path = join(folder, "encryption.key");
  try {
    return fromEnvironment(readFileSync(path, "utf8").trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const key = randomBytes(KEY_BYTES);
  // "wx": two servers that start at once must not each believe in a key of their own.
  writeFileSync(path, `${key.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return key;
}

export function readSecrets(home: string, environment: Environment, setupKey?: string): Secrets {
  const master = masterKey(home, environment);
  const derive = (use: string) => createHmac("sha256", master).update(`dispatch/${use}/1`).digest();
  return {
    tokenKey: derive("access-token"),
    hashKey: derive("credential-hash"),
    ...(setupKey === undefined ? {} : { setupKey }),
  };
}
