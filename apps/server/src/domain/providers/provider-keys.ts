import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ProviderId, ProviderKey, PutProviderKey } from "@dispatch/protocol/providers";
import type { ProviderKeyRow, Store } from "../store.ts";
import type { Vault } from "../vault/vault.ts";
import type { ProviderDefinition } from "./provider.ts";
import type { ProviderRegistry } from "./provider-registry.ts";

type Needs = {
  readonly store: Store;
  readonly vault: Vault;
  readonly registry: ProviderRegistry;
  readonly now: () => number;
};

/** What is sealed: all that an agent gets of it but the address. */
type Sealed = { readonly key?: string; readonly variables: Readonly<Record<string, string>> };

/** What makes a program something else than what was asked for, or belongs to the session. */
const REFUSED =
  /^(PATH|HOME|SHELL|USER|LOGNAME|PWD|BASH_ENV|ENV|IFS|LD_.*|DYLD_.*|NODE_.*|DISPATCH_.*|TERM.*)$/;

const secretName = (userId: UserId, provider: ProviderId) => `provider-key ${userId} ${provider}`;
const invalid = (path: string, message: string) =>
  new Problem("invalid-request", { errors: [{ path, message }] }, `${path} ${message}`);

/** People's keys for agents' providers, sealed in the vault: one's own agents get them, and nobody sees them again. */
export class ProviderKeys {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(userId: UserId): Promise<ProviderKey[]> {
    return (await this.#needs.store.read.providerKeys.listFor(userId)).map(toProviderKey);
  }

  has = async (userId: UserId, provider: ProviderId): Promise<boolean> =>
    (await this.#needs.store.read.providerKeys.of(userId, provider)) !== undefined;

  async put(userId: UserId, provider: ProviderId, wish: PutProviderKey): Promise<ProviderKey> {
    const { store, vault, registry, now } = this.#needs;
    const definition = registry.get(provider);
    const baseUrl = checkedBaseUrl(definition, wish.baseUrl);
    refuseVariables(wish.variables ?? {});
    if (wish.key !== undefined && !definition.credentials.keyVariable)
      throw invalid("key", `is nothing that ${definition.name} takes: give its keys as variables.`);
    return store.write(async (writing) => {
      const known = await writing.providerKeys.of(userId, provider);
      const sealed = known && (await this.#read(userId, provider));
      const isElsewhere = known !== undefined && known.baseUrl !== baseUrl;
      // Otherwise who gets hold of a login could have the key sent to a server of their own.
      if (isElsewhere && wish.key === undefined && sealed?.key !== undefined)
        throw invalid("key", "must be given again, because it is to be sent somewhere else now.");
      const key = wish.key ?? sealed?.key;
      const variables = wish.variables ?? sealed?.variables ?? {};
      const row: ProviderKeyRow = {
        userId,
        provider,
        kind: key === undefined ? null : kindOf(definition, key),
        baseUrl,
        variables: Object.keys(variables).sort(),
        updatedAt: now(),
      };
      if (key === undefined && baseUrl === null && row.variables.length === 0)
        throw invalid("key", "is needed, or an address or variables in its place.");
      await writing.providerKeys.put(row);
      const secret: Sealed = { ...(key !== undefined && { key }), variables };
      await vault.put(writing, secretName(userId, provider), JSON.stringify(secret));
      return toProviderKey(row);
    });
  }

  async delete(userId: UserId, provider: ProviderId): Promise<void> {
    await this.#needs.store.write(async (writing) => {
      const known = await writing.providerKeys.of(userId, provider);
      if (!known) throw new Problem("provider-key-not-found", { provider });
      await writing.providerKeys.delete(userId, provider);
      await writing.secrets.delete(secretName(userId, provider));
    });
  }

  /** What this person's own agents get of it; undefined where they have given nothing. */
  async variablesFor(
    userId: UserId,
    { id, credentials }: ProviderDefinition,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const row = await this.#needs.store.read.providerKeys.of(userId, id);
    const sealed = row && (await this.#read(userId, id));
    if (!sealed) return undefined;
    const { key, variables } = sealed;
    return {
      ...variables,
      ...(key !== undefined && credentials.keyVariable && { [credentials.keyVariable(key)]: key }),
      ...(row.baseUrl !== null &&
        credentials.baseUrlVariable && { [credentials.baseUrlVariable]: row.baseUrl }),
    };
  }

  async #read(userId: UserId, provider: ProviderId): Promise<Sealed | undefined> {
    const text = await this.#needs.vault.read(secretName(userId, provider));
    return text === undefined ? undefined : (JSON.parse(text) as Sealed);
  }
}

const kindOf = ({ credentials }: ProviderDefinition, key: string) =>
  credentials.keyVariable?.(key).includes("TOKEN") ? "token" : "key";

const toProviderKey = ({ provider, kind, baseUrl, variables, updatedAt }: ProviderKeyRow): ProviderKey => ({
  provider,
  ...(kind !== null && { kind }),
  ...(baseUrl !== null && { baseUrl }),
  variables: [...variables],
  updatedAt: new Date(updatedAt).toISOString(),
});

function refuseVariables(variables: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(variables))
    if (REFUSED.test(name))
      throw invalid(`variables.${name}`, "cannot be given: it decides what is run, or is the session's own.");
}

function checkedBaseUrl({ credentials, name }: ProviderDefinition, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!credentials.baseUrlVariable)
    throw invalid("baseUrl", `is nothing that ${name} takes: give what it reads as a variable.`);
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "")
    throw invalid("baseUrl", "must be an address that begins with https:// or http://.");
  if (url.username + url.password + url.search + url.hash !== "")
    throw invalid("baseUrl", "must be a plain address, without credentials, ? or #.");
  return url.href.replace(/\/+$/, "");
}
