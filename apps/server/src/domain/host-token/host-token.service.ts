import type { CreateHostToken, HostKind, HostToken, PutHostToken } from "@dispatch/protocol/host-token";
import { type HostTokenId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { HostTokenRow, Reading, Store } from "../store.ts";
import type { Vault } from "../vault/vault.ts";
import { checkedApiUrl, checkedHost, invalid, tokenHostOf, usualApiUrl } from "./host-address.ts";

/** Nobody needs as many; a program that went wrong would make more. */
const TOKENS_LIMIT = 100;
/** Use is noted at most this often. */
const USE_EVERY_MS = 60_000;

/** Who comes with a token over HTTPS, where the host looks at the token alone. */
const usualUser: Record<HostKind, string | undefined> = {
  github: "x-access-token",
  gitlab: "oauth2",
  other: undefined,
};

type Needs = { readonly store: Store; readonly vault: Vault; readonly now: () => number };
/** What is needed to speak to a host's API in a person's name. */
export type HostAccess = {
  readonly id: HostTokenId;
  readonly host: string;
  readonly kind: HostKind;
  readonly apiUrl: string | undefined;
  readonly token: string;
};

const secretName = (id: HostTokenId) => `host-token ${id}`;
const notFound = (hostTokenId: HostTokenId) => new Problem("host-token-not-found", { hostTokenId });
const iso = (at: number) => new Date(at).toISOString();

const apiUrlOf = ({ kind, host, apiUrl }: Pick<HostTokenRow, "kind" | "host" | "apiUrl">) =>
  apiUrl ?? usualApiUrl(kind, host);

function toHostToken(row: HostTokenRow): HostToken {
  const apiUrl = apiUrlOf(row);
  return {
    id: row.id,
    host: row.host,
    kind: row.kind,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    user: row.user,
    createdAt: iso(row.createdAt),
    ...(row.lastUsedAt === null ? {} : { lastUsedAt: iso(row.lastUsedAt) }),
    ...(row.expiresAt === null ? {} : { expiresAt: iso(row.expiresAt) }),
  };
}

/** People's access tokens of git hosts: one for each host, sealed in the vault, sent to that host and nowhere else. */
export class HostTokenService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(userId: UserId): Promise<HostToken[]> {
    return (await this.#needs.store.read.hostTokens.listFor(userId)).map(toHostToken);
  }

  async create(userId: UserId, wish: CreateHostToken): Promise<HostToken> {
    const { store, vault, now } = this.#needs;
    const facts = factsOf(wish);
    return store.write(async (writing) => {
      const others = await writing.hostTokens.listFor(userId);
      if (others.length >= TOKENS_LIMIT) {
        const detail = `You have ${TOKENS_LIMIT} access tokens, and more are not kept. Delete one you do not use.`;
        throw new Problem("quota-exceeded", { quota: "host-tokens", limit: TOKENS_LIMIT }, detail);
      }
      requireFreeHost(others, facts.host);
      const row: HostTokenRow = {
        id: newId("htk"),
        userId,
        ...facts,
        createdAt: now(),
        lastUsedAt: null,
        expiresAt: null,
      };
      await writing.hostTokens.insert(row);
      await vault.put(writing, secretName(row.id), wish.token);
      return toHostToken(row);
    });
  }

  async put(userId: UserId, id: HostTokenId, wish: PutHostToken): Promise<HostToken> {
    const { store, vault } = this.#needs;
    const facts = factsOf(wish);
    return store.write(async (writing) => {
      const known = await own(writing, userId, id);
      const others = await writing.hostTokens.listFor(userId);
      requireFreeHost(
        others.filter((other) => other.id !== id),
        facts.host,
      );
      const isElsewhere = known.host !== facts.host || apiUrlOf(known) !== apiUrlOf(facts);
      // Otherwise who gets hold of a login or key could have the token sent to a server of their own.
      if (wish.token === undefined && (isElsewhere || known.kind !== facts.kind))
        throw invalid("token", "must be given again, because it is to be sent somewhere else now.");
      const expiresAt = wish.token === undefined ? known.expiresAt : null;
      await writing.hostTokens.update(id, { ...facts, expiresAt });
      if (wish.token !== undefined) await vault.put(writing, secretName(id), wish.token);
      return toHostToken({ ...known, ...facts, expiresAt });
    });
  }

  async delete(userId: UserId, id: HostTokenId): Promise<HostToken> {
    return this.#needs.store.write(async (writing) => {
      const row = await own(writing, userId, id);
      await writing.hostTokens.delete(id);
      await writing.secrets.delete(secretName(id));
      return toHostToken(row);
    });
  }

  /** What to answer when git asks for a name and a password at this address: host and port match, or there is no answer. */
  async passwordFor(userId: UserId, url: string): Promise<{ user: string; password: string } | undefined> {
    const host = tokenHostOf(url);
    const row = (await this.#needs.store.read.hostTokens.listFor(userId)).find((one) => one.host === host);
    const password = row && (await this.#use(row));
    return row && password !== undefined ? { user: row.user, password } : undefined;
  }

  async accessOf(userId: UserId, id: HostTokenId): Promise<HostAccess> {
    const access = await this.#accessBy(await own(this.#needs.store.read, userId, id));
    if (!access) throw notFound(id); // it was deleted meanwhile
    return access;
  }

  /** The access to the host of that name; where a port was said to be its web port, the token for exactly that one. */
  async accessTo(userId: UserId, at: { name: string; host?: string }): Promise<HostAccess | undefined> {
    const rows = await this.#needs.store.read.hostTokens.listFor(userId);
    const row =
      at.host === undefined
        ? (rows.find(({ host }) => host === at.name) ?? rows.find(({ host }) => nameOf(host) === at.name))
        : rows.find(({ host }) => host === at.host);
    return row && this.#accessBy(row);
  }

  /** Notes what the host said of the token's end. */
  async setEnd(id: HostTokenId, expiresAt: number | undefined): Promise<void> {
    await this.#needs.store.write(({ hostTokens }) => hostTokens.setEnd(id, expiresAt ?? null));
  }

  async #accessBy(row: HostTokenRow): Promise<HostAccess | undefined> {
    const token = await this.#use(row);
    const { id, host, kind } = row;
    return token === undefined ? undefined : { id, host, kind, apiUrl: apiUrlOf(row), token };
  }

  async #use({ id, lastUsedAt }: HostTokenRow): Promise<string | undefined> {
    const { store, vault, now } = this.#needs;
    const at = now();
    if (lastUsedAt === null || at - lastUsedAt >= USE_EVERY_MS)
      await store.write(({ hostTokens }) => hostTokens.touch(id, at));
    return vault.read(secretName(id));
  }
}

