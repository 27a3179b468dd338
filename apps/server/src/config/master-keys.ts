import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { MasterKey, MasterKeys } from "../domain/vault/master-key.ts";
import { ConfigError, type Environment } from "./config.ts";

const KEY_BYTES = 32;

function toKey(text: string, where: string): MasterKey {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== KEY_BYTES) {
    throw new ConfigError(
      `${where} must be ${KEY_BYTES} bytes in base64. Make one with: openssl rand -base64 ${KEY_BYTES}`,
    );
  }
  return masterKey(bytes);
}

const masterKey = (bytes: Buffer): MasterKey => ({
  id: createHash("sha256").update("dispatch/key-id/1").update(bytes).digest("hex").slice(0, 8),
  derive: (use) => createHmac("sha256", bytes).update(`dispatch/${use}/1`).digest(),
});

/** Newest first. A second key is there while secrets are moved from it to the first. */
function toKeys(text: string, where: string): MasterKey[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  if (parts.length === 0) throw new ConfigError(`${where} is empty. Restore it from a backup.`);
  return parts.map((part) => toKey(part, where));
}

/** Keys that the installation's owner keeps: only the owner can change them. */
function givenKeys(text: string): MasterKeys {
  const keys = toKeys(text, "DISPATCH_ENCRYPTION_KEY");
  return {
    keys: () => keys,
    add() {
      throw new Problem(
        "key-elsewhere",
        {},
        "The key comes from DISPATCH_ENCRYPTION_KEY. Set it to the new key, a comma and the old key, start the server once, then remove the old one.",
      );
    },
    keepNewest: () => undefined,
  };
}

/** The key file in the home folder: one key in each line. It is replaced as a whole, so that no crash leaves half a key. */
class KeyFile implements MasterKeys {
  readonly #folder: string;
  readonly #path: string;
  #lines: string[];
  /** What the lines are, read once: every access token is looked at with them. */
  #keys: readonly MasterKey[];

  constructor(home: string) {
    this.#folder = join(home, "keys");
    this.#path = join(this.#folder, "encryption.key");
    this.#lines = this.#read() ?? this.#make();
    this.#keys = toKeys(this.#lines.join("\n"), this.#path);
  }

  keys = () => this.#keys;

  add(): void {
    this.#write([newLine(), ...this.#lines]);
  }

  keepNewest(): void {
    if (this.#lines.length > 1) this.#write(this.#lines.slice(0, 1));
  }

  #read(): string[] | undefined {
    try {
      return readFileSync(this.#path, "utf8")
        .split(/\s+/)
        .filter((line) => line !== "");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return undefined;
    }
  }

  #make(): string[] {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    chmodSync(this.#folder, 0o700);
    this.#write([newLine()]);
    return this.#lines;
  }

  #write(lines: string[]): void {
    const draft = `${this.#path}.new`;
    const file = openSync(draft, "w", 0o600);
    try {
      writeSync(file, `${lines.join("\n")}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, this.#path);
    this.#lines = lines;
    this.#keys = toKeys(lines.join("\n"), this.#path);
  }
}

const newLine = () => randomBytes(KEY_BYTES).toString("base64");

/** The installation's master keys: from the environment, else from their file, which the first start makes. */
export function readMasterKeys(home: string, environment: Environment): MasterKeys {
  const given = environment["DISPATCH_ENCRYPTION_KEY"];
  return given ? givenKeys(given) : new KeyFile(home);
}
