import type { ProviderKind, PutSignInProvider } from "@dispatch/protocol/sign-in";
import { Problem } from "@dispatch/protocol/problems";
import type { SignInProviderRow, Store } from "../../store.ts";
import type { Vault } from "../../vault/vault.ts";
import { GITHUB_SITE, githubWay } from "./github.way.ts";
import { oidcWay } from "./oidc.way.ts";
import { isLoopbackUrl } from "./provider-url.ts";
import type { RedirectSettings, RedirectWay } from "./way-in.ts";

type Kind = {
  readonly make: (settings: RedirectSettings, now: () => number) => RedirectWay;
  /** The site that is meant when none is named. */
  readonly issuer?: string;
  readonly needsSecret?: true;
};

/** Every kind of way through another site. A new one is a row here and its name in the protocol. */
const kinds: Record<ProviderKind, Kind> = {
  oidc: { make: oidcWay },
  github: { make: githubWay, issuer: GITHUB_SITE, needsSecret: true },
};

/** Names that other ways in have in the list. */
const takenIds = new Set(["password", "passkey"]);

type Needs = { readonly store: Store; readonly vault: Vault; readonly now: () => number };
export type KnownProvider = SignInProviderRow & { readonly hasSecret: boolean };

const secretName = (id: string) => `sign-in-provider/${id}`;
const invalid = (path: string, message: string) =>
  new Problem("invalid-request", { errors: [{ path, message }] }, `${path} ${message}`);

/** The providers that administrators have set up, and the way that leads through each. */
export class SignInProviderService {
  readonly #needs: Needs;
  /** Kept, because a way remembers what its provider says of itself. */
  readonly #ways = new Map<string, RedirectWay>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(): Promise<KnownProvider[]> {
    const { store, vault } = this.#needs;
    const rows = await store.read.signInProviders.list();
    return Promise.all(
      rows.map(async (row) => ({ ...row, hasSecret: (await vault.read(secretName(row.id))) !== undefined })),
    );
  }

  async listEnabled(): Promise<SignInProviderRow[]> {
    return (await this.#needs.store.read.signInProviders.list()).filter(({ enabled }) => enabled);
  }

  async put(id: string, wish: PutSignInProvider): Promise<KnownProvider> {
    const { store, vault, now } = this.#needs;
    const { kind, name, clientId, clientSecret, enabled } = wish;
    if (takenIds.has(id))
      throw invalid("id", "is the name of a way in that is always there. Choose another.");
    const issuer = checkedIssuer(wish);
    const row = await store.write(async (writing) => {
      const { signInProviders, secrets } = writing;
      const known = await signInProviders.byId(id);
      const secret = await secrets.byName(secretName(id));
      // Otherwise who may set a provider up could have the secret sent to a server of their own.
      if (secret && clientSecret === undefined && (known?.issuer !== issuer || known.kind !== kind))
        throw invalid("clientSecret", "must be given again, because the provider is another one now.");
      if (kinds[kind].needsSecret && !secret && clientSecret === undefined)
        throw invalid("clientSecret", "is needed.");
      const next = { id, kind, name, issuer, clientId, enabled, createdAt: known?.createdAt ?? now() };
      await signInProviders.upsert(next);
      if (clientSecret !== undefined) await vault.put(writing, secretName(id), clientSecret);
      return { ...next, hasSecret: clientSecret !== undefined || secret !== undefined };
    });
    this.#ways.delete(id);
    return row;
  }

  /** Accounts at the provider stay known: set up again, it signs the same people in. */
  async delete(id: string): Promise<void> {
    const deleted = await this.#needs.store.write(async ({ signInProviders, secrets }) => {
      await secrets.delete(secretName(id));
      return signInProviders.delete(id);
    });
    this.#ways.delete(id);
    if (!deleted) throw new Problem("provider-not-found", { providerId: id });
  }

  /** The way through a provider that is switched on. */
  async way(id: string): Promise<RedirectWay> {
    const { store, vault, now } = this.#needs;
    const row = await store.read.signInProviders.byId(id);
    if (!row?.enabled) {
      const detail = "It was removed or switched off. Sign in another way.";
      throw new Problem("provider-not-found", { providerId: id }, detail);
    }
    const known = this.#ways.get(id);
    if (known) return known;
    const clientSecret = await vault.read(secretName(id));
    const way = kinds[row.kind].make({ issuer: row.issuer, clientId: row.clientId, clientSecret }, now);
    this.#ways.set(id, way);
    return way;
  }
}

function checkedIssuer({ kind, issuer }: PutSignInProvider): string {
  const address = issuer ?? kinds[kind].issuer;
  if (address === undefined) throw invalid("issuer", "is needed.");
  const url = new URL(address);
  if (url.protocol !== "https:" && !isLoopbackUrl(url))
    throw invalid("issuer", "must begin with https://, unless it is an address of this machine.");
  if (url.username || url.password || url.search || url.hash)
    throw invalid("issuer", "must be a plain address, without credentials, ? or #.");
  // An issuer is compared letter by letter with what the provider calls itself; a site is not.
  return kind === "oidc" ? address : address.replace(/\/+$/, "");
}
