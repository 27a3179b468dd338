import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiKeyScope } from "@dispatch/protocol/account";
import { Problem } from "@dispatch/protocol/problems";
import type { Authenticator } from "../../domain/account/authenticator.ts";
import { type Caller, requireScope } from "../../domain/account/caller.ts";
import type { OriginPolicy } from "../origin.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call: anyone, or a caller with this scope. A route that does not say does not start. */
    access?: "public" | ApiKeyScope;
  }
  interface FastifyRequest {
    caller?: Caller;
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : undefined;
}

/** The caller of a route that is not public; the hook below has made sure that there is one. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Problem("unauthenticated", {});
  return request.caller;
}

/** Proves who asks and whether they may, before a body is read. */
export function guard(
  app: FastifyInstance,
  needs: { authenticator: Authenticator; origins: OriginPolicy; cookieName: string },
): void {
  const { authenticator, origins, cookieName } = needs;
  app.addHook("onRoute", (route) => {
    if (route.config?.access === undefined)
      throw new Error(`${route.method.toString()} ${route.url} does not say who may call it`);
  });
  app.addHook("onRequest", async (request) => {
    const { access } = request.routeOptions.config;
    if (access === undefined) return; // the not-found handler
    const token = tokenOf(request);
    const cookie = request.cookies[cookieName];
    const { origin, host } = request.headers;
    const changes = request.method !== "GET" && request.method !== "HEAD";
    // A page of another site may make a browser send requests, but it cannot hide where they come from.
    if (
      origin !== undefined &&
      (token === undefined || access === "public") &&
      changes &&
      !origins.allows(origin, host)
    ) {
      throw new Problem(
        "origin-refused",
        {},
        `Pages of ${origin} may not act here. If this is your address, set DISPATCH_PUBLIC_URL to it.`,
      );
    }
    if (access === "public") return;
    const caller = await authenticator.caller({ token, cookie });
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
    requireScope(caller, access);
    request.caller = caller;
  });
}
