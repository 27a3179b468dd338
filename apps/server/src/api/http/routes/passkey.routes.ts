import { z } from "zod";
import { Tokens } from "@dispatch/protocol/account";
import { PasskeyId } from "@dispatch/protocol/ids";
import {
  AddPasskey,
  BeginPasskey,
  Passkey,
  PasskeyOptions,
  PasskeySignIn,
  Passkeys,
  RenamePasskey,
} from "@dispatch/protocol/passkey";
import { Problem } from "@dispatch/protocol/problems";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, problemResponses } from "../schemas.ts";
import { signInAnswer } from "../sign-in-answer.ts";

const tags = ["passkeys"];
const Params = z.object({ id: PasskeyId });

/** Signing in without a password, and the passkeys for it. */
export function passkeyRoutes(app: HttpApp, services: ApiServices): void {
  const { attempts, passkeys, passkeySite } = services;
  const signIn = signInAnswer(services);
  const siteAt = (host: string | undefined) => {
    const site = passkeySite(host);
    if ("reason" in site) throw new Problem("passkeys-unavailable", {}, site.reason);
    return site;
  };

  app.get(
    "/api/auth/passkeys",
    {
      config: { action: "passkey.list" },
      schema: { tags, summary: "My passkeys", response: { 200: Passkeys, ...problemResponses } },
    },
    async (request) => {
      const site = passkeySite(request.headers.host);
      return {
        items: await passkeys.list(callerOf(request).userId),
        nextCursor: null,
        ...("reason" in site ? { unavailable: site.reason } : {}),
      };
    },
  );

  app.post(
    "/api/auth/passkeys/options",
    {
      config: { action: "passkey.begin" },
      schema: {
        tags,
        summary: "Begin to add a passkey: what the browser is to make",
        body: BeginPasskey,
        response: { 200: PasskeyOptions, ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const who = { account: caller.userId, address: request.ip };
      const { password } = request.body;
      const options = await attempts.attempt(who, () =>
        passkeys.beginAdding(caller, siteAt(request.headers.host), password),
      );
      return { ...options };
    },
  );

  app.post(
    "/api/auth/passkeys",
    {
      config: { action: "passkey.add" },
      schema: {
        tags,
        summary: "Add the passkey that the browser made",
        body: AddPasskey,
        response: { 201: Passkey, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await passkeys.add(callerOf(request), request.body);
      note(request, { object: made.id });
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/auth/passkeys/:id",
    {
      config: { action: "passkey.rename" },
      schema: {
        tags,
        summary: "Rename a passkey",
        params: Params,
        body: RenamePasskey,
        response: { 200: Passkey, ...problemResponses },
      },
    },
    (request) => passkeys.rename(callerOf(request).userId, request.params.id, request.body.name),
  );

  app.delete(
    "/api/auth/passkeys/:id",
    {
      config: { action: "passkey.delete" },
      schema: {
        tags,
        summary: "Delete a passkey, unless it is my only way in",
        params: Params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await passkeys.delete(callerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/passkey/options",
    {
      config: { action: "sign-in.begin" },
      schema: {
        tags,
        summary: "Begin to sign in with a passkey: what the browser is to ask for",
        response: { 200: PasskeyOptions, ...problemResponses },
      },
    },
    async (request) => {
      const who = { account: request.id, address: request.ip };
      const options = await attempts.attempt(who, () => passkeys.beginSignIn(siteAt(request.headers.host)));
      return { ...options };
    },
  );

  app.post(
    "/api/auth/passkey",
    {
      config: { action: "login.start" },
      schema: {
        tags,
        summary: "Sign in with a passkey",
        body: PasskeySignIn,
        response: { 200: Tokens, ...problemResponses },
      },
    },
    async (request, reply) => {
      const who = { account: request.body.credential.id, address: request.ip };
      return signIn(await attempts.attempt(who, () => passkeys.signIn(request.body)), request, reply, {
        way: "passkey",
      });
    },
  );
}
