import type { z } from "zod";
import type { AddPasskey, Passkey, PasskeySignIn } from "@dispatch/protocol/passkey";
import { type LoginId, type PasskeyId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PasskeyRow, SignInStepRow, Store, UserRow } from "../../store.ts";
import { requireEnabled } from "../account.service.ts";
import type { PersonCaller } from "../../access/caller.ts";
import type { Credentials } from "../credentials.ts";
import { requireAnotherWay } from "./other-ways.ts";
import { requireLogin, requireRecentLogin } from "./recent-login.ts";

/** A challenge waits for a person to find their finger or their key. */
const CHALLENGE_MS = 5 * 60_000;

/** What a passkey is bound to: the name of the site, and the address of its pages. */
export type PasskeySite = { readonly rpId: string; readonly origin: string };

type Needs = { readonly store: Store; readonly credentials: Credentials; readonly now: () => number };
type Begun = PasskeySite & { readonly userId?: UserId; readonly loginId?: LoginId };

/** Ed25519, ECDSA and RSA, which between them every authenticator has. */
const ALGORITHMS = [-8, -7, -257];

const library = () => import("@simplewebauthn/server"); // large: loaded by who uses a passkey, not by every start

const iso = (at: number) => new Date(at).toISOString();
const toPasskey = ({ id, name, createdAt, lastUsedAt }: PasskeyRow): Passkey => ({
  id,
  name,
  createdAt: iso(createdAt),
  ...(lastUsedAt === null ? {} : { lastUsedAt: iso(lastUsedAt) }),
});
const refused = (cause?: unknown) =>
  new Problem("passkey-refused", {}, "Try again, or sign in another way.", { cause });

/** Passkeys: made on a person's device, used without a name or a password, never without the person. */
export class PasskeyService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(userId: UserId): Promise<Passkey[]> {
    return (await this.#needs.store.read.passkeys.listFor(userId)).map(toPasskey);
  }

