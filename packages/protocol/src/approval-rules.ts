import { z } from "zod";
import { RuleId, SessionId, UserId, WorkspaceId } from "./ids.ts";
import { patternTrouble } from "./rule-pattern.ts";
import { ToolInput, ToolKind } from "./agent/tools.ts";

/** Deny before ask before allow, whatever level a rule is of. */
export const RuleEffect = z.enum(["allow", "ask", "deny"]);
export type RuleEffect = z.infer<typeof RuleEffect>;
export const RuleLevel = z.enum(["server", "user", "workspace", "session"]);
export type RuleLevel = z.infer<typeof RuleLevel>;

/** A tool's name, in which `*` stands for any text, or what tools do: `kind:execute`. */
export const RuleTool = z
  .string()
  .trim()
  .min(1, "must name a tool: its name, `*` for all, or a kind such as `kind:execute`")
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, "must not hold control characters")
  .refine((tool) => !tool.startsWith("kind:") || ToolKind.safeParse(tool.slice(5)).success, {
    error: `must be one of ${ToolKind.options.map((kind) => `kind:${kind}`).join(", ")}`,
  });

const shape = {
  level: RuleLevel,
  workspaceId: WorkspaceId.optional(),
  sessionId: SessionId.optional(),
  effect: RuleEffect,
  tool: RuleTool.describe("A tool's name, with `*` for any text, or `kind:` and what it does."),
  pattern: z.string().optional().describe("What the call has to be about; all calls if it is left out."),
  note: z.string().trim().min(1).max(500).optional().describe("Why it is there."),
};

/**
 * A word said in advance about calls of tools. How its pattern is read depends on the call:
 *
 * - **Commands** (`git status`, `git *`, `npm run *`) word by word. A `*` that is the last word stands for any words, none
 *   too. An allow reads strictly: every other `*` stays in its word, every command that the shell would run needs an
 *   allow of its own, and what cannot be understood is not allowed, unless the pattern is its very text. A deny and an ask
 *   read generously: inside of substitutions, `sh -c`, `sudo`, `xargs` and the like, and over the whole text.
 * - **Files** (`src/**`, `**` + `/.env*`): a path in the workspace, or an absolute one. All paths must be allowed, one is enough
 *   to be denied.
 * - **Hosts** (`example.com`, `*.example.com`) of what is fetched.
 * - Anything else: the JSON text of the input.
 *
 * `\*` is a star itself. An allow with `*` trusts the program: `git *` lets `git -c alias.x='!sh'` run, because what options of
 * programs do cannot be known here. A deny is a seat belt, not a wall: a program can be had to do what its name does not
 * say. Isolation is the wall.
 */
export const ApprovalRule = z.object({
  id: RuleId,
  ...shape,
  createdAt: z.iso.datetime(),
  createdBy: UserId.optional(),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export const NewApprovalRule = z.strictObject(shape).superRefine((rule, context) => {
  const trouble = (path: string, message: string) => {
    context.addIssue({ code: "custom", path: [path], message });
  };
  for (const [key, level] of [
    ["workspaceId", "workspace"],
    ["sessionId", "session"],
  ] as const) {
    if (rule.level === level && rule[key] === undefined) trouble(key, `must be given for level ${level}`);
    if (rule.level !== level && rule[key] !== undefined)
      trouble(key, `must be left out: the level is ${rule.level}`);
  }
  const found = rule.pattern === undefined ? undefined : patternTrouble({ ...rule, pattern: rule.pattern });
  if (found !== undefined) trouble("pattern", found);
});
export type NewApprovalRule = z.infer<typeof NewApprovalRule>;

/** What may change of a rule; `null` takes it away. Its level and its tool stay: another of these is another rule. */
export const PatchApprovalRule = z
  .strictObject({
    effect: RuleEffect.optional(),
    pattern: z.string().nullable().optional().describe("`null`: all calls of the tool."),
    note: shape.note.unwrap().nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must change something");
export type PatchApprovalRule = z.infer<typeof PatchApprovalRule>;

/** A use of a tool that the rules are asked about, and that nobody makes. */
export const TestApprovalRules = z.strictObject({
  tool: z.string().trim().min(1).max(300),
  kind: ToolKind.optional(),
  input: ToolInput,
  sessionId: SessionId.optional().describe(
    "As in this session: with its rules, its workspace's and its folder.",
  ),
});
export type TestApprovalRules = z.infer<typeof TestApprovalRules>;

export const VerdictEffect = z.enum(["allow", "ask", "deny", "none"]);
export type VerdictEffect = z.infer<typeof VerdictEffect>;

/** One thing that a call would do: a command, a path, a host. */
export const JudgedPart = z.object({
  text: z.string(),
  effect: VerdictEffect.describe("What the rules say of this part alone."),
  ruleId: RuleId.optional(),
  why: z.string().optional().describe("Why no rule can allow it."),
});
export type JudgedPart = z.infer<typeof JudgedPart>;

export const Verdict = z.object({
  effect: VerdictEffect.describe("`none`: no rule has a say in it."),
  rule: ApprovalRule.optional().describe("The rule that decided; of several that allow, the first."),
  parts: z.array(JudgedPart),
  considered: z.array(z.object({ rule: ApprovalRule, matches: z.boolean(), why: z.string() })),
  sentence: z.string().describe("The verdict and its reason, for people."),
});
export type Verdict = z.infer<typeof Verdict>;
