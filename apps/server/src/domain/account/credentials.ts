import { createHmac, randomBytes } from "node:crypto";
import { SignJWT, jwtVerify } from "jose";
import type { LoginId, UserId } from "@dispatch/protocol/ids";

/** Short, because what it proves is checked against the login only when it is used. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = "dispatch";

/** Makes and reads the strings that prove who someone is. It keeps nothing. */
export class Credentials {
  readonly #tokenKey: () => Uint8Array;
  readonly #hashKey: Uint8Array;
  readonly #now: () => number;

  /** The key for tokens is asked for each time: it goes with the master key, while hashes have to last. */
  constructor(needs: { tokenKey: () => Uint8Array; hashKey: Uint8Array; now: () => number }) {
    this.#tokenKey = needs.tokenKey;
    this.#hashKey = needs.hashKey;
    this.#now = needs.now;
  }

  /** 256 random bits behind a prefix that says what the string opens. */
  newSecret = (prefix: "dsp" | "dsr" | "dsc" | "dsl" | "dss" | "dst" | "dsd" | "dso") =>
    `${prefix}_${randomBytes(32).toString("base64url")}`;

  /** Fast and keyed: the secrets are random, so a slow hash would protect nothing. */
  hash = (secret: string) => createHmac("sha256", this.#hashKey).update(secret).digest("base64url");

  async accessToken(userId: UserId, loginId: LoginId): Promise<string> {
    const issuedAt = Math.floor(this.#now() / 1000);
    return new SignJWT({ lid: loginId })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(ISSUER)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
      .sign(this.#tokenKey());
  }

  /** The login an access token speaks for, or undefined when it is forged, expired or something else. */
  async readAccessToken(token: string): Promise<{ userId: UserId; loginId: LoginId } | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#tokenKey(), {
        issuer: ISSUER,
        algorithms: ["HS256"],
        currentDate: new Date(this.#now()),
      });
      if (typeof payload.sub !== "string" || typeof payload["lid"] !== "string") return undefined;
      return { userId: payload.sub as UserId, loginId: payload["lid"] as LoginId };
    } catch {
      return undefined;
    }
  }
}