  async beginAdding(caller: PersonCaller, site: PasskeySite, password: string | undefined) {
    const { store } = this.#needs;
    await requireRecentLogin(this.#needs, caller, password);
    const user = await store.read.users.byId(caller.userId);
    if (!user) throw new Problem("unauthenticated", {});
    const known = await store.read.passkeys.listFor(user.id);
    const { generateRegistrationOptions } = await library();
    const options = await generateRegistrationOptions({
      rpName: "Dispatch",
      supportedAlgorithmIDs: ALGORITHMS,
      rpID: site.rpId,
      userID: new TextEncoder().encode(user.id),
      userName: user.email,
      userDisplayName: user.name,
      timeout: CHALLENGE_MS,
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      // Discoverable, as signing in asks for no name; and the device makes sure that it is the person.
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    await this.#begin(options.challenge, "add-passkey", {
      ...site,
      userId: user.id,
      loginId: requireLogin(caller),
    });
    return options;
  }

  async add(caller: PersonCaller, { name, credential }: z.output<typeof AddPasskey>): Promise<Passkey> {
    const { store, now } = this.#needs;
    const { challenge, begun } = await this.#take(credential.response.clientDataJSON, "add-passkey");
    if (begun.userId !== caller.userId || begun.loginId !== caller.loginId) throw refused();
    const { verifyRegistrationResponse } = await library();
    const { transports = [], ...response } = credential.response;
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, response },
      expectedChallenge: challenge,
      expectedOrigin: begun.origin,
      expectedRPID: begun.rpId,
      supportedAlgorithmIDs: ALGORITHMS,
      requireUserVerification: true,
    }).catch((error: unknown) => {
      throw refused(error);
    });
    if (!registrationInfo) throw refused();
    const made: PasskeyRow = {
      id: newId("psk"),
      userId: caller.userId,
      name,
      credentialId: registrationInfo.credential.id,
      publicKey: registrationInfo.credential.publicKey,
      counter: registrationInfo.credential.counter,
      transports,
      createdAt: now(),
      lastUsedAt: null,
    };
    await store.write(async ({ passkeys }) => {
      if (await passkeys.byCredentialId(made.credentialId)) throw refused();
      await passkeys.insert(made);
    });
    return toPasskey(made);
  }

  async beginSignIn(site: PasskeySite) {
    const { generateAuthenticationOptions } = await library();
    const options = await generateAuthenticationOptions({
      rpID: site.rpId,
      timeout: CHALLENGE_MS,
      userVerification: "required",
    });
    await this.#begin(options.challenge, "use-passkey", site);
    return options;
  }

  async signIn({ credential }: z.output<typeof PasskeySignIn>): Promise<UserRow> {
    const { store, now } = this.#needs;
    const { challenge, begun } = await this.#take(credential.response.clientDataJSON, "use-passkey");
    const passkey = await store.read.passkeys.byCredentialId(credential.id);
    if (!passkey) throw refused();
    const { userHandle, ...rest } = credential.response;
    if (userHandle !== undefined && Buffer.from(userHandle, "base64url").toString() !== passkey.userId)
      throw refused();
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, response: rest },
      expectedChallenge: challenge,
      expectedOrigin: begun.origin,
      expectedRPID: begun.rpId,
      // A counter that does not grow is that of a copy: the library refuses it.
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }).catch((error: unknown) => {
      throw refused(error);
    });
    if (!verified) throw refused();
    return store.write(async ({ passkeys, users }) => {
      const user = await users.byId(passkey.userId);
      // Asked again inside the transaction: it may have been taken away, or been used with this counter, meanwhile.
      const current = await passkeys.byCredentialId(passkey.credentialId);
      if (!user || current?.counter !== passkey.counter) throw refused();
      requireEnabled(user);
      await passkeys.touch(passkey.id, now(), authenticationInfo.newCounter);
      return user;
    });
  }

  async rename(userId: UserId, id: PasskeyId, name: string): Promise<Passkey> {
    const row = await this.#needs.store.write(async ({ passkeys }) => {
      await passkeys.rename(id, userId, name);
      return (await passkeys.listFor(userId)).find((passkey) => passkey.id === id);
    });
    if (!row) throw new Problem("passkey-not-found", { passkeyId: id });
    return toPasskey(row);
  }

  async delete(userId: UserId, id: PasskeyId): Promise<void> {
    await this.#needs.store.write(async (writing) => {
      const own = (await writing.passkeys.listFor(userId)).some((passkey) => passkey.id === id);
      if (!own) throw new Problem("passkey-not-found", { passkeyId: id });
      await requireAnotherWay(writing, userId, id);
      await writing.passkeys.delete(id, userId);
    });
  }

  async #begin(challenge: string, purpose: SignInStepRow["purpose"], begun: Begun): Promise<void> {
    const { store, credentials, now } = this.#needs;
    const createdAt = now();
    const step = {
      hash: credentials.hash(challenge),
      purpose,
      facts: JSON.stringify(begun),
      createdAt,
      expiresAt: createdAt + CHALLENGE_MS,
    };
    await store.write(({ signInSteps }) => signInSteps.insert(step));
  }

  /** What the answered challenge was made for. It is gone afterwards, whatever comes of it. */
  async #take(clientData: string, purpose: SignInStepRow["purpose"]) {
    const { store, credentials, now } = this.#needs;
    const challenge = challengeOf(clientData);
    const step = await store.write(({ signInSteps }) =>
      signInSteps.take(credentials.hash(challenge), purpose, now()),
    );
    if (!step) throw new Problem("passkey-refused", {}, "It took too long, or was used already. Try again.");
    return { challenge, begun: JSON.parse(step.facts) as Begun };
  }
}

function challengeOf(clientData: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, "base64url").toString()) as {
      challenge?: unknown;
    };
    if (typeof challenge === "string") return challenge;
  } catch {
    // refused below, like every other answer that is none
  }
  throw refused();
}
