import { SignInRefused } from "@dispatch/client/live/claude-sign-in";
import { dataOf } from "@dispatch/client/problem";
import type { Provider, ProviderKey } from "@dispatch/protocol/providers";
import { ask, readAll } from "../account/ask.ts";
import type { AgentLoginOptions } from "../commands/agent.ts";
import type { Context } from "../context.ts";
import { exitCode, Failure, interrupted, usageFailure } from "../failure.ts";
import { agentOf } from "./agent-api.ts";

/** Signs in with the agent's own page, or gives it a key: whatever it takes. */
export async function loginToAgent(
  context: Context,
  id: string,
  options: AgentLoginOptions,
): Promise<ProviderKey> {
  const agent = await agentOf(await context.client(), id);
  const byPage = agent.capabilities.signIn && !options.keyStdin && options.baseUrl === undefined;
  return byPage ? signIn(context, agent) : giveKey(context, agent, options);
}

async function signIn(context: Context, agent: Provider): Promise<ProviderKey> {
  const { stderr, signal } = context;
  if (!canAsk(context)) {
    throw usageFailure(
      `Signing in to ${agent.name} needs a terminal`,
      "Run it on one, or pipe a key in with --key-stdin",
    );
  }
  const client = await context.client();
  stderr.write(`Asking ${agent.name} for its page …\n`);
  const askCode = (url: string) => {
    stderr.write(`\nOpen this page and sign in there:\n\n${url}\n\n`);
    return ask(context, { question: "Paste the code that it shows: ", masked: true });
  };
  try {
    await client.signInToClaude({ askCode, signal });
  } catch (error) {
    if (signal.aborted) throw interrupted();
    if (!(error instanceof SignInRefused)) throw error;
    throw new Failure({
      exitCode: exitCode.refused,
      code: error.code,
      what: error.message,
      advice: `\`dispatch agent login ${agent.id}\` begins again`,
      cause: error,
    });
  }
  const keys = dataOf(await client.GET("/api/me/provider-keys")).items as ProviderKey[];
  return (
    keys.find(({ provider }) => provider === agent.id) ?? { provider: agent.id, variables: [], updatedAt: "" }
  );
}

async function giveKey(
  context: Context,
  agent: Provider,
  { baseUrl }: AgentLoginOptions,
): Promise<ProviderKey> {
  if (!agent.capabilities.ownKey) {
    throw usageFailure(
      `${agent.name} takes no single key`,
      "Sign in with the agent itself in a terminal, or give it variables over the API",
    );
  }
  // Never from the command line, which other programs of the machine can read.
  const key = canAsk(context)
    ? await ask(context, { question: `Key for ${agent.name}: `, masked: true })
    : await readAll(context.stdin);
  if (key.trim() === "") throw usageFailure("No key was given", "Type it when asked, or pipe it in");
  const client = await context.client();
  const path = { provider: agent.id };
  const body = { key: key.trim(), ...(baseUrl !== undefined && { baseUrl }) };
  return dataOf(await client.PUT("/api/me/provider-keys/{provider}", { params: { path }, body }));
}

const canAsk = ({ stdin, stderr }: Context) => stdin.isTTY === true && stderr.isTTY === true;
