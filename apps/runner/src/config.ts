import { isAbsolute } from "node:path";
import { parseArgs } from "node:util";
import { RunnerId } from "@dispatch/protocol/ids";

export type RunnerConfig = {
  /** Where the server listens: a Unix socket. */
  readonly socketPath: string;
  readonly homePath: string;
  /** Where people's folders lie. */
  readonly workspacesPath: string;
  /** The program that works in workspaces for the server. */
  readonly attendantEntry: string;
  /** The program that speaks with agents. */
  readonly driverEntry: string;
  readonly runnerId: RunnerId;
  readonly build: string;
  /** With no session and no server for so long, the runner leaves. */
  readonly lonelyTimeoutMs: number;
  /** Between the request to end and the kill, where the server names no time of its own. */
  readonly killGraceMs: number;
  /** Of this only what `buildEnvironment` lists ever reaches a child. */
  readonly environment: NodeJS.ProcessEnv;
};

/** A start that cannot work; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The command line, checked. No setting comes from the environment: it is there to build children's from. */
export function readConfig(args: readonly string[], environment = process.env): RunnerConfig {
  const values = parse(args);
  const required = (
    name: "socket" | "home" | "workspaces" | "attendant" | "driver" | "runner-id" | "build",
  ) => {
    const value = values[name];
    if (!value) throw new ConfigError(`--${name} is missing`);
    return value;
  };
  const absolute = (name: "socket" | "home" | "workspaces" | "attendant" | "driver") => {
    const path = required(name);
    if (!isAbsolute(path)) throw new ConfigError(`--${name} must be an absolute path, not ${path}`);
    return path;
  };
  const runnerId = RunnerId.safeParse(required("runner-id"));
  if (!runnerId.success) throw new ConfigError("--runner-id must be an id that begins with run_");
  return {
    socketPath: absolute("socket"),
    homePath: absolute("home"),
    workspacesPath: absolute("workspaces"),
    attendantEntry: absolute("attendant"),
    driverEntry: absolute("driver"),
    runnerId: runnerId.data,
    build: required("build"),
    lonelyTimeoutMs: milliseconds("lonely-timeout-ms", values["lonely-timeout-ms"]),
    killGraceMs: milliseconds("kill-grace-ms", values["kill-grace-ms"]),
    environment,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        socket: { type: "string" },
        home: { type: "string" },
        workspaces: { type: "string" },
        attendant: { type: "string" },
        driver: { type: "string" },
        "runner-id": { type: "string" },
        build: { type: "string" },
        "lonely-timeout-ms": { type: "string", default: "60000" },
        "kill-grace-ms": { type: "string", default: "3000" },
      },
    }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : "the command line cannot be read", {
      cause: error,
    });
  }
}

function milliseconds(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 86_400_000) {
    throw new ConfigError(`--${name} must be a whole number of milliseconds up to one day, not ${text}`);
  }
  return value;
}
