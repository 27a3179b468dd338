import { z } from "zod";
import { ApprovalId, RuleId, SessionId, UserId, WorkspaceId } from "../ids.ts";
import { ApprovalRule } from "../approval-rules.ts";
import { SpentBudget } from "../usage.ts";
import { Person } from "./events.ts";
import { ToolInput, ToolUse } from "./tools.ts";

/** What a person is needed for. The first three hold an agent up; the others tell that something ended or cannot begin. */
export const AttentionType = z.enum(["permission", "question", "plan", "sign-in", "budget", "failure"]);
export type AttentionType = z.infer<typeof AttentionType>;

/** What an agent itself may ask. */
export const AskType = z.enum(["permission", "question", "plan"]);
export type AskType = z.infer<typeof AskType>;

export const Question = z.object({
  question: z.string().describe("Also its name among the answers."),
  header: z.string().optional(),
  options: z.array(z.object({ label: z.string(), description: z.string().optional() })),
  multiSelect: z.boolean().default(false),
});
export type Question = z.infer<typeof Question>;

export const ApprovalState = z
  .enum(["open", "answered", "expired", "gone"])
  .describe("`gone`: what asked has ended or no longer wants to know.");
export type ApprovalState = z.infer<typeof ApprovalState>;

export const Decision = z.enum(["allow", "deny"]);
export type Decision = z.infer<typeof Decision>;

/** What decided, where it was not a person. */
export const Decider = z.union([
  z.literal(["rule", "expiry", "ended"]),
  Person.extend({ device: z.string().optional() }),
]);
export type Decider = z.infer<typeof Decider>;

/** What an answer may carry, by capability of the agent. */
export const AnswerOptions = z.object({
  message: z.boolean().describe("A denial may say why."),
  input: z.boolean().describe("It may be allowed with other input."),
});

export const Approval = z.object({
  id: ApprovalId,
  type: AttentionType,
  state: ApprovalState,
  rank: z.int().describe("Smaller comes first: what holds up work before what has ended."),
  sessionId: SessionId,
  sessionTitle: z.string(),
  workspaceId: WorkspaceId,
  ownerId: UserId,
  prompt: z.string().describe("What is asked, in a sentence."),
  call: ToolUse.optional(),
  questions: z.array(Question).optional(),
  plan: z.string().optional(),
  answers: AnswerOptions.describe("What the answer may carry."),
  rule: z
    .object({ id: RuleId, note: z.string().optional() })
    .optional()
    .describe("The rule that answered it, or that left it to a person."),
  suggestion: z
    .object({ tool: z.string(), pattern: z.string().optional() })
    .optional()
    .describe("The rule that the answer `always` makes."),
  budget: SpentBudget.optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  answeredAt: z.iso.datetime().optional(),
  decision: Decision.optional(),
  by: Decider.optional(),
  message: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

export const AnsweredApproval = Approval.extend({
  ruleMade: ApprovalRule.optional().describe(
    "The rule that the answer made, or one that said the same already.",
  ),
});
export type AnsweredApproval = z.infer<typeof AnsweredApproval>;

export const AnswerScope = z
  .enum(["once", "session", "always"])
  .describe("`session` and `always` make a rule, of this session or of yours.");
export type AnswerScope = z.infer<typeof AnswerScope>;

export const AnswerApproval = z.strictObject({
  decision: Decision,
  scope: AnswerScope.optional(),
  message: z.string().trim().min(1).max(10_000).optional().describe("Told to the agent."),
  input: ToolInput.optional().describe("Allowed, but with this input."),
  answers: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .describe("By question: the label of an option, several of them, or words of your own."),
});
export type AnswerApproval = z.infer<typeof AnswerApproval>;

/** Payloads of the session's own channels that an approval makes. */
export const approvalPayloads = {
  "session:waiting_for_input": z.object({
    approvalId: ApprovalId,
    type: AttentionType,
    prompt: z.string(),
    tool: z.string().optional(),
    toolUseId: z.string().optional(),
    input: ToolInput.optional(),
    options: z.array(z.string()).optional(),
    questions: z.array(Question).optional(),
    plan: z.string().optional(),
    expiresAt: z.number().optional(),
  }),
  "session:answered": z.object({
    approvalId: ApprovalId,
    decision: Decision,
    by: Decider,
    at: z.number(),
    message: z.string().optional(),
    toolUseId: z.string().optional(),
    rule: RuleId.optional(),
    answers: AnswerApproval.shape.answers,
  }),
} as const;
