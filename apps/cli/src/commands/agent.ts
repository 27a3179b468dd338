import type { Command } from "commander";
import type { Provider } from "@dispatch/protocol/providers";
import { oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";

const AGENT = ["<agent>", "its id, as `dispatch agent list` shows it"] as const;

/** `dispatch agent`: which agents there are, how they come to be here, and one's own keys for them. */
export const registerAgent: Register = (program, start) => {
  const group = program
    .command("agent")
    .summary("coding agents: installing them, and signing in to them")
    .description(
      "The coding agents that sessions may have: which are there, what is missing, and your own keys for them.",
    );
  registerList(group, start);
  registerInstall(group, start);
  registerUninstall(group, start);
  registerLogin(group, start);
  registerLogout(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("list")
    .alias("ls")
    .summary("list agents, and what is missing before they can work")
    .description("List every agent there could be, and what is missing before it can work for you.")
    .action(
      start(async ({ context }) => {
        const { listAgents } = await import("../agents/agent-api.ts");
        const items = await listAgents(await context.client());
        const rows = items.map((one) => [one.id, one.version ?? "", signedInText(one), stateText(one)]);
        context.print({ items }, table(["AGENT", "VERSION", "SIGNED IN", "STATE"], rows));
      }),
    );
}

const signedInText = ({ installed, signedIn }: Provider) => {
  if (signedIn === undefined) return installed ? "not known" : "";
  return signedIn ? "yes" : "no";
};

function stateText({ missing, install, health, isDefault }: Provider): string {
  if (install?.state === "running") return "is being installed";
  const state = missing ?? (health.state === "ok" ? "ready" : "its provider fails at the moment");
  return oneLine(isDefault ? `${state} (default)` : state);
}

function registerInstall(group: Command, start: Start): void {
  group
    .command("install")
    .summary("install an agent on the server")
    .description(
      "Install an agent on the server with npm, for everybody there, and wait until it is done. Only administrators may.",
    )
    .argument(...AGENT)
    .option("--no-wait", "do not wait for its end")
    .action(
      start<{ wait: boolean }>(async ({ context, options, words: [id = ""] }) => {
        const { installAgent } = await import("../agents/agent-api.ts");
        const agent = await installAgent(context, id, options);
        const version = agent.version === undefined ? "" : `  ${agent.version}`;
        context.print(
          agent,
          `${agent.id}${version}  ${agent.installed ? "installed" : "is being installed"}`,
        );
      }),
    );
}

function registerUninstall(group: Command, start: Start): void {
  group
    .command("uninstall")
    .summary("take an agent away that was installed")
    .description("Take away an agent that `dispatch agent install` brought, or take back its installation.")
    .argument(...AGENT)
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        dataOf(await client.DELETE("/api/providers/{id}/install", { params: { path: { id } } }));
        context.print({ id, removed: true }, `${id}  removed`);
      }),
    );
}

export type AgentLoginOptions = { readonly keyStdin?: true; readonly baseUrl?: string };

function registerLogin(group: Command, start: Start): void {
  group
    .command("login")
    .summary("sign in to an agent, or give it your key")
    .description(
      "Sign in to an agent with its own page in your browser, where it has one; otherwise give it your key. It stays sealed on the server, and only your agents get it.",
    )
    .argument(...AGENT)
    .option("--key-stdin", "read a key from what is piped in, in place of signing in")
    .option("--base-url <url>", "where the provider's API is asked, with a key")
    .action(
      start<AgentLoginOptions>(async ({ context, options, words: [id = ""] }) => {
        const { loginToAgent } = await import("../agents/agent-login.ts");
        const key = await loginToAgent(context, id, options);
        context.print(key, `${id}  signed in`);
      }),
    );
}

function registerLogout(group: Command, start: Start): void {
  group
    .command("logout")
    .summary("delete your key for an agent here")
    .description(
      "Delete your key for an agent here. At its vendor's it stays valid until you revoke it there.",
    )
    .argument(...AGENT)
    .action(
      start(async ({ context, words: [id = ""] }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const path = { provider: id };
        dataOf(await client.DELETE("/api/me/provider-keys/{provider}", { params: { path } }));
        context.print(
          { provider: id, removed: true },
          `${id}  signed out here; revoke the key at its vendor's too`,
        );
      }),
    );
}
