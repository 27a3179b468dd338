import type { FastifyInstance, FastifyRequest } from "fastify";
import { problems } from "@dispatch/protocol/problems";
import type { AuditEntry } from "@dispatch/protocol/audit";
import { type Action, ruleOf } from "../../domain/access/actions.ts";
import { type Act, type Audit, NOBODY, actorOf } from "../../domain/audit/audit.ts";
import type { Logger } from "../../domain/logger.ts";
import { placeOf } from "./access.ts";

/** What a route knows of its act beyond who called it with which id. */
type Note = Partial<Pick<Act, "actor" | "object">> & { readonly details?: AuditEntry["details"] };

declare module "fastify" {
  interface FastifyRequest {
    auditNote?: Note;
    /** The code of the problem that was answered. */
    refusal?: keyof typeof problems;
  }
}

/** Adds to what the audit log will say of this request. */
export function note(request: FastifyRequest, more: Note): void {
  request.auditNote = { ...request.auditNote, ...more };
}

/** Whether an act with this outcome belongs in the audit log: it was done, or somebody was not let. */
export function isRecorded(action: Action, refusal: keyof typeof problems | undefined): boolean {
  const { audited } = ruleOf(action);
  if (!audited) return false;
  if (refusal === undefined) return audited === true;
  const { status } = problems[refusal];
  return status === 401 || status === 403;
}

/** Writes every audited act into the log before it is answered: what somebody was told to be done is recorded. */
export function auditedRoutes(
  app: FastifyInstance,
  { audit, logger }: { audit: Audit; logger: Logger },
): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const { action } = request.routeOptions.config;
    // A refusal may also be an answer that leads to a page which says why.
    const refusal = request.refusal ?? (reply.statusCode < 400 ? undefined : "internal");
    if (!action || reply.hasHeader("idempotency-replayed") || !isRecorded(action, refusal)) return payload;
    const { id } = (request.params ?? {}) as { id?: string };
    const { auditNote: noted } = request;
    const act: Act = {
      act: action,
      outcome: refusal ?? "done",
      actor: noted?.actor ?? (request.caller ? actorOf(request.caller) : NOBODY),
      place: placeOf(request),
      object: noted?.object ?? id,
      details: noted?.details,
    };
    await audit.record(act).catch((error: unknown) => {
      logger.error({ err: error, act: action }, "an act could not be written into the audit log");
    });
    return payload;
  });
}
