import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { ProviderId, PutSignInProvider, SignInProvider } from "@dispatch/protocol/sign-in";
import type { KnownProvider } from "../../../domain/account/ways-in/sign-in-provider.service.ts";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import type { HttpApp } from "../app-type.ts";
import { callbackUrl } from "../callback-url.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["sign-in"];
const Params = z.object({ id: ProviderId });

/** For administrators: the providers that people can sign in with. */
export function signInProviderRoutes(app: HttpApp, services: ApiServices): void {
  const { signInProviders } = services;
  const shown = ({ createdAt: _, ...provider }: KnownProvider, request: FastifyRequest): SignInProvider => ({
    ...provider,
    callbackUrl: callbackUrl(services, request, provider.id),
  });

  app.get(
    "/api/sign-in-providers",
    {
      config: { action: "provider.list" },
      schema: {
        tags,
        summary: "The sign-in providers of this installation",
        response: { 200: page(SignInProvider), ...problemResponses },
      },
    },
    async (request) => {
      const items = (await signInProviders.list()).map((provider) => shown(provider, request));
      return { items, nextCursor: null };
    },
  );

  app.put(
    "/api/sign-in-providers/:id",
    {
      config: { action: "provider.put" },
      schema: {
        tags,
        summary: "Set a sign-in provider up, or change it; the secret is kept sealed",
        params: Params,
        body: PutSignInProvider,
        response: { 200: SignInProvider, ...problemResponses },
      },
    },
    async (request) => {
      const provider = await signInProviders.put(request.params.id, request.body);
      const { kind, issuer, enabled } = provider;
      note(request, { details: { kind, issuer, enabled } });
      return shown(provider, request);
    },
  );

  app.delete(
    "/api/sign-in-providers/:id",
    {
      config: { action: "provider.delete" },
      schema: {
        tags,
        summary: "Remove a sign-in provider; who is signed in stays so",
        params: Params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await signInProviders.delete(request.params.id);
      return reply.code(204).send(null);
    },
  );
}
