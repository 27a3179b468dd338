import type { ProviderKind } from "@dispatch/protocol/sign-in";

/** What one trip to a provider and back is tied together with. None of it leaves this server except as asked for. */
export type Trip = {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
};

/** Who somebody is elsewhere. The key is kind, issuer and subject; the rest may change there at any time. */
export type ExternalIdentity = {
  readonly kind: ProviderKind;
  readonly issuer: string;
  readonly subject: string;
  /** What the person is called there. */
  readonly label: string;
  readonly name?: string;
  readonly email?: string;
};

/**
 * A way in that leads through another site. There is nothing to refresh or to revoke: what a provider hands out is used
 * once, to learn who came, and is not kept.
 */
export type RedirectWay = {
  /** Where to send the browser. */
  start(trip: Trip): Promise<URL>;
  /** Who came back with this answer; throws a problem when the answer does not prove it. */
  callback(answer: URL, trip: Trip): Promise<ExternalIdentity>;
};

export type RedirectSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
};

/** A provider is asked at most this long: somebody is waiting in front of an empty page. */
export const PROVIDER_TIMEOUT_MS = 10_000;
