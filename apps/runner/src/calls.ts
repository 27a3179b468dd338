import {
  calls,
  type Call,
  type CallMethod,
  type CallParams,
  type CallResult,
  type Reply,
} from "@dispatch/protocol/link";
import type { Attendants } from "./attendants/attendants.ts";
import type { SessionLimitsOfMachine } from "./limits/session-limits.ts";
import { reasonOf, type Log } from "./log.ts";
import { Refusal } from "./refusal.ts";
import type { Isolation } from "./isolation/isolation.ts";
import type { Sessions } from "./sessions/sessions.ts";

export type CallNeeds = {
  readonly sessions: Sessions;
  readonly attendants: Attendants;
  readonly isolation: Isolation;
  readonly limits: SessionLimitsOfMachine;
  readonly log: Log;
  /** Whether the connection that asked is still the present one. */
  readonly isPresent: () => boolean;
};

type Handlers = {
  [M in CallMethod]: (params: CallParams<M>, needs: CallNeeds) => CallResult<M> | Promise<CallResult<M>>;
};

const handlers: Handlers = {
  start: (params, { sessions, isPresent }) => sessions.start(params, isPresent),
  resize({ sessionId, cols, rows }, { sessions }) {
    sessions.byId(sessionId).resize(cols, rows);
    return {};
  },
  interrupt({ sessionId }, { sessions }) {
    sessions.byId(sessionId).interrupt();
    return {};
  },
  stop({ sessionId, graceMs }, { sessions }) {
    sessions.byId(sessionId).stop(graceMs);
    return {};
  },
  attend: (params, { attendants, isPresent }) => attendants.start(params, isPresent),
  dismiss({ pipe }, { attendants }) {
    attendants.dismiss(pipe);
    return {};
  },
  sweep: async ({ sessionIds }, { sessions }) => ({ ended: await sessions.sweep(sessionIds) }),
  isolation: async ({ container }, { isolation, limits }) => {
    const [rungs, proof] = await Promise.all([isolation.proofs(container), limits.proof()]);
    return { rungs, limits: proof };
  },
  retire(_, { sessions }) {
    sessions.retire();
    return { sessions: sessions.aliveCount };
  },
};

/** Does what the server asks and says how it went. Never throws. */
export async function answerCall(call: Call, needs: CallNeeds): Promise<Reply> {
  try {
    return { id: call.id, ok: true, result: await handle(call.method, call.params, needs) };
  } catch (error) {
    if (error instanceof Refusal) {
      const path = error.path === undefined ? {} : { path: error.path };
      return { id: call.id, ok: false, code: error.code, detail: error.message, ...path };
    }
    needs.log("error", "a call failed", { method: call.method, reason: reasonOf(error) });
    return { id: call.id, ok: false, code: "internal", detail: "The runner could not do this." };
  }
}

function handle<M extends CallMethod>(method: M, params: unknown, needs: CallNeeds) {
  const parsed = calls[method].params.safeParse(params);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(
      "invalid-request",
      issue?.message ?? "The parameters are not valid.",
      issue?.path.join("."),
    );
  }
  return handlers[method](parsed.data as CallParams<M>, needs);
}
