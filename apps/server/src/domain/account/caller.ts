import { Problem } from "@dispatch/protocol/problems";
import type { ApiKeyScope, Role } from "@dispatch/protocol/account";
import type { LoginId, UserId } from "@dispatch/protocol/ids";
import type { CredentialId } from "./revocations.ts";

/** Who asks, proved by a credential. REST, SSE and sockets all decide on this and nothing else. */
export type Caller = {
  readonly userId: UserId;
  readonly role: Role;
  readonly scopes: ReadonlySet<ApiKeyScope>;
  /** The credential travelled in a cookie, so the request's origin has to be checked. */
  readonly byCookie: boolean;
  /** What was shown; when it ends, what is open under it is dropped. */
  readonly credentialId: CredentialId;
  /** Present when a login and not an API key was shown. */
  readonly loginId?: LoginId;
};

export const everyScope: ReadonlySet<ApiKeyScope> = new Set(["read", "run", "admin"]);

/** Administrators look after people; the owner is one of them. */
export function requireAdministrator(caller: Caller): void {
  if (caller.role === "member") throw new Problem("forbidden", {}, "Only administrators may do this.");
}

export function requireScope(caller: Caller, scope: ApiKeyScope): void {
  if (!caller.scopes.has(scope)) {
    throw new Problem("forbidden", {}, `This API key lacks the scope "${scope}". Make one that has it.`);
  }
}
