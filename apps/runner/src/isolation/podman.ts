import { execFile } from "node:child_process";
import { reasonOf } from "../log.ts";
import { TOOL_PATH } from "./enter.ts";

/** Podman answers within a second; a machine that is very busy needs a little longer. */
const ANSWER_LIMIT_MS = 20_000;

/** In which podman itself runs: nothing of the person whose container it makes, and nothing of the server. */
export const PODMAN_ENVIRONMENT = { PATH: TOOL_PATH, LC_ALL: "C", HOME: "/root" } as const;

/** What podman prints for these arguments; throws with what it complained of. */
export function podman(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { env: PODMAN_ENVIRONMENT, cwd: "/", timeout: ANSWER_LIMIT_MS, killSignal: "SIGKILL" },
      (error, stdout, stderr) => {
        if (error) reject(new Error(stderr.trim() || reasonOf(error)));
        else resolve(stdout);
      },
    );
  });
}

/** Takes a container away with all that runs in it; one that is not there is fine. */
export const removeContainers = (program: string, names: readonly string[]) =>
  podman(program, ["rm", "--force", "--ignore", "--time", "0", ...names]);
