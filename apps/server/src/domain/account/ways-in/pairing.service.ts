import { randomInt } from "node:crypto";
import { USER_CODE_ALPHABET, USER_CODE_CHARACTERS, type Pairing } from "@dispatch/protocol/pairing";
import { Problem } from "@dispatch/protocol/problems";
import type { PairingRow, Store, UserRow } from "../../store.ts";
import { requireEnabled } from "../account.service.ts";
import type { PersonCaller } from "../../access/caller.ts";
import type { Credentials } from "../credentials.ts";
import { requireLogin } from "./recent-login.ts";

/** A request waits for a person to walk to where they are signed in, an offer for a phone at hand. */
export const REQUEST_MS = 10 * 60_000;
const OFFER_MS = 5 * 60_000;

type Needs = { readonly store: Store; readonly credentials: Credentials; readonly now: () => number };
type From = { readonly device: string; readonly address: string };
/** Somebody who is to be signed in, on a device of this name. */
export type Paired = { readonly user: UserRow; readonly device: string };

const ended = () =>
  new Problem("pairing-not-found", {}, "It was used, has expired or never was. Begin anew for another one.");

/** Signs in one more device by means of one that is signed in, with codes that work once. */
export class PairingService {
  readonly #needs: Needs;
  /** Devices that wait for an answer, by the hash of their code. */
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A device asks to be signed in; it does not know by whom. */
  async ask(from: From): Promise<{ deviceCode: string; userCode: string }> {
    const { credentials } = this.#needs;
    const deviceCode = credentials.newSecret("dsd");
    const userCode = newUserCode();
    await this.#insert({
      hash: credentials.hash(deviceCode),
      userCodeHash: credentials.hash(userCode),
      status: "asked",
      userId: null,
      lifeMs: REQUEST_MS,
      ...from,
    });
    return { deviceCode, userCode: `${userCode.slice(0, 4)}-${userCode.slice(4)}` };
  }

  /** Who asks under this code. */
  async find(userCode: string): Promise<Pairing> {
    const { device, address, createdAt, expiresAt } = await this.#asked(userCode, this.#needs.store.read);
    const iso = (at: number) => new Date(at).toISOString();
    return { device, address, createdAt: iso(createdAt), expiresAt: iso(expiresAt) };
  }

  async answer(caller: PersonCaller, userCode: string, decision: "allow" | "deny"): Promise<From> {
    requireLogin(caller);
    const { hash, device, address } = await this.#needs.store.write(async (writing) => {
      const asked = await this.#asked(userCode, writing);
      const status = decision === "allow" ? "allowed" : "denied";
      await writing.pairings.answer(asked.hash, { status, userId: caller.userId });
      return asked;
    });
    for (const wake of this.#waiting.get(hash) ?? []) wake();
    return { device, address };
  }

  /** Whom the device is signed in as, once; undefined while nobody has answered. */
  async fetch(deviceCode: string): Promise<Paired | undefined> {
    const { store, credentials, now } = this.#needs;
    const hash = credentials.hash(deviceCode);
    const row = await store.read.pairings.byHash(hash, now());
    if (!row || row.status === "offered") throw ended();
    if (row.status === "asked") return undefined;
    const user = await store.write(async ({ pairings, users }) => {
      // Of two that fetch at once, one finds it.
      if (!(await pairings.delete(hash))) throw ended();
      return row.status === "allowed" && row.userId !== null ? users.byId(row.userId) : undefined;
    });
    if (!user) throw new Problem("pairing-denied", {}, "Somebody who is signed in said no.");
    return { user: requireEnabled(user), device: row.device };
  }

  /** Resolves when somebody has answered, or after a while. */
  async answered(deviceCode: string, waitMs: number): Promise<void> {
    const { store, credentials, now } = this.#needs;
    const hash = credentials.hash(deviceCode);
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(hash) ?? new Set();
    this.#waiting.set(hash, waiting.add(resolve));
    const timer = setTimeout(resolve, waitMs);
    try {
      // Looked at only now: an answer that came before would wake nobody.
      const row = await store.read.pairings.byHash(hash, now());
      if (row?.status === "asked") await promise;
    } finally {
      clearTimeout(timer);
      waiting.delete(resolve);
      if (waiting.size === 0) this.#waiting.delete(hash);
    }
  }

  /** Somebody who is signed in offers it to one more device. */
  async offer(caller: PersonCaller, from: From): Promise<{ code: string; expiresAt: number }> {
    requireLogin(caller);
    const { credentials } = this.#needs;
    const code = credentials.newSecret("dso");
    const expiresAt = await this.#insert({
      hash: credentials.hash(code),
      userCodeHash: null,
      status: "offered",
      userId: caller.userId,
      lifeMs: OFFER_MS,
      ...from,
    });
    return { code, expiresAt };
  }

  async findOffer(code: string): Promise<{ user: UserRow; expiresAt: number }> {
    const { store, credentials, now } = this.#needs;
    const row = await store.read.pairings.byHash(credentials.hash(code), now());
    if (row?.status !== "offered" || row.userId === null) throw ended();
    const user = await store.read.users.byId(row.userId);
    if (!user) throw ended();
    return { user: requireEnabled(user), expiresAt: row.expiresAt };
  }

  async acceptOffer(code: string): Promise<UserRow> {
    const { store, credentials, now } = this.#needs;
    return store.write(async ({ pairings, users }) => {
      const row = await pairings.byHash(credentials.hash(code), now());
      const user =
        row?.status === "offered" && row.userId !== null ? await users.byId(row.userId) : undefined;
      if (!row || !user) throw ended();
      await pairings.delete(row.hash);
      return requireEnabled(user);
    });
  }

  async #asked(userCode: string, { pairings }: Pick<Store["read"], "pairings">): Promise<PairingRow> {
    const { credentials, now } = this.#needs;
    const row = await pairings.byUserCodeHash(credentials.hash(userCode), now());
    if (row?.status !== "asked") throw ended();
    return row;
  }

  async #insert({
    lifeMs,
    device,
    ...row
  }: Omit<PairingRow, "createdAt" | "expiresAt"> & { lifeMs: number }): Promise<number> {
    const createdAt = this.#needs.now();
    const expiresAt = createdAt + lifeMs;
    const pairing = { ...row, device: device.slice(0, 300), createdAt, expiresAt };
    await this.#needs.store.write(({ pairings }) => pairings.insert(pairing));
    return expiresAt;
  }
}

const newUserCode = () =>
  Array.from(
    { length: USER_CODE_CHARACTERS },
    () => USER_CODE_ALPHABET[randomInt(USER_CODE_ALPHABET.length)],
  ).join("");
