import type { ApiKeyScope } from "@dispatch/protocol/account";

/** What a key is for, each more than the one before. */
export const keyScopes = ["read", "run", "admin"] as const satisfies readonly ApiKeyScope[];

/** The scope that is meant, with those below it. */
export const scopesOf = (scope: ApiKeyScope): readonly ApiKeyScope[] =>
  keyScopes.slice(0, keyScopes.indexOf(scope) + 1);

export const widestOf = (scopes: readonly ApiKeyScope[]): ApiKeyScope | undefined =>
  keyScopes.findLast((scope) => scopes.includes(scope));
