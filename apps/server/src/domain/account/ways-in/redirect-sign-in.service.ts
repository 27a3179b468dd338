import { randomBytes } from "node:crypto";
import { type LoginId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Store, UserRow, Writing } from "../../store.ts";
import { type AccountService, requireEnabled } from "../account.service.ts";
import type { Caller } from "../../access/caller.ts";
import type { Credentials } from "../credentials.ts";
import { localPath } from "./local-path.ts";
import type { SignInProviderService } from "./sign-in-provider.service.ts";
import type { ExternalIdentity, Trip } from "./way-in.ts";

/** Long enough to find a second factor, short enough that nothing is left lying about. */
export const TRIP_MS = 10 * 60_000;

type Needs = {
  readonly store: Store;
  readonly providers: SignInProviderService;
  readonly accounts: AccountService;
  readonly credentials: Credentials;
  readonly now: () => number;
};

type Wish = {
  readonly providerId: string;
  readonly redirectUri: string;
  readonly next?: string | undefined;
  readonly invite?: string | undefined;
  /** The login that asked to have the account connected, instead of a new one. */
  readonly connect?: { readonly userId: UserId; readonly loginId: LoginId } | undefined;
};
/** What is remembered of somebody who was sent to a provider. */
type Begun = Wish & Trip & { readonly browserHash: string };

export type Returned =
  | { readonly outcome: "signed-in"; readonly user: UserRow; readonly next: string | undefined }
  | { readonly outcome: "connected" };

const random = () => randomBytes(32).toString("base64url");

/** The trip to a provider and back: who comes back is signed in, gets an account, or has one connected. */
export class RedirectSignInService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Where to send the browser, and what it has to show when it comes back. */
  async start(wish: Wish): Promise<{ url: URL; browser: string }> {
    const { store, providers, credentials, now } = this.#needs;
    const way = await providers.way(wish.providerId);
    const browser = random();
    const trip = { redirectUri: wish.redirectUri, state: random(), nonce: random(), verifier: random() };
    const url = await way.start(trip);
    const begun: Begun = {
      ...wish,
      ...trip,
      next: localPath(wish.next),
      browserHash: credentials.hash(browser),
    };
    const at = now();
    await store.write(({ signInSteps }) =>
      signInSteps.insert({
        hash: credentials.hash(trip.state),
        purpose: "redirect",
        facts: JSON.stringify(begun),
        createdAt: at,
        expiresAt: at + TRIP_MS,
      }),
    );
    return { url, browser };
  }

  /** What this answer belongs to. It can be asked for once, by the browser that was sent away. */
  async begun(answer: { providerId: string; state: string; browser: string | undefined }): Promise<Begun> {
    const { store, credentials, now } = this.#needs;
    const step = await store.write(({ signInSteps }) =>
      signInSteps.take(credentials.hash(answer.state), "redirect", now()),
    );
    const begun = step && (JSON.parse(step.facts) as Begun);
    const isSame =
      begun?.providerId === answer.providerId &&
      answer.browser !== undefined &&
      begun.browserHash === credentials.hash(answer.browser);
    if (!begun || !isSame) {
      const detail =
        "It was begun in another browser or too long ago, or is finished already. Sign in again.";
      throw new Problem("sign-in-expired", {}, detail);
    }
    return begun;
  }

  async finish(begun: Begun, search: string, caller: Caller | undefined): Promise<Returned> {
    const { store, providers } = this.#needs;
    const { connect } = begun;
    if (connect && (caller?.kind !== "person" || caller.loginId !== connect.loginId))
      throw new Problem(
        "sign-in-expired",
        {},
        "You were signed out meanwhile. Sign in, and connect it again.",
      );
    const way = await providers.way(begun.providerId);
    const answer = new URL(begun.redirectUri);
    answer.search = search;
    const identity = await way.callback(answer, begun);
    if (connect) {
      await store.write((writing) => this.#connect(writing, connect.userId, identity));
      return { outcome: "connected" };
    }
    const user = await store.write((writing) => this.#user(writing, identity, begun.invite));
    return { outcome: "signed-in", user, next: begun.next };
  }

  async #connect({ externalAccounts }: Writing, userId: UserId, identity: ExternalIdentity): Promise<void> {
    const known = await externalAccounts.find(identity);
    if (known && known.userId !== userId) {
      const detail = "It is connected to another account of this server. Disconnect it there first.";
      throw new Problem("external-account-taken", {}, detail);
    }
    if (!known) await externalAccounts.insert(this.#account(userId, identity));
  }

  /** Known by issuer and subject alone: an address that matches proves nothing about who owns the account here. */
  async #user(writing: Writing, identity: ExternalIdentity, invite: string | undefined): Promise<UserRow> {
    const { users, externalAccounts } = writing;
    const known = await externalAccounts.find(identity);
    const user = known && (await users.byId(known.userId));
    if (known && user) {
      requireEnabled(user);
      await externalAccounts.touch(known.id, this.#needs.now(), identity.label);
      return user;
    }
    const made = await this.#needs.accounts.openFor(writing, identity, invite);
    await externalAccounts.insert(this.#account(made.id, identity));
    return made;
  }

  #account(userId: UserId, { kind, issuer, subject, label }: ExternalIdentity) {
    const at = this.#needs.now();
    return { id: newId("xac"), userId, kind, issuer, subject, label, createdAt: at, lastUsedAt: at };
  }
}
