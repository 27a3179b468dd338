import type { ApiKeyScope, Role } from "@dispatch/protocol/account";
import type { LoginId, SessionId, ShareId, UserId } from "@dispatch/protocol/ids";
import type { ShareAccess } from "@dispatch/protocol/sharing";
import type { CredentialId } from "../account/revocations.ts";

/** Where a request comes from: what logins and the audit log remember of it. */
export type Place = {
  readonly address: string;
  /** What the browser or program calls itself. */
  readonly device: string;
};

type Shown = {
  /** What was shown; when it ends, what is open under it is dropped. */
  readonly credentialId: CredentialId;
  /** The credential travelled in a cookie, so the request's origin has to be checked. */
  readonly byCookie: boolean;
  readonly name: string;
  readonly place: Place;
};

/** Somebody with an account, or a program with a key of theirs. */
export type PersonCaller = Shown & {
  readonly kind: "person";
  readonly userId: UserId;
  readonly role: Role;
  readonly scopes: ReadonlySet<ApiKeyScope>;
  /** Present when a login and not an API key was shown. */
  readonly loginId?: LoginId;
};

/** Whoever holds a link to one shared session. There is nothing else for them here. */
export type GuestCaller = Shown & {
  readonly kind: "guest";
  readonly shareId: ShareId;
  readonly sessionId: SessionId;
  readonly access: ShareAccess;
};

/** Who asks, proved by a credential. REST, SSE and sockets all decide on this and nothing else. */
export type Caller = PersonCaller | GuestCaller;

export const everyScope: ReadonlySet<ApiKeyScope> = new Set(["read", "run", "admin"]);
