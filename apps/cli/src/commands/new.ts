import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Client } from "@dispatch/client";
import type { CreateTerminal, Session } from "@dispatch/protocol/session";
import type { CreateWorkspace } from "@dispatch/protocol/workspace";
import type { Context } from "../context.ts";
import { usageFailure } from "../failure.ts";
import type { Register, Start } from "../program.ts";
import { type AgentOptions, agentOptions } from "./agent-options.ts";

type Options = {
  readonly shell?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly cols?: number;
  readonly rows?: number;
  readonly workspace?: string;
  readonly repo?: string;
  readonly attach?: true;
};

export const registerNew: Register = (program, start) => {
  const group = program.command("new").summary("start a session").description("Start a session.");
  registerNewTerminal(group, start);
  registerNewAgent(group, start);
  registerNewEditor(group, start);
};

function registerNewEditor(group: Command, start: Start): void {
  group
    .command("editor")
    .summary("start an editor session")
    .description(
      "Start an editor session, in which several people edit files of a workspace, and print its id.",
    )
    .argument("<workspace>", "id, beginning of an id, or name")
    .argument("[path]", "a file to open at once")
    .option("--title <title>", "what to call it")
    .action(
      start<{ title?: string }>(async ({ context, options, words: [workspace = "", path] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const body = {
          kind: "editor",
          workspaceId: (await workspaceOf(context, client, { workspace })).workspace,
          ...(path === undefined ? {} : { path }),
          ...(options.title === undefined ? {} : { title: options.title }),
        };
        const session = dataOf(await client.POST("/api/sessions", { body: body as never })) as Session;
        context.print(session, session.id);
      }),
    );
}

function registerNewTerminal(group: Command, start: Start): void {
  group
    .command("terminal")
    .summary("start a terminal")
    .description(
      "Start a terminal and print its id. Words after -- are the program to run and its arguments.",
    )
    .argument("[words...]", "program and arguments; without them your login shell")
    .option("--shell <program>", "program to run: a path or a name on PATH")
    .option("--cwd <folder>", "folder to start in; one that begins with . is relative to here")
    .option("--env <name=value>", "a variable for it; may be repeated", readVariable)
    .option("--title <title>", "what to call it")
    .option("--cols <count>", "width in columns", readCount)
    .option("--rows <count>", "height in rows", readCount)
    .option("--workspace <workspace>", "workspace to run in, by name or id; without it your default one")
    .option(
      "--repo <repository>",
      "make a worktree of this repository first, and run in it: an address or a name",
    )
    .option("--attach", "attach to it at once")
    .addHelpText(
      "after",
      "\nExamples:\n  dispatch new terminal --attach\n  dispatch new terminal --title build -- make -j4",
    )
    .action(
      start<Options>(async ({ context, options, words }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const size =
          options.attach && context.stdout.isTTY
            ? { cols: context.stdout.columns, rows: context.stdout.rows }
            : {};
        const workspace = await workspaceOf(context, client, options);
        const body = terminalRequest({ ...size, ...options, ...workspace } as Options, words);
        const session = dataOf(await client.POST("/api/sessions", { body: body as never })) as Session;
        if (!options.attach) return context.print(session, session.id);
        const { attach } = await import("../attach/attach.ts");
        return attach({ ...context, client, session });
      }),
    );
}

function registerNewAgent(group: Command, start: Start): void {
  agentOptions(
    group
      .command("agent")
      .summary("start an agent")
      .description("Start an agent session and print its id. `dispatch run` follows one too.")
      .argument("[task...]", "what to do first, joined by spaces; - reads it from stdin"),
  )
    .option("--attach", "attach to it at once")
    .action(
      start<AgentOptions & { attach?: true }>(async ({ context, options, words }) => {
        const { createAgent, readMessage } = await import("../agent-sessions/agent-session-api.ts");
        const client = await context.client();
        const prompt = words.length > 0 ? await readMessage(context, words) : undefined;
        const { provider, model, mode, title } = options;
        const { workspace: workspaceId } = await workspaceOf(context, client, options);
        const session = await createAgent(client, { provider, model, mode, title, workspaceId, prompt });
        if (!options.attach) return context.print(session, session.id);
        const { attach } = await import("../attach/attach.ts");
        return attach({ ...context, client, session });
      }),
    );
}

/** The workspace that is named, or a new worktree of a repository. */
export async function workspaceOf(
  context: Context,
  client: Client,
  { workspace, repo }: Pick<Options, "workspace" | "repo">,
): Promise<Pick<Options, "workspace">> {
  if (workspace !== undefined && repo !== undefined)
    throw usageFailure("It runs in one workspace", "Give --workspace or --repo");
  if (repo !== undefined) {
    const [{ repositoryWish }, { makeWorkspace }] = await Promise.all([
      import("../repositories/repository-api.ts"),
      import("../workspaces/make-workspace.ts"),
    ]);
    const body = { kind: "worktree", repo: await repositoryWish(client, repo) } as CreateWorkspace;
    return { workspace: (await makeWorkspace(context, { client, body })).id };
  }
  if (workspace === undefined) return {};
  const { resolveWorkspace } = await import("../workspaces/workspace-api.ts");
  return { workspace: (await resolveWorkspace(client, workspace)).id };
}

/** The request that the words and flags stand for. */
export function terminalRequest(
  options: Options,
  words: readonly string[],
  here = process.cwd(),
): CreateTerminal {
  const [program, args] = options.shell === undefined ? [words[0], words.slice(1)] : [options.shell, words];
  const given = {
    shell: program,
    args: words.length > 0 ? [...args] : undefined,
    cwd: options.cwd?.startsWith(".") ? resolve(here, options.cwd) : options.cwd,
    env: options.env,
    title: options.title,
    cols: options.cols,
    rows: options.rows,
    workspaceId: options.workspace,
  };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { kind: "terminal", ...present };
}

export function readVariable(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it as NAME=value.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

export function readCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
