import type { ApiKey, ChangeApiKey, CreateApiKey, NewApiKey } from "@dispatch/protocol/account";
import { type ApiKeyId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller, Place } from "../access/caller.ts";
import type { ApiKeyRow, Store } from "../store.ts";
import type { Credentials } from "./credentials.ts";
import type { Revocations } from "./revocations.ts";

const TOUCH_EVERY_MS = 60_000;

type Needs = {
  readonly store: Store;
  readonly credentials: Credentials;
  readonly revocations: Revocations;
  readonly now: () => number;
};

const iso = (at: number) => new Date(at).toISOString();
const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: iso(row.createdAt),
  ...(row.expiresAt === null ? {} : { expiresAt: iso(row.expiresAt) }),
  ...(row.lastUsedAt === null ? {} : { lastUsedAt: iso(row.lastUsedAt) }),
  ...(row.disabledAt === null ? {} : { disabledAt: iso(row.disabledAt) }),
});

/** Keys for programs: made by a person, shown once, narrower than the person if wished. */
export class ApiKeyService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async create(
    userId: UserId,
    { name, scopes = ["read", "run"], expiresAt }: CreateApiKey,
  ): Promise<NewApiKey> {
    const { store, credentials, now } = this.#needs;
    const expires = expiresAt === undefined ? null : Date.parse(expiresAt);
    if (expires !== null && expires <= now()) {
      throw new Problem(
        "invalid-request",
        { errors: [{ path: "expiresAt", message: "must lie in the future" }] },
        "expiresAt must lie in the future.",
      );
    }
    const secret = credentials.newSecret("dsp");
    const key: ApiKeyRow = {
      id: newId("key"),
      userId,
      name,
      hash: credentials.hash(secret),
      scopes: [...new Set(scopes)],
      createdAt: now(),
      expiresAt: expires,
      lastUsedAt: null,
      disabledAt: null,
    };
    await store.write(({ apiKeys }) => apiKeys.insert(key));
    return { ...toApiKey(key), secret };
  }

  async list(userId: UserId): Promise<ApiKey[]> {
    return (await this.#needs.store.read.apiKeys.listFor(userId)).map(toApiKey);
  }

  /** A disabled key opens nothing, and what is open under it closes; enabled again it is as it was. */
  async change(userId: UserId, id: ApiKeyId, { name, isDisabled }: ChangeApiKey): Promise<ApiKey> {
    const { store, revocations, now } = this.#needs;
    const changed = await store.write(async ({ apiKeys }) => {
      const key = (await apiKeys.listFor(userId)).find((one) => one.id === id);
      if (!key) return undefined;
      const since = isDisabled === undefined ? key.disabledAt : isDisabled ? (key.disabledAt ?? now()) : null;
      return apiKeys.update(id, userId, { name: name ?? key.name, disabledAt: since });
    });
    if (!changed) throw new Problem("key-not-found", { keyId: id });
    if (changed.disabledAt !== null) revocations.emit(id);
    return toApiKey(changed);
  }

  async delete(userId: UserId, id: ApiKeyId): Promise<void> {
    const deleted = await this.#needs.store.write(({ apiKeys }) => apiKeys.delete(id, userId));
    if (!deleted) throw new Problem("key-not-found", { keyId: id });
    this.#needs.revocations.emit(id);
  }

  async bySecret(secret: string, place: Place): Promise<PersonCaller | undefined> {
    const { store, credentials, now } = this.#needs;
    const key = await store.read.apiKeys.byHash(credentials.hash(secret));
    const at = now();
    if (!key || key.disabledAt !== null) return undefined;
    if (key.expiresAt !== null && key.expiresAt <= at) return undefined;
    const user = await store.read.users.byId(key.userId);
    if (!user || user.disabledAt !== null) return undefined;
    if (at - (key.lastUsedAt ?? 0) > TOUCH_EVERY_MS) {
      await store.write(({ apiKeys }) => apiKeys.touch(key.id, at)).catch(() => undefined);
    }
    return {
      kind: "person",
      userId: user.id,
      name: user.name,
      role: user.role,
      place,
      scopes: new Set(key.scopes),
      byCookie: false,
      credentialId: key.id,
    };
  }
}
