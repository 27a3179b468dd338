import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "@dispatch/protocol/problems";
import { type Action, ruleOf } from "../../domain/access/actions.ts";
import type { Caller, PersonCaller, Place } from "../../domain/access/caller.ts";
import type { Policy } from "../../domain/access/policy.ts";
import type { Authenticator } from "../../domain/account/authenticator.ts";
import type { OriginPolicy } from "../origin.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the route does, as the policy knows it. A route that does not say does not start. */
    action?: Action;
    /** Also opened by a ticket in the address: for what is read by programs that cannot send headers. */
    takesTicket?: boolean;
  }
  interface FastifyRequest {
    caller?: Caller;
  }
}

export const placeOf = (request: FastifyRequest): Place => ({
  address: request.ip,
  device: (request.headers["user-agent"] ?? "unknown").slice(0, 300),
});

/** The caller of a route that guests come to as well; the hook below has made sure that there is one. */
export function visitorOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Problem("unauthenticated", {});
  return request.caller;
}

/** The caller of a route that is for people with an account. */
export function callerOf(request: FastifyRequest): PersonCaller {
  const caller = visitorOf(request);
  if (caller.kind === "guest") throw new Problem("forbidden", {});
  return caller;
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : undefined;
}

function ticketOf(request: FastifyRequest): string | undefined {
  const { ticket } = request.query as { ticket?: unknown };
  return request.routeOptions.config.takesTicket && typeof ticket === "string" ? ticket : undefined;
}

/** Proves who asks and whether they may, before a body is read. */
export function guard(
  app: FastifyInstance,
  needs: { authenticator: Authenticator; policy: Policy; origins: OriginPolicy; cookieName: string },
): void {
  const { authenticator, policy, origins, cookieName } = needs;
  app.addHook("onRoute", (route) => {
    if (route.config?.action === undefined)
      throw new Error(`${route.method.toString()} ${route.url} does not say what it does`);
  });
  app.addHook("onRequest", async (request) => {
    const { action } = request.routeOptions.config;
    if (action === undefined) return; // the not-found handler
    const isOpen = ruleOf(action).isOpen === true;
    const token = tokenOf(request);
    const cookie = request.cookies[cookieName];
    const { origin, host } = request.headers;
    const changes = request.method !== "GET" && request.method !== "HEAD";
    // A page of another site may make a browser send requests, but it cannot hide where they come from.
    if (origin !== undefined && (token === undefined || isOpen) && changes && !origins.allows(origin, host)) {
      throw new Problem(
        "origin-refused",
        {},
        `Pages of ${origin} may not act here. If this is your address, set DISPATCH_PUBLIC_URL to it.`,
      );
    }
    if (isOpen) return;
    const caller = await authenticator.caller({ token, ticket: ticketOf(request), cookie }, placeOf(request));
    if (!caller)
      throw new Problem(
        "unauthenticated",
        {},
        token === undefined
          ? "Sign in, or send an API key as a bearer token."
          : "The token is wrong, or it has ended.",
      );
    if (
      caller.byCookie &&
      changes &&
      origin === undefined &&
      request.headers["sec-fetch-site"] !== "same-origin"
    ) {
      throw new Problem(
        "origin-refused",
        {},
        "A request with a cookie must say which page it comes from. Programs use a bearer token.",
      );
    }
    request.caller = caller; // also of those who are not let in: the audit log names them
    policy.admit(caller, action);
  });
}
