import type { FastifyReply, FastifyRequest } from "fastify";
import type { Tokens } from "@dispatch/protocol/account";
import { LOGIN_IDLE_MS } from "../../domain/account/login.service.ts";
import type { UserRow } from "../../domain/store.ts";
import type { ApiServices } from "../services.ts";
import { placeOf } from "./access.ts";
import { note } from "./audited.ts";
import { cookieOptionsFor } from "./cookie.ts";

type Way = {
  /** What led in, for the audit log. */
  readonly way: string;
  /** What the device is called, when it was named otherwise than it calls itself. */
  readonly device?: string;
};

/**
 * What every way in ends with: a new login, as a cookie and as tokens. Browsers keep the cookie and ignore the tokens,
 * programs the other way round.
 */
export const signInAnswer =
  ({ logins, cookieName, config }: ApiServices) =>
  async (user: UserRow, request: FastifyRequest, reply: FastifyReply, way: Way): Promise<Tokens> => {
    const { device = placeOf(request).device, ...details } = way;
    const { cookie, ...tokens } = await logins.start(user, { ...placeOf(request), device });
    note(request, { actor: { kind: "person", id: user.id, name: user.name }, object: user.id, details });
    void reply.setCookie(cookieName, cookie, {
      ...cookieOptionsFor(config, request),
      maxAge: LOGIN_IDLE_MS / 1000,
    });
    return tokens;
  };
