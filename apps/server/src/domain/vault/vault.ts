import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Reading, SecretRow, Store, Writing } from "../store.ts";
import { type MasterKey, type MasterKeys, newestOf } from "./master-key.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The form of a sealed secret: this, the key's id, and nonce, tag and text in one. */
const FORM = "s1";

/** No key opens what is stored: it was sealed under a key that is not here, or it was changed. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/**
 * Secrets that must be given out again as they were, each under a name of its own: AES-256-GCM, bound to the name, so
 * that one cannot be put in another's place.
 */
export class Vault {
  readonly #store: Store;
  readonly #keys: MasterKeys;

  constructor(needs: { store: Store; keys: MasterKeys }) {
    this.#store = needs.store;
    this.#keys = needs.keys;
  }

  /** To be stored in the same transaction as what it belongs to. */
  async put({ secrets }: Writing, name: string, secret: string): Promise<void> {
    await secrets.put({ name, sealed: seal(name, secret, newestOf(this.#keys)) });
  }

  async read(name: string): Promise<string | undefined> {
    const row = await this.#store.read.secrets.byName(name);
    return row && this.#open(row);
  }

  /** For what is kept elsewhere and not for long: a rotation does not move it. */
  seal = (name: string, secret: string): string => seal(name, secret, newestOf(this.#keys));

  /** What `seal` gave for this name; undefined when its key is gone. */
  open(name: string, sealed: string): string | undefined {
    try {
      return this.#open({ name, sealed });
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }

  /** The secret of that name; the first time it is made. */
  async ensure(name: string, make: () => string): Promise<string> {
    const secret = await this.read(name);
    if (secret !== undefined) return secret;
    const made = make();
    await this.#store.write((writing) => this.put(writing, name, made));
    return made;
  }

  /** Replaces the master key. Killed at any moment, everything can still be opened, and the next start ends the work. */
  async rotate(): Promise<number> {
    this.#keys.add();
    return this.finishRotation();
  }

  /** Seals under the newest key what is not yet, then lets the older keys go. Says how many secrets were moved. */
  async finishRotation(): Promise<number> {
    const newest = newestOf(this.#keys);
    const isOld = ({ sealed }: SecretRow) => keyIdOf(sealed) !== newest.id;
    const move = async ({ secrets }: Pick<Reading, "secrets">) => {
      const old = (await secrets.list()).filter(isOld);
      for (const row of old)
        await secrets.put({ name: row.name, sealed: seal(row.name, this.#open(row), newest) });
      return old.length;
    };
    // A start with nothing to move writes nothing: it has to succeed on a full disk too.
    const someOld = (await this.#store.read.secrets.list()).some(isOld);
    const moved = someOld ? await this.#store.write(move) : 0;
    this.#keys.keepNewest();
    return moved;
  }

  #open(row: SecretRow): string {
    const key = this.#keys.keys().find(({ id }) => id === keyIdOf(row.sealed));
    if (!key) throw new SealBroken(`the key that sealed "${row.name}" is not here`);
    return open(row, key);
  }
}

function seal(name: string, secret: string, key: MasterKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.derive("sealed-secret"), nonce);
  cipher.setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${FORM}.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url")}`;
}

function open({ name, sealed }: SecretRow, key: MasterKey): string {
  const [form, , encoded = ""] = sealed.split(".");
  const bytes = Buffer.from(encoded, "base64url");
  if (form !== FORM || bytes.length < NONCE_BYTES + TAG_BYTES)
    throw new SealBroken(`"${name}" is not a sealed secret`);
  const decipher = createDecipheriv(CIPHER, key.derive("sealed-secret"), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString("utf8");
  } catch (error) {
    throw new SealBroken(`"${name}" was changed, or belongs to another name`, { cause: error });
  }
}

const keyIdOf = (sealed: string) => sealed.split(".")[1] ?? "";
