import { type Command, Option } from "commander";
import type { ApprovalRule, Verdict } from "@dispatch/protocol/approval-rules";
import { table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { type RuleOptions, inputOf, placeText, readEffect, verdictText } from "../agents/rule-text.ts";

/** `dispatch rules`: what is said in advance about uses of tools. */
export const registerRules: Register = (program, start) => {
  const group = program
    .command("rules")
    .summary("what agents may do without asking, and never")
    .description("Rules for what agents want to do: deny goes before ask, and ask before allow.");
  registerList(group, start);
  registerAdd(group, start);
  registerRemove(group, start);
  registerTest(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .alias("list")
    .summary("list the rules that hold for you")
    .description("List the server's rules and your own.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const page = dataOf(await (await context.client()).GET("/api/approval-rules"));
        const items = page.items as ApprovalRule[];
        const rows = items.map((rule) => [
          rule.id,
          placeText(rule),
          rule.effect,
          rule.tool,
          rule.pattern ?? "(all)",
          rule.note ?? "",
        ]);
        const text =
          rows.length === 0
            ? "No rules. `dispatch rules add <effect> <tool> [pattern]` makes one."
            : table(["ID", "WHERE", "EFFECT", "TOOL", "PATTERN", "NOTE"], rows);
        context.print(page, text);
      }),
    );
}

function registerAdd(group: Command, start: Start): void {
  group
    .command("add")
    .summary("make a rule")
    .description("Make a rule of yours. What is open and answered by it now waits no longer.")
    .argument("<effect>", "allow, ask or deny")
    .argument("<tool>", "a tool's name, with * for any text, or kind:execute and the like")
    .argument("[pattern]", "what it is about: a command, a path or a host; all uses if left out")
    .addOption(
      new Option("--session <session>", "for one session alone").conflicts(["workspace", "everybody"]),
    )
    .addOption(new Option("--workspace <workspace>", "for one workspace alone").conflicts("everybody"))
    .option("--everybody", "for everybody on this server; for administrators")
    .option("--note <text>", "why it is there")
    .action(
      start<RuleOptions>(async ({ context, options, words: [effect = "", tool = "", pattern] }) => {
        const [{ dataOf }, { ruleWish }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../agents/rule-api.ts"),
        ]);
        const client = await context.client();
        const rule = { effect: readEffect(effect), tool, ...(pattern !== undefined && { pattern }) };
        const body = await ruleWish(client, rule, options);
        const made = dataOf(
          await client.POST("/api/approval-rules", { body: body as never }),
        ) as ApprovalRule;
        context.print(made, `${made.id}  ${made.effect} ${made.tool} ${made.pattern ?? ""}`.trimEnd());
      }),
    );
}

function registerRemove(group: Command, start: Start): void {
  group
    .command("rm")
    .summary("delete a rule")
    .description("Delete a rule.")
    .argument("<id>", "the rule's id")
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const params = { path: { id } };
        dataOf(await (await context.client()).DELETE("/api/approval-rules/{id}", { params }));
        context.print({ id, removed: true }, `${id}  removed`);
      }),
    );
}

function registerTest(group: Command, start: Start): void {
  group
    .command("test")
    .summary("ask what the rules would say, and why")
    .description("Ask what the rules would say of a use of a tool, and why. Nothing happens.")
    .argument("<tool>", "the tool's name, as its agent calls it")
    .argument("[about]", "the command, path or address, for tools that are known")
    .option("--input <json>", "the whole input, for other tools")
    .option("--session <session>", "as in this session")
    .action(
      start<{ input?: string; session?: string }>(async ({ context, options, words: [tool = "", about] }) => {
        const input = inputOf(tool, about, options.input);
        const [{ dataOf }, { resolveSession }] = await Promise.all([
          import("@dispatch/client/problem"),
          import("../sessions/session-api.ts"),
        ]);
        const client = await context.client();
        const session =
          options.session === undefined ? undefined : await resolveSession(client, options.session);
        const body = { tool, input, ...(session && { sessionId: session.id }) };
        const verdict = dataOf(await client.POST("/api/approval-rules/test", { body })) as Verdict;
        context.print(verdict, verdictText(verdict));
      }),
    );
}
