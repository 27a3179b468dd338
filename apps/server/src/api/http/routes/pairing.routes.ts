import { Tokens } from "@dispatch/protocol/account";
import {
  AcceptOffer,
  AnswerPairing,
  AskPairing,
  FetchPairing,
  FindOffer,
  FindPairing,
  OfferFound,
  Pairing,
  PairingAsked,
  PairingOffer,
  PairingPending,
} from "@dispatch/protocol/pairing";
import { REQUEST_MS } from "../../../domain/account/ways-in/pairing.service.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf, placeOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, problemResponses } from "../schemas.ts";
import { signInAnswer } from "../sign-in-answer.ts";

const tags = ["pairing"];
/** For programs that ask without waiting. */
const INTERVAL_SECONDS = 2;

/** Signing one more device in by means of one that is signed in. */
export function pairingRoutes(app: HttpApp, services: ApiServices): void {
  const { attempts, pairings, publicOrigin } = services;
  const signIn = signInAnswer(services);

  app.post(
    "/api/auth/device",
    {
      config: { action: "pairing.ask" },
      schema: {
        tags,
        summary: "A device asks to be signed in",
        body: AskPairing,
        response: { 201: PairingAsked, ...problemResponses },
      },
    },
    async (request, reply) => {
      const who = { account: request.id, address: request.ip };
      const place = placeOf(request);
      const { device = place.device } = request.body;
      const asked = await attempts.attempt(who, () => pairings.ask({ ...place, device }));
      const verificationUrl = `${publicOrigin(request)}/pair`;
      return reply.code(201).send({
        ...asked,
        verificationUrl,
        verificationUrlComplete: `${verificationUrl}#${asked.userCode}`,
        expiresIn: REQUEST_MS / 1000,
        interval: INTERVAL_SECONDS,
      });
    },
  );

  app.post(
    "/api/auth/device/token",
    {
      config: { action: "pairing.fetch" },
      schema: {
        tags,
        summary: "A device fetches its login, once, after somebody has allowed it; waits for that if wished",
        body: FetchPairing,
        response: { 200: Tokens, 202: PairingPending, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { deviceCode, waitSeconds } = request.body;
      const who = { account: "device", address: request.ip };
      const fetch = () => attempts.attempt(who, () => pairings.fetch(deviceCode));
      let paired = await fetch();
      if (!paired && waitSeconds > 0) {
        await pairings.answered(deviceCode, waitSeconds * 1000);
        paired = await fetch();
      }
      if (!paired) return reply.code(202).send({ status: "pending" });
      return reply.send(await signIn(paired.user, request, reply, { way: "pairing", device: paired.device }));
    },
  );

  app.post(
    "/api/auth/device/find",
    {
      config: { action: "pairing.find" },
      schema: {
        tags,
        summary: "Which device asks under this code?",
        body: FindPairing,
        response: { 200: Pairing, ...problemResponses },
      },
    },
    (request) => {
      const who = { account: callerOf(request).userId, address: request.ip };
      return attempts.attempt(who, () => pairings.find(request.body.userCode));
    },
  );

  app.post(
    "/api/auth/device/approve",
    {
      config: { action: "pairing.answer" },
      schema: {
        tags,
        summary: "Sign the device in as me, or deny it",
        body: AnswerPairing,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const who = { account: caller.userId, address: request.ip };
      const { userCode, decision } = request.body;
      note(request, { details: { decision } });
      const { device, address } = await attempts.attempt(who, () =>
        pairings.answer(caller, userCode, decision),
      );
      note(request, { details: { decision, device, address } });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/auth/device/offer",
    {
      config: { action: "pairing.offer", answersSecret: true },
      schema: {
        tags,
        summary: "Make a code that signs one more device in as me, once",
        response: { 201: PairingOffer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { code, expiresAt } = await pairings.offer(callerOf(request), placeOf(request));
      const url = `${publicOrigin(request)}/pair#${code}`;
      return reply.code(201).send({ code, url, expiresAt: new Date(expiresAt).toISOString() });
    },
  );

  app.post(
    "/api/auth/device/offer/find",
    {
      config: { action: "pairing.find-offer" },
      schema: {
        tags,
        summary: "Whom does this code sign in?",
        body: FindOffer,
        response: { 200: OfferFound, ...problemResponses },
      },
    },
    async (request) => {
      const who = { account: "offer", address: request.ip };
      const { user, expiresAt } = await attempts.attempt(who, () => pairings.findOffer(request.body.code));
      return { email: user.email, name: user.name, expiresAt: new Date(expiresAt).toISOString() };
    },
  );

  app.post(
    "/api/auth/device/offer/accept",
    {
      config: { action: "pairing.accept" },
      schema: {
        tags,
        summary: "Sign this device in with the code",
        body: AcceptOffer,
        response: { 200: Tokens, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { code, device = placeOf(request).device } = request.body;
      const who = { account: "offer", address: request.ip };
      const user = await attempts.attempt(who, () => pairings.acceptOffer(code));
      return signIn(user, request, reply, { way: "pairing", device });
    },
  );
}
