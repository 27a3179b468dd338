import { z } from "zod";
import {
  ChangeAccount,
  ChangePassword,
  Login,
  MachineReset,
  Refresh,
  Register,
  ResetLink,
  ResetPassword,
  Setup,
  SignIn,
  Ticket,
  Tokens,
  User,
} from "@dispatch/protocol/account";
import { LoginId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf, visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { cookieOptionsFor } from "../cookie.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { signInAnswer } from "../sign-in-answer.ts";

export function authRoutes(app: HttpApp, services: ApiServices): void {
  const { accounts, attempts, logins, passwords, machineProofs, oneTimeLinks, store, tickets } = services;
  const { cookieName, config, publicOrigin } = services;
  const signIn = signInAnswer(services);

  app.get(
    "/api/setup",
    {
      config: { action: "system.look" },
      schema: {
        tags: ["auth"],
        summary: "Is an owner needed?",
        response: { 200: Setup, ...problemResponses },
      },
    },
    () => accounts.setup(),
  );

  app.post(
    "/api/auth/register",
    {
      config: { action: "account.register" },
      schema: {
        tags: ["auth"],
        summary: "Make an account; the first one owns the installation",
        body: Register,
        response: { 201: Tokens, ...problemResponses },
      },
    },
    async (request, reply) => {
      const who = { account: "new", address: request.ip };
      const user = await attempts.attempt(who, () => accounts.register(request.body));
      return reply.code(201).send(await signIn(user, request, reply, { way: "password" }));
    },
  );

  app.post(
    "/api/auth/login",
    {
      config: { action: "login.start" },
      schema: {
        tags: ["auth"],
        summary: "Sign in with e-mail and password",
        body: SignIn,
        response: { 200: Tokens, ...problemResponses },
      },
    },
    async (request, reply) => {
      const who = { account: request.body.email, address: request.ip };
      // Whose account somebody tried; what they typed where an e-mail belongs may be a password.
      const tried = await store.read.users.byEmail(request.body.email);
      if (tried) note(request, { object: tried.id });
      return signIn(await attempts.attempt(who, () => accounts.verify(request.body)), request, reply, {
        way: "password",
      });
    },
  );

  app.post(
    "/api/auth/refresh",
    {
      config: { action: "login.refresh" },
      schema: {
        tags: ["auth"],
        summary: "Exchange a refresh token for a new pair; a used one ends the login",
        body: Refresh,
        response: { 200: Tokens, ...problemResponses },
      },
    },
    (request) => logins.refresh(request.body.refreshToken),
  );

  app.post(
    "/api/auth/logout",
    {
      config: { action: "login.end" },
      schema: {
        tags: ["auth"],
        summary: "End this login at once",
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { loginId } = callerOf(request);
      if (!loginId)
        throw new Problem("forbidden", {}, "An API key has no login to end. Delete the key instead.");
      await logins.end(loginId);
      note(request, { object: loginId });
      return reply.clearCookie(cookieName, cookieOptionsFor(config, request)).code(204).send(null);
    },
  );

  app.get(
    "/api/auth/logins",
    {
      config: { action: "login.list" },
      schema: {
        tags: ["auth"],
        summary: "Where I am signed in",
        response: { 200: page(Login), ...problemResponses },
      },
    },
    async (request) => ({ items: await logins.list(callerOf(request)), nextCursor: null }),
  );

  app.delete(
    "/api/auth/logins/:id",
    {
      config: { action: "login.revoke" },
      schema: {
        tags: ["auth"],
        summary: "End one of my logins at once, with all that is open under it",
        params: z.object({ id: LoginId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await logins.endOwn(callerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/password",
    {
      config: { action: "password.change" },
      schema: {
        tags: ["auth"],
        summary: "Change my password; my other logins end",
        body: ChangePassword,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const who = { account: caller.userId, address: request.ip };
      await attempts.attempt(who, () => passwords.change(caller, request.body));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/reset",
    {
      config: { action: "password.reset" },
      schema: {
        tags: ["auth"],
        summary: "Set a new password with a link that an administrator made",
        body: ResetPassword,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      const userId = await attempts.attempt({ account: "reset", address: request.ip }, () =>
        passwords.reset(token, password),
      );
      note(request, { object: userId });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/machine-reset",
    {
      config: { action: "password.machine-reset" },
      schema: {
        tags: ["auth"],
        summary: "Make a reset link for any account, by who can read the installation's key",
        body: MachineReset,
        response: { 201: ResetLink, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { email, proof } = request.body;
      await attempts.attempt({ account: "machine", address: request.ip }, () =>
        Promise.resolve(machineProofs.check("password.machine-reset", proof)),
      );
      const user = await store.read.users.byEmail(email);
      note(request, { actor: { kind: "machine" }, ...(user ? { object: user.id } : {}) });
      if (!user) throw new Problem("person-not-found", {}, "`dispatch user ls` shows everybody.");
      const { link, token } = await oneTimeLinks.resetPassword(user.id, user.id);
      const url = `${publicOrigin(request)}/reset#${token}`;
      return reply.code(201).send({ token, url, expiresAt: new Date(link.expiresAt).toISOString() });
    },
  );

  app.post(
    "/api/auth/ticket",
    {
      config: { action: "ticket.create", answersSecret: true },
      schema: {
        tags: ["auth"],
        summary: "A ticket that opens one stream, socket or file in my name, once and soon",
        response: { 200: Ticket, ...problemResponses },
      },
    },
    (request) => tickets.issue(visitorOf(request)),
  );

  app.get(
    "/api/auth/me",
    {
      config: { action: "account.read" },
      schema: {
        tags: ["auth"],
        summary: "Who am I?",
        response: { 200: z.object({ user: User, ...User.shape }), ...problemResponses },
      },
    },
    async (request) => {
      const user = await logins.user(callerOf(request).userId);
      return { user, ...user };
    },
  );

  app.patch(
    "/api/auth/me",
    {
      config: { action: "account.change" },
      schema: {
        tags: ["auth"],
        summary: "Change my name",
        body: ChangeAccount,
        response: { 200: User, ...problemResponses },
      },
    },
    (request) => accounts.change(callerOf(request).userId, request.body),
  );
}
