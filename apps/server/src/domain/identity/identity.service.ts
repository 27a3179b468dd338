import { type KeyObject, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { CreateIdentity, Identity, PutIdentity } from "@dispatch/protocol/identity";
import { type IdentityId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { IdentityRow, Reading, Store } from "../store.ts";
import type { Vault } from "../vault/vault.ts";
import type { KeyImporter } from "./key-importer.ts";
import { fingerprintOf, keyOfOpenSshText, openSshText, publicBlob, publicText } from "./ssh-key.ts";

/** Nobody needs as many; a program that went wrong would make more. */
const IDENTITIES_LIMIT = 100;

type Needs = {
  readonly store: Store;
  readonly vault: Vault;
  readonly keys: Pick<KeyImporter, "read">;
  readonly now: () => number;
};
/** Both halves in the forms they are kept in. */
type KeyTexts = { readonly privateText: string; readonly publicKey: string };

const secretName = (id: IdentityId) => `identity ${id} private-key`;
const notFound = (identityId: IdentityId) => new Problem("identity-not-found", { identityId });

const toIdentity = (row: IdentityRow): Identity => ({
  id: row.id,
  name: row.name,
  authorName: row.authorName,
  authorEmail: row.authorEmail,
  publicKey: `${row.publicKey} ${row.name}`,
  fingerprint: fingerprintOf(Buffer.from(row.publicKey.split(" ")[1] ?? "", "base64")),
  isDefault: row.isDefault,
  createdAt: new Date(row.createdAt).toISOString(),
});

const textsOf = (key: KeyObject): KeyTexts => ({
  privateText: openSshText(key),
  publicKey: publicText(publicBlob(createPublicKey(key))),
});

/** Who people are to git hosts: an author, and a key whose private half stays in the vault. */
export class IdentityService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(userId: UserId): Promise<Identity[]> {
    return (await this.#needs.store.read.identities.listFor(userId)).map(toIdentity);
  }

  async get(userId: UserId, id: IdentityId): Promise<Identity> {
    return toIdentity(await own(this.#needs.store.read, userId, id));
  }

  /** The key itself, for who acts at a git host in the person's name. */
  async keyOf(userId: UserId, id: IdentityId): Promise<KeyObject> {
    const { store, vault } = this.#needs;
    await own(store.read, userId, id);
    const text = await vault.read(secretName(id));
    if (text === undefined) throw notFound(id); // it was deleted meanwhile
    return keyOfOpenSshText(text);
  }

  async create(userId: UserId, wish: CreateIdentity): Promise<Identity> {
    const { store, vault, now } = this.#needs;
    const key = (await this.#wishedKey(wish)) ?? textsOf(generateKeyPairSync("ed25519").privateKey);
    const { name, authorName, authorEmail } = wish;
    return store.write(async (writing) => {
      const { identities } = writing;
      const others = await identities.listFor(userId);
      if (others.length >= IDENTITIES_LIMIT) {
        const detail = `You have ${IDENTITIES_LIMIT} identities, and more are not kept. Delete one you do not use.`;
        throw new Problem("quota-exceeded", { quota: "identities", limit: IDENTITIES_LIMIT }, detail);
      }
      requireFreeName(others, name);
      const row: IdentityRow = {
        id: newId("idn"),
        userId,
        name,
        authorName,
        authorEmail,
        publicKey: key.publicKey,
        isDefault: false,
        createdAt: now(),
      };
      await identities.insert(row);
      await vault.put(writing, secretName(row.id), key.privateText);
      if (wish.isDefault || others.length === 0) await identities.makeDefault(row.id, userId);
      return toIdentity(await own(writing, userId, row.id));
    });
  }

  async put(userId: UserId, id: IdentityId, wish: PutIdentity): Promise<Identity> {
    const { store, vault } = this.#needs;
    await own(store.read, userId, id);
    const key = await this.#wishedKey(wish);
    const { name, authorName, authorEmail } = wish;
    return store.write(async (writing) => {
      const { identities } = writing;
      const { publicKey } = await own(writing, userId, id);
      requireFreeName(
        (await identities.listFor(userId)).filter((other) => other.id !== id),
        name,
      );
      const change = { name, authorName, authorEmail, publicKey: key?.publicKey ?? publicKey };
      await identities.update(id, change);
      if (key) await vault.put(writing, secretName(id), key.privateText);
      if (wish.isDefault) await identities.makeDefault(id, userId);
      return toIdentity(await own(writing, userId, id));
    });
  }

  async delete(userId: UserId, id: IdentityId): Promise<void> {
    await this.#needs.store.write(async (writing) => {
      const { identities, secrets } = writing;
      const { isDefault, name } = await own(writing, userId, id);
      const user = await writing.repositories.usesIdentity(id);
      if (user !== undefined)
        throw new Problem(
          "identity-in-use",
          { identityId: id },
          `“${name}” is the identity of ${user}. Choose another one there first.`,
        );
      await identities.delete(id);
      await secrets.delete(secretName(id));
      // Somebody who has identities has a default one.
      const [oldest] = await identities.listFor(userId);
      if (isDefault && oldest) await identities.makeDefault(oldest.id, userId);
    });
  }

  async #wishedKey({ privateKey, passphrase }: PutIdentity): Promise<KeyTexts | undefined> {
    if (privateKey === undefined) return undefined;
    return textsOf(keyOfOpenSshText(await this.#needs.keys.read({ privateKey, passphrase })));
  }
}

async function own({ identities }: Pick<Reading, "identities">, userId: UserId, id: IdentityId) {
  const row = await identities.byId(id, userId);
  if (!row) throw notFound(id);
  return row;
}

function requireFreeName(others: readonly IdentityRow[], name: string): void {
  const wanted = name.toLowerCase();
  if (others.some((other) => other.name.toLowerCase() === wanted))
    throw new Problem(
      "identity-name-taken",
      {},
      `You have an identity named “${name}”. Choose another name.`,
    );
}
