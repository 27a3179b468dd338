import { Buffer } from "node:buffer";
import type { StartTerminal } from "@dispatch/protocol/link";
import { CARRIED_EXTRA_BYTES } from "../../isolation/enter.ts";
import type { Rung } from "../../isolation/rung.ts";
import { Refusal } from "../../refusal.ts";
import { buildEnvironment, type Variables } from "../../workspaces/environment.ts";
import { findExecutable, missingInterpreter } from "../../workspaces/executable.ts";
import { defaultArguments, isShell, loginShell, type Account } from "../../workspaces/login-shell.ts";

/** Linux refuses a single argument or variable of 128 KiB, counting its closing NUL and what a rung adds, */
const ONE_STRING_LIMIT_BYTES = 128 * 1024 - 1 - CARRIED_EXTRA_BYTES;
/** and all of them together beyond a quarter of the stack, usually 2 MiB: some room is left for pointers. */
const ALL_STRINGS_LIMIT_BYTES = 1536 * 1024;

/** What is in an image shows when it is run: a shell that every image has, unless another is asked for. */
const IMAGE_SHELL = "/bin/sh";

export type TerminalSurroundings = {
  readonly own: Variables;
  readonly account: Account;
  readonly version: string;
  readonly dispatchHomePath: string;
};

export type TerminalProgram = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
};

/** What to run for these options, checked as far as it can be before anything runs. */
export function terminalProgram(
  call: StartTerminal,
  cwd: string,
  surroundings: TerminalSurroundings & Pick<Rung, "programsOf">,
): TerminalProgram {
  const { shell, args, env: extra = {} } = call.options;
  for (const name of Object.keys(extra)) {
    if (name.startsWith("DISPATCH_")) {
      throw new Refusal(
        "invalid-request",
        "Names that begin with DISPATCH_ are kept for Dispatch itself.",
        `env.${name}`,
      );
    }
  }
  const isFromImage = surroundings.programsOf === "an image";
  const login = isFromImage ? IMAGE_SHELL : loginShell(surroundings.account, surroundings.own);
  const build = (shell: string) =>
    buildEnvironment({
      ...surroundings,
      shell,
      cwd,
      sessionId: call.sessionId,
      extra: { ...extra, ...call.variables },
    });
  const wanted = shell ?? login;
  const file = isFromImage ? wanted : onThisMachine(wanted, build(login)["PATH"] ?? "");

  const program = { file, args: args ?? defaultArguments(file), env: build(isShell(file) ? file : login) };
  refuseTooLong(program);
  return program;
}

function onThisMachine(program: string, path: string): string {
  const file = findExecutable(program, path);
  if (!file) throw new Refusal("invalid-request", `${program} is not a program that can be run.`, "shell");
  const interpreter = missingInterpreter(file);
  if (interpreter)
    throw new Refusal("invalid-request", `${file} needs ${interpreter}, which is not there.`, "shell");
  return file;
}

function refuseTooLong({ args, env }: TerminalProgram) {
  let total = 0;
  const count = (text: string, path: string) => {
    const bytes = Buffer.byteLength(text) + 1;
    total += bytes;
    if (bytes > ONE_STRING_LIMIT_BYTES)
      throw new Refusal("invalid-request", "This is longer than the system accepts.", path);
  };
  args.forEach((text, index) => count(text, `args.${index}`));
  for (const [name, value] of Object.entries(env)) count(`${name}=${value}`, `env.${name}`);
  if (total > ALL_STRINGS_LIMIT_BYTES) {
    throw new Refusal(
      "invalid-request",
      "Arguments and variables together are longer than the system accepts.",
      "args",
    );
  }
}
