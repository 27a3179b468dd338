import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import { HostKind, type HostToken, type HostTokenTest } from "@dispatch/protocol/host-token";
import { ask, readAll } from "../account/ask.ts";
import type { Context } from "../context.ts";
import { exitCode, Failure, usageFailure } from "../failure.ts";
import { oneLine } from "../output/table.ts";

export type TokenOptions = { readonly kind?: string; readonly apiUrl?: string; readonly user?: string };

const knownKinds: Record<string, HostKind | undefined> = { "github.com": "github", "gitlab.com": "gitlab" };

export const listHostTokens = async (client: Client): Promise<HostToken[]> =>
  dataOf(await client.GET("/api/host-tokens")).items as HostToken[];

/** By host or by id, both whole. */
export async function hostTokenOf(client: Client, reference: string): Promise<HostToken> {
  const found = withReference(await listHostTokens(client), reference);
  if (found) return found;
  throw new Failure({
    exitCode: exitCode.notFound,
    code: "host-token-not-found",
    what: `You have no access token for ${JSON.stringify(reference)}`,
    advice: "`dispatch identity token ls` shows those you have",
  });
}

function withReference(tokens: readonly HostToken[], reference: string): HostToken | undefined {
  const named = reference.toLowerCase().replace(/^https?:\/\/|\/+$/g, "");
  return tokens.find(({ id, host }) => id === reference || host === named);
}

/** Adds a token, or replaces the one that this host has; what is not said about it stays. */
export async function addHostToken(
  context: Context,
  host: string,
  { kind, apiUrl, user }: TokenOptions,
): Promise<HostToken> {
  const client = await context.client();
  const known = withReference(await listHostTokens(client), host);
  const body = {
    host: known?.host ?? host,
    kind: kindOf(host, kind ?? known?.kind),
    token: await readToken(context),
    ...orKnown("apiUrl", apiUrl, kind === undefined ? known?.apiUrl : undefined),
    ...orKnown("user", user, kind === undefined ? known?.user : undefined),
  };
  if (!known) return dataOf(await client.POST("/api/host-tokens", { body })) as HostToken;
  const params = { path: { id: known.id } };
  return dataOf(await client.PUT("/api/host-tokens/{id}", { params, body })) as HostToken;
}

function orKnown<N extends string>(name: N, wished: string | undefined, known: string | undefined) {
  const value = wished ?? known;
  return (value === undefined ? {} : { [name]: value }) as { [name in N]?: string };
}

function kindOf(host: string, wished: string | undefined): HostKind {
  const parsed = HostKind.safeParse(wished ?? knownKinds[host.toLowerCase()]);
  if (parsed.success) return parsed.data;
  throw usageFailure(
    wished === undefined
      ? `What kind of host ${JSON.stringify(host)} is cannot be told from its name`
      : `${JSON.stringify(wished)} is no kind of host`,
    "Say --kind github, gitlab or other",
  );
}

/** Never from the command line, which other programs of the machine can read. */
async function readToken(context: Context): Promise<string> {
  const { stdin, stderr } = context;
  const canAsk = stdin.isTTY === true && stderr.isTTY === true;
  const token = canAsk ? await ask(context, { question: "Token: ", masked: true }) : await readAll(stdin);
  if (token.trim() !== "") return token.trim();
  throw usageFailure("No token was given", "Type it when asked, or pipe it in");
}

/** What came of asking a host. */
export function tokenTestText({ detail, scopes, expiresAt }: HostTokenTest): string {
  const lines = [oneLine(detail)];
  if (scopes && scopes.length > 0) lines.push(`scopes   ${oneLine(scopes.join(", "))}`);
  if (expiresAt !== undefined) lines.push(`ends     ${expiresAt}`);
  return lines.join("\n");
}
