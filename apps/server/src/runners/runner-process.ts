import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import type { RunnerId } from "@dispatch/protocol/ids";
import type { Environment } from "../config/config.ts";
import { isVendorVariable } from "../domain/providers/vendor-variables.ts";

/** Names that are the server's own business, or its owner's, and stop here. */
const withheld = /^(DISPATCH_|npm_|TERMINAL_KEY$|DATABASE_URL$|AGENT_PROVIDER$|NODE_OPTIONS$)/;

export type RunnerCommand = {
  entry: string;
  home: string;
  workspaces: string;
  /** The program that works in workspaces. */
  attendant: string;
  /** The program that speaks with agents. */
  driver: string;
  socket: string;
  build: string;
  environment: Environment;
};

/** Starts a runner that outlives this server: its own process group, no inherited handles, output into a file. */
export function spawnRunner(
  runnerId: RunnerId,
  { entry, home, workspaces, attendant, driver, socket, build, environment }: RunnerCommand,
): Promise<number> {
  const folder = join(home, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = openSync(join(folder, "runner.log"), "a", 0o600);
  const child = spawn(
    process.execPath,
    [
      entry,
      "--runner-id",
      runnerId,
      "--socket",
      socket,
      "--home",
      home,
      "--workspaces",
      workspaces,
      "--attendant",
      attendant,
      "--driver",
      driver,
      "--build",
      build,
    ],
    {
      detached: true,
      cwd: home,
      stdio: ["ignore", log, log],
      env: Object.fromEntries(
        Object.entries(environment).filter(([name]) => !withheld.test(name) && !isVendorVariable(name)),
      ),
    },
  );
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      child.unref();
      resolve(child.pid as number);
    });
  });
}
