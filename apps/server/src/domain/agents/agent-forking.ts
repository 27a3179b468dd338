import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { CreateAgent, ForkSession } from "@dispatch/protocol/session";
import type { PersonCaller } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import type { SessionService } from "../session/session.service.ts";
import type { SessionRow } from "../store.ts";

type Needs = { readonly policy: Policy; readonly sessions: Pick<SessionService, "createFor"> };

/** A session of its own that goes on in a copy of another one's conversation. */
export class AgentForking {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async fork(caller: PersonCaller, id: SessionId, wish: ForkSession, key?: string): Promise<SessionRow> {
    const source = await this.#needs.policy.session(caller, "session.fork", id);
    const { kind, agent, options, title, workspaceId } = source;
    if (kind !== "agent")
      throw new Problem("session-kind-refused", { kind }, "Only the conversations of agents can be copied.");
    const conversationId = agent?.conversationId;
    if (conversationId === undefined || agent?.abilities?.fork === false)
      throw new Problem(
        "fork-refused",
        { sessionId: id },
        conversationId === undefined
          ? "There is no conversation to copy yet."
          : "This agent cannot copy a conversation. Begin a new session instead.",
      );
    const { beforeMessageId, prompt } = wish;
    const { provider, model, mode } = options;
    const create: CreateAgent = {
      kind: "agent",
      title: wish.title ?? `${title} (copy)`.slice(0, 200),
      workspaceId: wish.workspaceId ?? workspaceId,
      ...(provider !== undefined && { provider }),
      ...(model !== undefined && { model }),
      ...(mode !== undefined && { mode }),
      ...(prompt !== undefined && { prompt }),
    };
    const fork = { conversationId, ...(beforeMessageId !== undefined && { beforeMessageId }) };
    // A copy may use no more than what it was made of.
    const known = { fork, ...(agent?.budgets && { budgets: agent.budgets }) };
    return this.#needs.sessions.createFor(source.ownerId, create, { key, purpose: "work", agent: known });
  }
}
