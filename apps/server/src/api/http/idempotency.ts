import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Problem } from "@dispatch/protocol/problems";
import type { Vault } from "../../domain/vault/vault.ts";
import type { Store } from "../../domain/store.ts";

/** How long an answer is kept for a client that asks again. */
export const IDEMPOTENCY_KEPT_MS = 24 * 3600 * 1000;
const KEY_LIMIT = 255;
/** Larger answers are not kept; nothing that acts gives one. */
const BODY_LIMIT_BYTES = 64 * 1024;

declare module "fastify" {
  interface FastifyContextConfig {
    /** The answer gives a secret away: what is kept of it for a client that asks again is sealed. */
    answersSecret?: true;
  }
  interface FastifyRequest {
    idempotency?: { key: string; request: string; done: () => void };
  }
}

/** A POST that is sent again with the same Idempotency-Key is done once and answered as the first time (R13). */
export function idempotentPosts(
  app: FastifyInstance,
  { store, vault, now }: { store: Store; vault: Vault; now: () => number },
): void {
  const inProgress = new Map<string, Promise<void>>();

  app.addHook("preHandler", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    if (request.method !== "POST" || key === undefined || !request.caller) return;
    if (typeof key !== "string" || key.length === 0 || key.length > KEY_LIMIT) {
      throw new Problem("invalid-request", {
        errors: [{ path: "Idempotency-Key", message: `must have 1 to ${KEY_LIMIT} characters` }],
      });
    }
    if (request.caller.kind === "guest") {
      // All that guests can repeat is input, and that is done once where it arrives.
      request.idempotency = { key, request: "", done: () => undefined };
      return;
    }
    const { userId } = request.caller;
    const fingerprint = createHash("sha256")
      .update(`${request.url}\0${JSON.stringify(request.body ?? null)}`)
      .digest("base64url");
    const name = `${userId}\0${key}`;
    for (let other = inProgress.get(name); other; other = inProgress.get(name)) await other;
    const { promise, resolve } = Promise.withResolvers<void>();
    inProgress.set(name, promise);
    const done = () => {
      inProgress.delete(name);
      resolve();
    };
    request.idempotency = { key, request: fingerprint, done };
    const kept = await store.read.idempotency.find(userId, key);
    if (!kept) return;
    if (kept.request !== fingerprint)
      throw new Problem("idempotency-conflict", {}, "Use a new Idempotency-Key for a different request.");
    const body = request.routeOptions.config.answersSecret ? vault.open(nameOf(kept), kept.body) : kept.body;
    if (body === undefined) {
      const detail = "This was done already, and the secret it gave cannot be read any more. Use a new key.";
      throw new Problem("idempotency-conflict", {}, detail);
    }
    await reply
      .code(kept.status)
      .header("idempotency-replayed", "true")
      .type("application/json")
      .serializer((body: string) => body)
      .send(body);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { idempotency, caller } = request;
    if (
      !idempotency ||
      caller?.kind !== "person" ||
      reply.statusCode >= 400 ||
      reply.hasHeader("idempotency-replayed")
    )
      return payload;
    const body = typeof payload === "string" ? payload : "";
    if (body.length <= BODY_LIMIT_BYTES) {
      const whose = { userId: caller.userId, key: idempotency.key };
      const isSecret = request.routeOptions.config.answersSecret === true;
      const row = {
        ...whose,
        request: idempotency.request,
        status: reply.statusCode,
        body: isSecret ? vault.seal(nameOf(whose), body) : body,
        at: now(),
      };
      // What was done is done: failing to remember it must not turn it into an error.
      await store
        .write((writing) => writing.idempotency.insert(row))
        .catch((error: unknown) => request.log.warn({ err: error }, "idempotency key not kept"));
    }
    return payload;
  });

  app.addHook("onResponse", (request, _reply, finish) => {
    request.idempotency?.done();
    finish();
  });
}

const nameOf = ({ userId, key }: { userId: string; key: string }) => `answer ${userId} ${key}`;
