import { basename } from "node:path";
import { userInfo } from "node:os";
import { isExecutable } from "./executable.ts";

export type Account = {
  readonly name: string;
  readonly homePath: string;
  readonly shell: string | undefined;
};

/** Accounts of services name one of these to say that nobody logs in. */
const refusingShells: ReadonlySet<string> = new Set(["nologin", "false", "true", "sync"]);

/** What each shell takes to be both a login shell and interactive. A program that is not listed gets no arguments. */
const loginArguments: ReadonlyMap<string, readonly string[]> = new Map(
  ["bash", "zsh", "sh", "fish", "dash", "ksh"].map((name) => [name, ["-l", "-i"]]),
);

/** The account that the runner works for, also when it has no entry in the machine's list. */
export function readAccount(environment: NodeJS.ProcessEnv): Account {
  try {
    const { username, homedir, shell } = userInfo();
    return { name: username, homePath: homedir, shell: shell ?? undefined };
  } catch {
    // A container's uid often has no name.
    return {
      name: environment["USER"] ?? String(process.getuid?.() ?? ""),
      homePath: environment["HOME"] ?? "/",
      shell: undefined,
    };
  }
}

/** The account's own shell, else the runner's, else one that every machine has. */
export function loginShell(
  account: Account,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const candidates = [account.shell, environment["SHELL"], "/bin/bash", "/bin/sh"];
  return (
    candidates.find((path) => path && !refusingShells.has(basename(path)) && isExecutable(path)) ?? "/bin/sh"
  );
}

export const isShell = (program: string) => loginArguments.has(basename(program));

export const defaultArguments = (program: string) => loginArguments.get(basename(program)) ?? [];
