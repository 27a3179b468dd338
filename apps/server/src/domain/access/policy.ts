import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { hasAccess } from "@dispatch/protocol/session-access";
import type { SessionAccess } from "@dispatch/protocol/sharing";
import type { Shares } from "../sharing/shares.ts";
import type { SessionRow, Store } from "../store.ts";
import { type Action, type Rule, ruleOf } from "./actions.ts";
import type { Caller, PersonCaller } from "./caller.ts";

type Needs = { readonly store: Store; readonly shares: Pick<Shares, "accessOf"> };

/** Who may do what. REST, event streams and sockets ask here, and nowhere else. */
export class Policy {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Lets a caller in to an action at all, or throws. What it is done to is judged by `session`. */
  admit(caller: Caller, action: Action): void {
    const rule = ruleOf(action);
    if (caller.kind === "guest") admitGuest(rule);
    else admitPerson(caller, rule);
  }

  accessOf(caller: Caller, session: Pick<SessionRow, "id" | "ownerId">): SessionAccess | undefined {
    if (caller.kind === "person" && caller.userId === session.ownerId) return "own";
    return this.#needs.shares.accessOf(session.id, caller);
  }

  /** The session, if this caller may do this to it. To all others it does not exist (R9). */
  async session(caller: Caller, action: Action, id: SessionId): Promise<SessionRow> {
    const needs = ruleOf(action).session;
    if (!needs) throw new Error(`${action} is not done to a session`);
    const session = await this.#needs.store.read.sessions.byId(id);
    const has = session && this.accessOf(caller, session);
    if (!session || !has) throw new Problem("session-not-found", { sessionId: id });
    if (!hasAccess(has, needs)) throw new Problem("forbidden", {}, tooLittle[needs]);
    return session;
  }
}

const tooLittle: Record<SessionAccess, string> = {
  view: "This session is not shared with you.",
  write: "This session is shared with you for looking on. Ask its owner to let you type.",
  own: "Only the owner of a session may do this.",
};

function admitGuest(rule: Rule): void {
  if (rule.session || rule.guests || rule.isOpen) return;
  throw new Problem("forbidden", {}, "The link you came by opens one session and nothing else.");
}

function admitPerson(caller: PersonCaller, { scope, login, role }: Rule): void {
  if (scope && !caller.scopes.has(scope))
    throw new Problem("forbidden", {}, `This API key lacks the scope "${scope}". Make one that has it.`);
  if (login && !caller.loginId)
    throw new Problem("forbidden", {}, "An API key cannot do this. Sign in as a person.");
  if (role === "owner" && caller.role !== "owner")
    throw new Problem("forbidden", {}, "Only the owner of this installation may do this.");
  if (role && caller.role === "member")
    throw new Problem("forbidden", {}, "Only administrators may do this.");
}
