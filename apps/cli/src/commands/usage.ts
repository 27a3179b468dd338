import { type Command, Option } from "commander";
import type { Session } from "@dispatch/protocol/session";
import { UsageKey, type BudgetReport, type UsageReport } from "@dispatch/protocol/usage";
import {
  budgetText,
  readBudget,
  readLimit,
  usageText,
  withBudget,
  type BudgetWords,
} from "../agents/usage-text.ts";
import { usageFailure } from "../failure.ts";
import type { Context } from "../context.ts";
import type { Register, Start } from "../program.ts";

type UsageOptions = {
  readonly by: UsageKey;
  readonly from?: string;
  readonly to?: string;
  readonly everybody?: true;
};

/** `dispatch usage` and `dispatch budget`: what agents have used, and may use. */
export const registerUsage: Register = (program, start) => {
  program
    .command("usage")
    .summary("what agents have used: tokens, costs, turns, tools and time")
    .description("Show what your agents have used. Deleted sessions count too.")
    .addOption(new Option("--by <what>", "a line for each").choices(UsageKey.options).default("day"))
    .option("--from <day>", "from this day on: 2026-01-31")
    .option("--to <day>", "to this day, which is included")
    .option("--everybody", "of everybody on this server; for administrators")
    .action(
      start<UsageOptions>(async ({ context, options: { everybody, ...query } }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const params = { query: { ...query, ...(everybody && { user: "all" as const }) } };
        const report = dataOf(await (await context.client()).GET("/api/usage", { params })) as UsageReport;
        context.print(report, usageText(report));
      }),
    );
  const group = program
    .command("budget")
    .summary("what agents may use before they ask")
    .description("Budgets. Once one is spent, the next message waits and asks whether to raise it.");
  registerList(group, start);
  registerSet(group, start);
  registerRemove(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .alias("list")
    .summary("list the budgets that hold for you")
    .description("List the server's budgets and your own, and what is used of them.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const report = dataOf(await (await context.client()).GET("/api/budgets")) as BudgetReport;
        context.print(report, budgetText(report));
      }),
    );
}

type SetOptions = { readonly session?: string; readonly everybody?: true; readonly stop?: true };
const WINDOW = ["<window>", "session, day or month"] as const;
const MEASURE = ["<measure>", "cost (in USD), tokens, minutes or toolCalls"] as const;
const forWhom = (command: Command) =>
  command
    .addOption(new Option("--session <session>", "of one session alone").conflicts("everybody"))
    .option("--everybody", "of everybody on this server; for administrators");

function registerSet(group: Command, start: Start): void {
  const command = group
    .command("set")
    .summary("set a budget, or change one")
    .description("Set a budget of yours: in each session, on each day or in each month.")
    .argument(...WINDOW)
    .argument(...MEASURE)
    .argument("<limit>", "a number above zero")
    .option("--stop", "interrupt a turn under way too");
  forWhom(command).action(
    start<SetOptions>(async ({ context, options, words: [window = "", measure = "", limit = ""] }) => {
      const words = readBudget(window, measure);
      const stopsWithinTurn = options.stop ? { stopsWithinTurn: true } : {};
      await put(context, words, { limit: readLimit(limit), ...stopsWithinTurn }, options);
    }),
  );
}

function registerRemove(group: Command, start: Start): void {
  const command = group
    .command("rm")
    .summary("take a budget away")
    .description("Take a budget of yours away.")
    .argument(...WINDOW)
    .argument(...MEASURE);
  forWhom(command).action(
    start<SetOptions>(async ({ context, options, words: [window = "", measure = ""] }) => {
      await put(context, readBudget(window, measure), undefined, options);
    }),
  );
}

async function put(
  context: Context,
  words: BudgetWords,
  limit: { limit: number; stopsWithinTurn?: boolean } | undefined,
  { session, everybody }: SetOptions,
): Promise<void> {
  const { dataOf } = await import("@dispatch/client/problem");
  const client = await context.client();
  const budget = limit && { ...words, ...limit };
  if (session !== undefined) {
    if (words.window !== "session")
      throw usageFailure(
        "A budget of one session is for the whole of it",
        "Say session and not a day or month",
      );
    const { resolveSession } = await import("../sessions/session-api.ts");
    const { id, agent } = await resolveSession(client, session);
    const budgets = withBudget(agent?.budgets ?? [], words, budget).map(({ window: _, ...rest }) => rest);
    const params = { path: { id } };
    const set = dataOf(
      await client.PUT("/api/sessions/{id}/budget", { params, body: { budgets } as never }),
    ) as Session;
    const own = set.agent?.budgets ?? [];
    context.print(set, own.length === 0 ? `${id}  no budgets` : `${id}  ${own.length} set`);
    return;
  }
  const level = everybody ? "server" : "user";
  const before = dataOf(await client.GET("/api/budgets")) as BudgetReport;
  const budgets = withBudget(everybody ? before.server : before.own, words, budget);
  const after = dataOf(
    await client.PUT("/api/budgets", { body: { level, budgets } as never }),
  ) as BudgetReport;
  context.print(after, budgetText(after));
}
