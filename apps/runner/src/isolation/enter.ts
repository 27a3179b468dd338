import { SESSION_MARK } from "../processes/process-table.ts";
import type { Program } from "./rung.ts";

/** Where a rung's own steps look for their tools; a person's path has no say in that. */
export const TOOL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const VARIABLE = "CHILD_VARIABLE_";
/** What a variable grows by while it waits for its turn. */
export const CARRIED_EXTRA_BYTES = VARIABLE.length + 8;

/**
 * The last step, with nothing left to give up: enters the folder, turns the environment into the person's own and
 * every signal back to its default, and becomes the program. $1 folder, $2 number of variables, then the program.
 */
const ENTER = `cd -- "$1" || exit 126
left=$2; shift 2
case $1 in *=*) set -- /bin/sh -c 'exec "$0" "$@"' "$@" ;; esac
while [ "$left" -gt 0 ]; do left=$((left - 1)); eval "set -- \\"\\$${VARIABLE}$left\\" \\"\\$@\\""; done
exec env -i --default-signal=HUP,INT,QUIT,TSTP,TTIN,TTOU "$@"`;

/**
 * A command that becomes `program`, and an environment in which everything before that may run: in a person's own one
 * a single LD_PRELOAD would run their code with the privileges that are yet to be dropped. Their variables are carried
 * as values of harmless names, and not as arguments, which all the machine may read.
 */
export function enter({ file, args, env, cwd }: Program): {
  command: string[];
  env: Record<string, string>;
} {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return {
    command: ["/bin/sh", "-c", ENTER, "dispatch", cwd, String(variables.length), file, ...args],
    env: {
      PATH: TOOL_PATH,
      LC_ALL: "C",
      ...(env[SESSION_MARK] !== undefined && { [SESSION_MARK]: env[SESSION_MARK] }),
      ...Object.fromEntries(variables.map((variable, index) => [`${VARIABLE}${index}`, variable])),
    },
  };
}
