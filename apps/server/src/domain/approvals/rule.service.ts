import {
  type ApprovalRule,
  NewApprovalRule,
  type PatchApprovalRule,
  type TestApprovalRules,
  type Verdict,
} from "@dispatch/protocol/approval-rules";
import { type RuleId, type SessionId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller } from "../access/caller.ts";
import type { Reading, SessionRow, Store } from "../store.ts";
import type { Rejudging } from "./rejudging.ts";
import { verdictOf } from "./rule-judge.ts";
import { type RuleRow, ruleOf } from "./rule-store.ts";

/** Of the server, and of each person: every one of them is read for each use of a tool. */
const RULES_LIMIT = 500;

type Needs = {
  readonly store: Store;
  readonly rejudging: Rejudging;
  readonly now: () => number;
};

/** What people say in advance about uses of tools. */
export class RuleService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The server's and the caller's own. */
  async list({ userId }: PersonCaller): Promise<ApprovalRule[]> {
    return (await this.#needs.store.read.rules.listFor(userId)).map(ruleOf);
  }

  async create(caller: PersonCaller, wish: NewApprovalRule): Promise<ApprovalRule> {
    const { level, workspaceId, sessionId, effect, tool, pattern, note } = wish;
    if (level === "server") refuseMembers(caller);
    const row = await this.#needs.store.write(async (writing) => {
      const ownerId = level === "server" ? null : caller.userId;
      if (workspaceId !== undefined && !(await writing.workspaces.byId(workspaceId, caller.userId)))
        throw new Problem("workspace-not-found", { workspaceId });
      const session =
        sessionId === undefined ? undefined : await ownSession(writing, caller.userId, sessionId);
      const made: RuleRow = {
        id: newId("rul"),
        level,
        ownerId,
        workspaceId: workspaceId ?? null,
        session: session?.number ?? null,
        sessionId: sessionId ?? null,
        effect,
        tool,
        pattern: pattern ?? null,
        note: note ?? null,
        createdAt: this.#needs.now(),
        createdBy: caller.userId,
      };
      await insertRule(writing, made);
      return made;
    });
    await this.#changed(row);
    return ruleOf(row);
  }

  async change(
    caller: PersonCaller,
    id: RuleId,
    { effect, pattern, note }: PatchApprovalRule,
  ): Promise<ApprovalRule> {
    const row = await this.#needs.store.write(async ({ rules }) => {
      const before = await own(await rules.byId(id), caller, id);
      const change = {
        ...(effect !== undefined && { effect }),
        ...(pattern !== undefined && { pattern }),
        ...(note !== undefined && { note }),
      };
      const after: RuleRow = { ...before, ...change };
      refuseTrouble(after);
      await rules.update(id, change);
      return after;
    });
    await this.#changed(row);
    return ruleOf(row);
  }

  async delete(caller: PersonCaller, id: RuleId): Promise<ApprovalRule> {
    const row = await this.#needs.store.write(async ({ rules }) => {
      const found = await own(await rules.byId(id), caller, id);
      await rules.delete(id);
      return found;
    });
    // Without a rule that asked, another may allow or deny.
    await this.#changed(row);
    return ruleOf(row);
  }

  /** What the rules would say, and why; nothing happens. */
  async test({ userId }: PersonCaller, wish: TestApprovalRules): Promise<Verdict> {
    const { tool, kind, input, sessionId } = wish;
    const { read } = this.#needs.store;
    const session = sessionId === undefined ? undefined : await ownSession(read, userId, sessionId);
    const rows = await read.rules.holdingIn({
      ownerId: userId,
      ...(session && { workspaceId: session.workspaceId, session: session.number }),
    });
    const cwd = session?.cwd ?? undefined;
    const call = { tool, input, ...(kind && { kind }), ...(cwd !== undefined && { cwd }) };
    return verdictOf(call, rows.map(ruleOf));
  }

  #changed({ ownerId }: RuleRow): Promise<void> {
    return this.#needs.rejudging.run(ownerId ?? undefined);
  }
}

/** Refuses what would be too many. */
export async function insertRule({ rules }: Pick<Reading, "rules">, rule: RuleRow): Promise<void> {
  const all = await rules.listFor(rule.ownerId as UserId);
  const owned = all.filter(({ ownerId }) => ownerId === rule.ownerId).length;
  if (owned >= RULES_LIMIT)
    throw new Problem(
      "quota-exceeded",
      { quota: "rules", limit: RULES_LIMIT },
      `There are ${owned} rules already, the limit here. Delete some that you no longer need.`,
    );
  await rules.insert(rule);
}

async function ownSession(
  { sessions }: Pick<Reading, "sessions">,
  userId: UserId,
  sessionId: SessionId,
): Promise<SessionRow> {
  const session = await sessions.byId(sessionId);
  if (session?.ownerId !== userId) throw new Problem("session-not-found", { sessionId });
  return session;
}

/** Another person's rule does not exist; the server's are to be seen by everybody, and changed by administrators. */
async function own(row: RuleRow | undefined, caller: PersonCaller, ruleId: RuleId): Promise<RuleRow> {
  if (row?.ownerId === null) refuseMembers(caller);
  else if (row?.ownerId !== caller.userId) throw new Problem("rule-not-found", { ruleId });
  return row;
}

function refuseMembers({ role }: PersonCaller): void {
  if (role === "member")
    throw new Problem("forbidden", {}, "Only administrators may change the rules of this server.");
}

/** A pattern means something else with another effect, so both are looked at together. */
function refuseTrouble(row: RuleRow): void {
  const { id: _, createdAt: _at, createdBy: _by, ...rule } = ruleOf(row);
  const { success, error } = NewApprovalRule.safeParse(rule);
  if (success) return;
  const errors = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new Problem(
    "invalid-request",
    { errors },
    errors.map(({ path, message }) => `${path} ${message}`).join("; "),
  );
}
