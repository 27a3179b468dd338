/** Variables of the server that are the installation's credentials at vendors of agents: for agents only. */
const VENDOR = /^(ANTHROPIC|CLAUDE|OPENAI|CODEX|GEMINI|GOOGLE|OPENCODE|DISABLE)_/;
/** Of those the ones that let somebody in. */
const SECRET = /(KEY|TOKEN|SECRET|CREDENTIALS|PASSWORD|HEADERS)$/;
/** They lead into the home of the server's own user. */
const FOLDER = /_(HOME|DIR|PATH|FOLDER)$/;
/** Say that one runs inside an agent: an agent that is begun by one believes it. */
const INSIDE = /^CLAUDE_CODE_(ENTRYPOINT|SSE_PORT|SESSION_ID|EXECPATH)$|^OPENCODE_SERVER_PASSWORD$/;

type Variables = Readonly<Record<string, string>>;

export const isVendorVariable = (name: string): boolean => VENDOR.test(name);
export const isSecretVariable = (name: string): boolean => SECRET.test(name);

export function vendorVariables(environment: Readonly<Record<string, string | undefined>>): Variables {
  const own = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      isVendorVariable(entry[0]) && !INSIDE.test(entry[0]) && Boolean(entry[1]),
  );
  return Object.fromEntries(own);
}

/** Those that are one agent's business. */
export function variablesFor(
  vendor: Variables,
  {
    prefixes,
    isElsewhere,
    withSecrets,
  }: { prefixes: readonly string[]; isElsewhere: boolean; withSecrets: boolean },
): Variables {
  return Object.fromEntries(
    Object.entries(vendor).filter(
      ([name]) =>
        prefixes.some((prefix) => name.startsWith(prefix)) &&
        (withSecrets || !isSecretVariable(name)) &&
        !(isElsewhere && FOLDER.test(name)),
    ),
  );
}
