import type { Login, Tokens } from "@dispatch/protocol/account";
import { type LoginId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { type PersonCaller, type Place, everyScope } from "../access/caller.ts";
import type { LoginRow, Store, UserRow } from "../store.ts";
import { toUser } from "./account.service.ts";

import { ACCESS_TOKEN_SECONDS, type Credentials } from "./credentials.ts";
import type { Revocations } from "./revocations.ts";

/** A login that is not used for this long ends; each use extends it. */
export const LOGIN_IDLE_MS = 30 * 24 * 3600 * 1000;
/** Last use is written at most this often: a request must not cost a write. */
const TOUCH_EVERY_MS = 60_000;

type Needs = {
  readonly store: Store;
  readonly credentials: Credentials;
  readonly revocations: Revocations;
  readonly now: () => number;
};

/** Logins: what a browser or a program holds after a person has proved who they are. */
export class LoginService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async start(user: UserRow, from: Place): Promise<Tokens & { cookie: string }> {
    const { store, credentials, now } = this.#needs;
    const cookie = credentials.newSecret("dsc");
    const refreshToken = credentials.newSecret("dsr");
    const at = now();
    const login: LoginRow = {
      id: newId("lgn"),
      userId: user.id,
      cookieHash: credentials.hash(cookie),
      device: from.device.slice(0, 300),
      address: from.address,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: at + LOGIN_IDLE_MS,
      revokedAt: null,
    };
    await store.write(async ({ logins }) => {
      await logins.insert(login);
      await logins.addRefreshToken({
        hash: credentials.hash(refreshToken),
        loginId: login.id,
        createdAt: at,
        usedAt: null,
      });
    });
    return { ...(await this.#tokens(user, login.id, refreshToken)), cookie };
  }

  /** A new pair for an unused refresh token. A used one means that it was stolen: the whole login ends. */
  async refresh(refreshToken: string): Promise<Tokens> {
    const { store, credentials, now } = this.#needs;
    const next = credentials.newSecret("dsr");
    const at = now();
    const outcome = await store.write(async ({ logins, users }) => {
      const token = await logins.refreshToken(credentials.hash(refreshToken));
      const login = token && (await logins.byId(token.loginId));
      if (!token || !login || !isAlive(login, at)) return undefined;
      if (token.usedAt !== null) {
        await logins.revoke(login.id, at);
        return { reused: login.id };
      }
      await logins.useRefreshToken(token.hash, at);
      await logins.addRefreshToken({
        hash: credentials.hash(next),
        loginId: login.id,
        createdAt: at,
        usedAt: null,
      });
      await logins.touch(login.id, at, at + LOGIN_IDLE_MS);
      const user = await users.byId(login.userId);
      return user && { user, loginId: login.id };
    });
    if (outcome && "reused" in outcome) {
      this.#needs.revocations.emit(outcome.reused);
      throw new Problem(
        "login-ended",
        {},
        "This refresh token was used before, so the login was ended. Sign in again.",
      );
    }
    if (!outcome) throw new Problem("login-ended", {});
    return this.#tokens(outcome.user, outcome.loginId, next);
  }

  async byCookie(cookie: string, place: Place): Promise<PersonCaller | undefined> {
    const { store, credentials } = this.#needs;
    const login = await store.read.logins.byCookieHash(credentials.hash(cookie));
    return login && this.#caller(login, place, true);
  }

  async byAccessToken(token: string, place: Place): Promise<PersonCaller | undefined> {
    const claims = await this.#needs.credentials.readAccessToken(token);
    const login = claims && (await this.#needs.store.read.logins.byId(claims.loginId));
    return login && this.#caller(login, place, false);
  }

  async end(loginId: LoginId): Promise<void> {
    const { store, now } = this.#needs;
    await store.write(({ logins }) => logins.revoke(loginId, now()));
    this.#needs.revocations.emit(loginId);
  }

  /** For a program that has only its refresh token at hand when it signs out. */
  async endByRefreshToken(refreshToken: string): Promise<void> {
    const token = await this.#needs.store.read.logins.refreshToken(
      this.#needs.credentials.hash(refreshToken),
    );
    if (token) await this.end(token.loginId);
  }

  async list(caller: PersonCaller): Promise<Login[]> {
    const rows = await this.#needs.store.read.logins.listFor(caller.userId, this.#needs.now());
    return rows.map(({ id, device, address, createdAt, lastUsedAt }) => ({
      id,
      device,
      address,
      createdAt: new Date(createdAt).toISOString(),
      lastUsedAt: new Date(lastUsedAt).toISOString(),
      current: id === caller.loginId,
    }));
  }

  async endOwn(userId: UserId, id: LoginId): Promise<void> {
    const login = await this.#needs.store.read.logins.byId(id);
    if (login?.userId !== userId || !isAlive(login, this.#needs.now()))
      throw new Problem("login-not-found", { loginId: id });
    await this.end(id);
  }

  async user(userId: UserId) {
    const user = await this.#needs.store.read.users.byId(userId);
    if (!user) throw new Problem("unauthenticated", {});
    return toUser(user);
  }

  async #caller(login: LoginRow, place: Place, byCookie: boolean): Promise<PersonCaller | undefined> {
    const { store, now } = this.#needs;
    const at = now();
    if (!isAlive(login, at)) return undefined;
    const user = await store.read.users.byId(login.userId);
    if (!user || user.disabledAt !== null) return undefined;
    if (at - login.lastUsedAt > TOUCH_EVERY_MS) {
      // A full disk must not lock people out of looking at what they have.
      await store
        .write(({ logins }) => logins.touch(login.id, at, at + LOGIN_IDLE_MS))
        .catch(() => undefined);
    }
    return {
      kind: "person",
      userId: user.id,
      name: user.name,
      role: user.role,
      scopes: everyScope,
      place,
      byCookie,
      credentialId: login.id,
      loginId: login.id,
    };
  }

  async #tokens(user: UserRow, loginId: LoginId, refreshToken: string): Promise<Tokens> {
    const accessToken = await this.#needs.credentials.accessToken(user.id, loginId);
    return { user: toUser(user), accessToken, refreshToken, expiresIn: ACCESS_TOKEN_SECONDS };
  }
}

const isAlive = (login: LoginRow, at: number) => login.revokedAt === null && login.expiresAt > at;
