import { readFileSync } from "node:fs";
import type { BlockList } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { SettingName, SettingValues } from "@dispatch/protocol/settings";
import type { FixedSettings } from "../domain/settings/server-settings.ts";
import { AllowedHosts, PublicUrl, TrustedProxy, basePathOf } from "./edge-settings.ts";
import {
  type ContainerSource,
  IsolationRung,
  NetworkAccess,
  type SessionLimits,
} from "@dispatch/protocol/isolation";
import { Days, LimitBytes, LimitCount, LimitProcessors, Seconds } from "./limit-settings.ts";
import { presets, type OwnAgent } from "../domain/providers/presets.ts";
import { OwnAgents } from "./agent-settings.ts";

const Port = z.coerce.number().int().min(0).max(65_535);

const Count = z.coerce.number().int().min(1).max(1_000_000_000);

/** `20000-29999`: where sessions' ports are taken from. */
const PortRange = z
  .string()
  .regex(/^\d{4,5}-\d{4,5}$/, "write a range of ports such as 20000-29999")
  .transform((text) => {
    const [first = 0, last = 0] = text.split("-").map(Number);
    return { first, last };
  })
  .refine(({ first, last }) => first >= 1024 && last <= 65_535 && last - first >= 99, {
    error: "the range lies between 1024 and 65535 and has at least 100 ports",
  });

