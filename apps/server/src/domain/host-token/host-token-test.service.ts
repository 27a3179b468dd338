import type { HostTokenOutcome, HostTokenTest } from "@dispatch/protocol/host-token";
import type { HostTokenId, UserId } from "@dispatch/protocol/ids";
import { Problem, type ProblemCode } from "@dispatch/protocol/problems";
import type { ForgeAccount, Forges } from "../forge/forge.ts";
import { forgeAccessOf } from "../forge/remote-project.ts";
import type { ConnectionPace } from "../identity/connection-pace.ts";
import type { HostTokenService } from "./host-token.service.ts";

type Needs = {
  readonly tokens: Pick<HostTokenService, "accessOf" | "setEnd">;
  readonly forges: Pick<Forges, "who">;
  readonly pace: ConnectionPace;
};

/** What a host's refusal says of its token. Other problems are ours, and stay what they are. */
const outcomes: Partial<Record<ProblemCode, HostTokenOutcome>> = {
  "forge-token-refused": "token-refused",
  "forge-token-too-narrow": "too-narrow",
  "forge-busy": "busy",
  "forge-unavailable": "unavailable",
  "forge-refused": "unavailable",
};

/** Asks a host whose token it is and what it may do. */
export class HostTokenTestService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async test(userId: UserId, id: HostTokenId): Promise<HostTokenTest & { readonly host: string }> {
    const { tokens, forges, pace } = this.#needs;
    const access = await tokens.accessOf(userId, id);
    const { host } = access;
    if (access.kind === "other") {
      const detail = `Only git uses this token: Dispatch cannot ask ${host} whose it is. It is tried when something is cloned, fetched or pushed.`;
      return { host, ok: false, outcome: "cannot-ask", detail };
    }
    try {
      const account = await pace.run(userId, () => forges.who(forgeAccessOf(access)));
      await tokens.setEnd(id, account.expiresAt);
      return { host, ...told(host, account) };
    } catch (error) {
      const outcome = error instanceof Problem ? outcomes[(error as Problem).code] : undefined;
      if (outcome === undefined) throw error;
      return { host, ok: false, outcome, detail: (error as Problem).message };
    }
  }
}

function told(host: string, account: ForgeAccount): HostTokenTest {
  const { who, scopes, missingScopes, expiresAt } = account;
  const known = `${host} knows you as ${who}`;
  const facts = {
    who,
    ...(scopes ? { scopes: [...scopes] } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
  };
  if (!missingScopes) return { ok: true, outcome: "welcomed", ...facts, detail: `${known}.` };
  const detail = `${known}, but the token lacks the scope “${missingScopes.join("”, “")}” that pull requests need. Make one that has it.`;
  return { ok: false, outcome: "too-narrow", ...facts, detail };
}