/** Without the port. */
const nameOf = (host: string) => new URL(`https://${host}`).hostname;

function factsOf(wish: PutHostToken): Pick<HostTokenRow, "host" | "kind" | "apiUrl" | "user"> {
  const { kind } = wish;
  const host = checkedHost(wish.host);
  if (kind === "other" && wish.apiUrl !== undefined)
    throw invalid("apiUrl", "is only for hosts of the kinds github and gitlab.");
  const user = wish.user ?? usualUser[kind];
  if (user === undefined) throw invalid("user", "is needed: the name that goes with the token at this host.");
  const apiUrl = wish.apiUrl === undefined ? null : checkedApiUrl(wish.apiUrl);
  return { host, kind, apiUrl: apiUrl === usualApiUrl(kind, host) ? null : apiUrl, user };
}

async function own({ hostTokens }: Pick<Reading, "hostTokens">, userId: UserId, id: HostTokenId) {
  const row = await hostTokens.byId(id, userId);
  if (!row) throw notFound(id);
  return row;
}

function requireFreeHost(others: readonly HostTokenRow[], host: string): void {
  if (others.some((other) => other.host === host))
    throw new Problem(
      "host-token-exists",
      { host },
      `You have an access token for ${host}. Change that one, or delete it first.`,
    );
}
