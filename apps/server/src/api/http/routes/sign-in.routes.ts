import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ExternalAccountId } from "@dispatch/protocol/ids";
import { ExternalAccounts, ProviderId, SignInStarted, StartSignIn, WayIn } from "@dispatch/protocol/sign-in";
import { actorOf } from "../../../domain/audit/audit.ts";
import { requireLogin } from "../../../domain/account/ways-in/recent-login.ts";
import { TRIP_MS } from "../../../domain/account/ways-in/redirect-sign-in.service.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf, placeOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { asProblem } from "../problem.ts";
import { cookieOptionsFor } from "../cookie.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { signInAnswer } from "../sign-in-answer.ts";
import { callbackUrl } from "../callback-url.ts";

const tags = ["sign-in"];
const Params = z.object({ provider: ProviderId });
/** What a provider adds to the callback's address is for the way that asked; only this is read here. */
const Answer = z.looseObject({ state: z.string().max(512).default("") });

/** The ways in that lead through another site, and the accounts there. */
export function signInRoutes(app: HttpApp, services: ApiServices): void {
  const { attempts, authenticator, cookieName, externalAccounts, redirectSignIn, signInProviders } = services;
  const signIn = signInAnswer(services);
  const browserCookie = `${cookieName}_trip`;

  type Wish = Omit<Parameters<typeof redirectSignIn.start>[0], "providerId" | "redirectUri">;
  async function start(request: FastifyRequest, reply: FastifyReply, providerId: string, wish: Wish) {
    const redirectUri = callbackUrl(services, request, providerId);
    const { url, browser } = await redirectSignIn.start({ ...wish, providerId, redirectUri });
    void reply.setCookie(browserCookie, browser, {
      ...cookieOptionsFor(services.config, request),
      maxAge: TRIP_MS / 1000,
    });
    return url.href;
  }

  app.get(
    "/api/auth/providers",
    {
      config: { action: "sign-in.look" },
      schema: { tags, summary: "The ways in", response: { 200: page(WayIn), ...problemResponses } },
    },
    async (request) => {
      const providers = await signInProviders.listEnabled();
      const hasPasskeys = "rpId" in services.passkeySite(request.headers.host);
      return {
        items: [
          { id: "password", name: "E-mail and password", kind: "password" as const },
          ...(hasPasskeys ? [{ id: "passkey", name: "Passkey", kind: "passkey" as const }] : []),
          ...providers.map(({ id, name, kind }) => ({ id, name, kind })),
        ],
        nextCursor: null,
      };
    },
  );

  app.get(
    "/api/auth/oauth/:provider/start",
    {
      config: { action: "sign-in.begin" },
      schema: {
        tags,
        summary: "Go to a provider to sign in",
        params: Params,
        querystring: StartSignIn.omit({ invite: true }),
        response: { 302: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      try {
        const { provider } = request.params;
        const url = await start(request, reply, provider, { next: request.query.next });
        return await reply.redirect(url);
      } catch (error) {
        return failed(request, reply, "login", error);
      }
    },
  );

  app.post(
    "/api/auth/oauth/:provider/start",
    {
      config: { action: "sign-in.begin" },
      schema: {
        tags,
        summary: "Begin to sign in or to join with a provider; the answer says where to send the browser",
        params: Params,
        body: StartSignIn,
        response: { 200: SignInStarted, ...problemResponses },
      },
    },
    async (request, reply) => {
      const who = { account: request.id, address: request.ip };
      const { provider } = request.params;
      return {
        url: await attempts.attempt(who, () => start(request, reply, provider, request.body)),
      };
    },
  );

  app.post(
    "/api/auth/oauth/:provider/connect",
    {
      config: { action: "sign-in.connect" },
      schema: {
        tags,
        summary: "Begin to connect an account at a provider with mine",
        params: Params,
        response: { 200: SignInStarted, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const connect = { userId: caller.userId, loginId: requireLogin(caller) };
      return { url: await start(request, reply, request.params.provider, { connect }) };
    },
  );

  app.get(
    "/api/auth/oauth/:provider/callback",
    {
      config: { action: "sign-in.finish" },
      schema: {
        tags,
        summary: "Where a provider sends the browser back to",
        params: Params,
        querystring: Answer,
        response: { 302: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      // Many people may come back from one address at the same time: only the address is counted.
      const who = { account: request.id, address: request.ip };
      const { provider } = request.params;
      let page: Page = "login";
      note(request, { details: { way: provider } });
      try {
        return await attempts.attempt(who, async () => {
          const begun = await redirectSignIn.begun({
            providerId: provider,
            state: request.query.state,
            browser: request.cookies[browserCookie],
          });
          if (begun.connect) page = "settings/ways-in";
          void reply.clearCookie(browserCookie, cookieOptionsFor(services.config, request));
          const caller = await authenticator.caller(
            { cookie: request.cookies[cookieName] },
            placeOf(request),
          );
          const { search } = new URL(request.url, begun.redirectUri);
          const returned = await redirectSignIn.finish(begun, search, caller);
          const home = services.publicOrigin(request);
          if (returned.outcome === "connected") {
            note(request, {
              ...(caller ? { actor: actorOf(caller) } : {}),
              details: { connected: provider },
            });
            return reply.redirect(`${home}/settings/ways-in?connected`);
          }
          await signIn(returned.user, request, reply, { way: provider });
          return reply.redirect(returned.next ?? `${home}/`);
        });
      } catch (error) {
        return failed(request, reply, page, error);
      }
    },
  );

  app.get(
    "/api/auth/external-accounts",
    {
      config: { action: "external-account.list" },
      schema: {
        tags,
        summary: "My accounts elsewhere that sign me in here",
        response: { 200: ExternalAccounts, ...problemResponses },
      },
    },
    async (request) => ({
      ...(await externalAccounts.list(callerOf(request).userId)),
      nextCursor: null,
    }),
  );

  app.delete(
    "/api/auth/external-accounts/:id",
    {
      config: { action: "external-account.disconnect" },
      schema: {
        tags,
        summary: "Disconnect an account elsewhere, unless it is my only way in",
        params: z.object({ id: ExternalAccountId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await externalAccounts.disconnect(callerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );

  type Page = "login" | "settings/ways-in";
  /** A person looks at this in a browser, so it has to be a page of ours that says what to do. */
  function failed(request: FastifyRequest, reply: FastifyReply, page: Page, error: unknown) {
    const { code, cause } = asProblem(error);
    request.refusal = code;
    if (code === "internal") request.log.error({ err: error, requestId: request.id }, "sign-in failed");
    // Its message alone: what else is in it may be a provider's token.
    else if (cause instanceof Error) request.log.info({ reason: cause.message, code }, "sign-in refused");
    return reply.redirect(`${services.publicOrigin(request)}/${page}?error=${code}`);
  }
}
