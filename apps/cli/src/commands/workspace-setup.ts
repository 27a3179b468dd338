import type { Command } from "commander";
import type { SetUpDescription } from "@dispatch/protocol/set-up";
import type { Session } from "@dispatch/protocol/session";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { Context } from "../context.ts";
import { Failure, exitCode, interrupted, usageFailure } from "../failure.ts";
import { oneLine, table } from "../output/table.ts";
import type { Start } from "../program.ts";
import { WORKSPACE, found as foundWorkspace } from "../workspaces/found-workspace.ts";

/** How workspaces are made ready to run, and what they offer to start. */
export function registerSetUp(group: Command, start: Start): void {
  registerSetup(group, start);
  registerService(group, start);
}

type Options = { readonly show?: true; readonly write?: true; readonly skip?: true; readonly wait: boolean };

function registerSetup(group: Command, start: Start): void {
  group
    .command("setup")
    .summary("run a workspace's set-up, or look at it")
    .description(
      "Run what .dispatch.json says, in a terminal of the workspace, and wait for its end. One whose set-up failed is ready when it has ended well.",
    )
    .argument(...WORKSPACE)
    .option("--show", "print what .dispatch.json says, or what could be in it")
    .option("--write", "write a .dispatch.json as the project's files suggest it")
    .option("--skip", "use a workspace whose set-up failed as it is")
    .option("--no-wait", "do not wait for its end")
    .action(
      start<Options>(async ({ context, options, words: [reference = ""] }) => {
        const wished = (["show", "write", "skip"] as const).filter((one) => options[one]);
        if (wished.length > 1)
          throw usageFailure("It can do one thing at a time", "Give one of --show, --write and --skip");
        if (options.show) return show(context, reference);
        if (options.write) return write(context, reference);
        return run(context, reference, options);
      }),
    );
}

async function show(context: Context, reference: string): Promise<void> {
  const { client, dataOf, path } = await foundWorkspace(context, reference);
  const found = dataOf(
    await client.GET("/api/workspaces/{id}/set-up", { params: { path } }),
  ) as SetUpDescription;
  context.print(found, described(found));
}

function described({ found, file, fault, suggestion, detected }: SetUpDescription): string {
  if (fault !== undefined) return fault;
  if (found) return JSON.stringify(file, null, 2);
  const kinds = detected.length > 0 ? ` Found: ${detected.join(", ")}.` : "";
  if (!suggestion) return `There is no .dispatch.json, and nothing suggests what could be in it.${kinds}`;
  return `There is no .dispatch.json.${kinds} \`--write\` would write:\n${JSON.stringify(suggestion, null, 2)}`;
}

async function write(context: Context, reference: string): Promise<void> {
  const { client, dataOf, path, workspace } = await foundWorkspace(context, reference);
  const { found, suggestion } = dataOf(
    await client.GET("/api/workspaces/{id}/set-up", { params: { path } }),
  ) as SetUpDescription;
  if (found) throw usageFailure("There is a .dispatch.json already", "Edit it");
  if (!suggestion)
    throw usageFailure("Nothing suggests what could be in it", "Write .dispatch.json yourself");
  const written = dataOf(
    await client.PUT("/api/workspaces/{id}/set-up", { params: { path }, body: suggestion as never }),
  );
  context.print(written, `${workspace.path}/.dispatch.json`);
}

async function run(context: Context, reference: string, { skip, wait }: Options): Promise<void> {
  const { client, dataOf, path, workspace } = await foundWorkspace(context, reference);
  if (skip && workspace.status !== "failed")
    throw usageFailure("Its set-up did not fail", "Leave --skip out");
  const query = { setup: skip ? ("false" as const) : ("true" as const) };
  const begun = dataOf(
    workspace.status === "failed"
      ? await client.POST("/api/workspaces/{id}/retry", { params: { path, query } })
      : await client.POST("/api/workspaces/{id}/set-up", { params: { path } }),
  ) as Workspace;
  if (!wait) return context.print(begun, begun.id);
  const { untilSetUp } = await import("../workspaces/until-set-up.ts");
  const began = (sessionId: string) =>
    void context.stderr.write(`Set-up runs: \`dispatch attach ${sessionId}\` shows it.\n`);
  const settled = await untilSetUp({ client, id: begun.id, signal: context.signal, began });
  if (!settled) throw interrupted();
  const { setUp, status, reason } = settled;
  if (status === "ready" && setUp?.state !== "failed") {
    for (const note of setUp?.notes ?? []) context.stderr.write(`${oneLine(note)}\n`);
    return context.print(settled, settled.id);
  }
  if (context.json) context.print(settled, "");
  throw new Failure({
    exitCode: exitCode.failed,
    code: setUp?.problem ?? "set-up-failed",
    what: setUp?.reason ?? reason ?? "The set-up failed",
    advice: setUp?.sessionId
      ? `\`dispatch logs ${setUp.sessionId}\` shows what happened`
      : "Mend it and try again",
  });
}

function registerService(group: Command, start: Start): void {
  group
    .command("service")
    .summary("start a service of a workspace, or list them")
    .description(
      "Start a service that .dispatch.json speaks of in a terminal of its own, and print the session's id. One that is alive is not started twice. Without a name: list them.",
    )
    .argument(...WORKSPACE)
    .argument("[name]", "the service")
    .action(
      start(async ({ context, words: [reference = "", name] }) => {
        const { client, dataOf, path, workspace } = await foundWorkspace(context, reference);
        if (name === undefined) {
          const items = workspace.services ?? [];
          return context.print({ items }, serviceTable(items));
        }
        const session = dataOf(
          await client.POST("/api/workspaces/{id}/services/{name}", { params: { path: { ...path, name } } }),
        ) as Session;
        return context.print(session, session.id);
      }),
    );
}

function serviceTable(items: NonNullable<Workspace["services"]>): string {
  if (items.length === 0) return "It offers no services. `services` in .dispatch.json says which there are.";
  const rows = items.map(({ name, port, command }) => [
    name,
    port === undefined ? "" : String(port),
    command,
  ]);
  return table(["NAME", "PORT", "COMMAND"], rows);
}