/** Every setting, by its name in the environment. `config.json` in the home folder takes the same names in camelCase. */
const Settings = z.object({
  host: z.string().min(1).default("127.0.0.1"),
  port: Port.default(3030),
  publicUrl: PublicUrl.optional(),
  allowedHosts: AllowedHosts.optional(),
  trustedProxy: TrustedProxy.optional(),
  requestRate: z.coerce.number().int().min(0).max(1_000_000).default(500),
  workspacesRoot: z.string().min(1).optional(),
  registration: z.enum(["open", "invite", "closed"]).optional(),
  durability: z.enum(["process", "power"]).default("process"),
  isolation: IsolationRung.optional(),
  network: NetworkAccess.default("host"),
  hostKeys: z.enum(["accept-new", "known"]).default("accept-new"),
  ports: PortRange.prefault("20000-29999"),
  containerImage: z
    .string()
    .regex(/^[a-zA-Z0-9][^\s,]*$/, "an image's name begins with a letter or digit and has no spaces")
    .optional(),
  terminalKey: z.string().min(1).optional(),
  quotaLiveSessions: Count.optional(),
  quotaStartsPerMinute: Count.optional(),
  quotaDiskMib: Count.optional(),
  limitMemory: LimitBytes.optional(),
  limitProcesses: LimitCount.optional(),
  limitCpu: LimitProcessors.optional(),
  limitFileSize: LimitBytes.optional(),
  limitOpenFiles: LimitCount.optional(),
  agentSleep: Seconds.optional(),
  approvalTimeout: Seconds.optional(),
  retentionDays: Days.optional(),
  agentProvider: z.string().min(1).optional(),
  agents: OwnAgents.default([]),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/** Undefined: what is no single value, and stands in `config.json` alone. */
const environmentNames: Record<keyof z.infer<typeof Settings>, string | undefined> = {
  host: "HOST",
  port: "PORT",
  publicUrl: "DISPATCH_PUBLIC_URL",
  allowedHosts: "DISPATCH_ALLOWED_HOSTS",
  trustedProxy: "DISPATCH_TRUSTED_PROXY",
  requestRate: "DISPATCH_REQUEST_RATE",
  workspacesRoot: "WORKSPACES_ROOT",
  registration: "DISPATCH_REGISTRATION",
  durability: "DISPATCH_DURABILITY",
  isolation: "DISPATCH_ISOLATION",
  network: "DISPATCH_NETWORK",
  hostKeys: "DISPATCH_HOST_KEYS",
  ports: "DISPATCH_PORTS",
  containerImage: "DISPATCH_CONTAINER_IMAGE",
  limitMemory: "DISPATCH_LIMIT_MEMORY",
  limitProcesses: "DISPATCH_LIMIT_PROCESSES",
  limitCpu: "DISPATCH_LIMIT_CPU",
  limitFileSize: "DISPATCH_LIMIT_FILE_SIZE",
  limitOpenFiles: "DISPATCH_LIMIT_OPEN_FILES",
  terminalKey: "TERMINAL_KEY",
  quotaLiveSessions: "DISPATCH_QUOTA_LIVE_SESSIONS",
  quotaStartsPerMinute: "DISPATCH_QUOTA_STARTS_PER_MINUTE",
  quotaDiskMib: "DISPATCH_QUOTA_DISK_MIB",
  agentSleep: "DISPATCH_AGENT_SLEEP",
  approvalTimeout: "DISPATCH_APPROVAL_TIMEOUT",
  retentionDays: "DISPATCH_RETENTION_DAYS",
  agentProvider: "AGENT_PROVIDER",
  agents: undefined,
  logLevel: "LOG_LEVEL",
};

/** Names that other parts of Dispatch read; a DISPATCH_ name outside this list is a mistake worth telling. */
const otherNames = new Set([
  "DISPATCH_HOME",
  "DISPATCH_ENCRYPTION_KEY",
  "DISPATCH_SERVER",
  "DISPATCH_API_KEY",
  "DISPATCH_DEV_BUILD",
]);

export type Config = Readonly<{
  home: string;
  host: string;
  port: number;
  publicUrl?: URL;
  /** The public URL's path without its last slash: "" or "/some/path". */
  basePath: string;
  allowedHosts: readonly string[];
  trustedProxy?: BlockList;
  /** Requests in a second that one credential may go on making; 0 means any number. */
  requestRate: number;
  workspacesRoot: string;
  durability: "process" | "power";
  /** The rung that sessions get. Left out: the best that is proved. */
  isolation?: IsolationRung;
  network: NetworkAccess;
  /** Whether a git host that a person meets for the first time is taken at its word. */
  hostKeys: "accept-new" | "known";
  /** Where the blocks of ports that workspaces get are taken from. */
  ports: { readonly first: number; readonly last: number };
  /** Where sessions are to have containers: what these are made from. */
  container?: ContainerSource;
  /** Of each session. Left out: the runner's default; `null`: no limit. */
  limits: SessionLimits;
  /** Agents of the installation's own, besides those that Dispatch knows. */
  ownAgents: readonly OwnAgent[];
  logLevel: string;
  /** Of what administrators may change while the server runs: that which they may not, since it stands here. */
  fixed: FixedSettings;
  /** Where the files of a running server lie: the link's socket and `server.json`. */
  runFolder: string;
  databasePath: string;
  runnerEntry: string;
  attendantEntry: string;
  driverEntry: string;
  webRoot: string;
  build: string;
}>;

/** A setting that stops the start. The message says how to mend it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export type Environment = Readonly<Record<string, string | undefined>>;

function readFile(home: string): Record<string, unknown> {
  const path = join(home, "config.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    // A home folder that is a file is told about by whoever claims it, with the fix.
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return {};
    throw new ConfigError(`${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${path} is not valid JSON (${(error as Error).message}). Mend or remove it.`, {
      cause: error,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ConfigError(`${path} must hold one JSON object.`);
  for (const name of Object.keys(value)) {
    if (!(name in environmentNames)) {
      throw new ConfigError(
        `${path} has an unknown setting "${name}". Known are: ${Object.keys(environmentNames).join(", ")}.`,
      );
    }
  }
  return value as Record<string, unknown>;
}

/** Order: environment, `config.json` in the home folder, default. Names the setting and the fix when one is wrong. */
export function readConfig(
  environment: Environment,
  places: Pick<Config, "runnerEntry" | "attendantEntry" | "driverEntry" | "webRoot" | "build">,
): Config & { warnings: string[]; terminalKey?: string } {
  const home = resolve(environment["DISPATCH_HOME"] || join(homedir(), ".dispatch"));
  const fromFile = readFile(home);
  const given: Record<string, unknown> = {};
  const origin: Record<string, string> = {};
  for (const [name, variable] of Object.entries(environmentNames)) {
    const value = variable && environment[variable];
    if (variable !== undefined && value !== undefined && value !== "") {
      given[name] = value;
      origin[name] = variable;
    } else if (fromFile[name] !== undefined) {
      given[name] = fromFile[name];
      origin[name] = `"${name}" in ${join(home, "config.json")}`;
    }
  }
  const checked = Settings.safeParse(given);
  if (!checked.success) {
    const lines = checked.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      // It may hold secrets; the message names the agent that is meant.
      if (name === "agents") return `${origin[name] ?? name}: ${issue.message}.`;
      return `${origin[name] ?? name} is ${JSON.stringify(given[name])}: ${issue.message}.`;
    });
    throw new ConfigError(lines.join("\n"));
  }
  if (environment["DATABASE_URL"]) {
    throw new ConfigError(
      "DATABASE_URL is set, but this version keeps its data in SQLite in the home folder. Unset it.",
    );
  }
  const {
    publicUrl,
    allowedHosts = [],
    trustedProxy,
    workspacesRoot,
    isolation,
    containerImage,
    terminalKey,
    ...others
  } = checked.data;
  if (containerImage !== undefined && isolation !== "container") {
    throw new ConfigError(
      `${origin["containerImage"]} names an image, but only sessions in containers have one. Set DISPATCH_ISOLATION=container, or unset the image.`,
    );
  }
  const providers = [...presets, ...others.agents].map(({ id }) => id);
  if (others.agentProvider !== undefined && !providers.includes(others.agentProvider)) {
    throw new ConfigError(
      `${origin["agentProvider"]} is ${JSON.stringify(others.agentProvider)}, and there is no such agent. There are: ${providers.join(", ")}. Name one of these, or add yours to "agents" in config.json.`,
    );
  }
  const {
    registration,
    agentProvider,
    agentSleep,
    approvalTimeout,
    retentionDays,
    quotaLiveSessions,
    quotaStartsPerMinute,
    quotaDiskMib,
    agents: ownAgents,
    ...limited
  } = others;
  const changeable: { readonly [N in SettingName]: SettingValues[N] | undefined } = {
    registration,
    agentProvider,
    agentSleep,
    approvalTimeout,
    retentionDays,
    quotaLiveSessions,
    quotaStartsPerMinute,
    quotaDiskMib,
  };
  const fixed = Object.entries(changeable).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, { value, by: origin[name] }]],
  );
  const {
    limitMemory: memoryBytes,
    limitProcesses: processes,
    limitCpu: cpus,
    limitFileSize: fileSizeBytes,
    limitOpenFiles: openFiles,
    ...rest
  } = limited;
  const known = new Set<string | undefined>([...Object.values(environmentNames), ...otherNames]);
  const unknown = Object.keys(environment).filter((name) => name.startsWith("DISPATCH_") && !known.has(name));
  return {
    ...rest,
    ...places,
    home,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    basePath: basePathOf(publicUrl),
    allowedHosts,
    ...(trustedProxy === undefined ? {} : { trustedProxy }),
    ...(terminalKey === undefined ? {} : { terminalKey }),
    ownAgents,
    fixed: Object.fromEntries(fixed) as FixedSettings,
    ...(isolation === undefined ? {} : { isolation }),
    ...(isolation === "container" && { container: containerImage ? { image: containerImage } : {} }),
    limits: { memoryBytes, processes, cpus, fileSizeBytes, openFiles },
    workspacesRoot: resolve(workspacesRoot ?? join(home, "workspaces")),
    runFolder: join(home, "run"),
    databasePath: join(home, "dispatch.db"),
    warnings: unknown.map((name) => `${name} is not a setting of Dispatch and is ignored.`),
  };
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
