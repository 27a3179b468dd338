import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { SessionIsolation } from "@dispatch/protocol/isolation";
import type { ShownFolder } from "@dispatch/protocol/link";
import { accountName } from "../isolation/account-files.ts";
import type { Isolation, Kept } from "../isolation/isolation.ts";
import { programEnd } from "../isolation/program-end.ts";
import type { Limited, SessionLimitsOfMachine } from "../limits/session-limits.ts";
import { reasonOf, type Log } from "../log.ts";
import type { PtyExit } from "../pty/pty.ts";
import { Refusal } from "../refusal.ts";
import { buildEnvironment, impersonal, type Variables } from "../workspaces/environment.ts";
import type { Account } from "../workspaces/login-shell.ts";
import { makeWorkspace } from "../workspaces/working-folder.ts";
import type { OwnProgram } from "./own-program.ts";

const SHELL = "/bin/sh";
/** Of what a program complains of, so much is logged. */
const COMPLAINT_LIMIT_CHARACTERS = 2_000;

export type OwnProgramNeeds = {
  readonly isolation: Isolation;
  readonly limits: SessionLimitsOfMachine;
  readonly log: Log;
  readonly own: Variables;
  readonly account: Account;
  readonly version: string;
  readonly dispatchHomePath: string;
};

type Wish = {
  readonly program: OwnProgram;
  readonly isolation: SessionIsolation;
  readonly folder: string;
  readonly shown: readonly ShownFolder[];
  /** What its processes are known by. */
  readonly mark: string;
  readonly launch: number;
  /** What its limits are known by: no other launch has it. */
  readonly name: string;
  /** What it is told besides. */
  readonly variables?: Readonly<Record<string, string>>;
};

export type RunningProgram = {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly pid: number;
  readonly cwd: string;
  /** The program's own end, as that of what was started tells it, and why if a limit was the reason. */
  end(exit: PtyExit): Promise<PtyExit & { readonly reason?: string }>;
  /** Takes away what it ran in, once all its processes have ended. */
  release(): Promise<void>;
};

/** Starts a program of ours with pipes for its words: isolated and limited as a session is. */
export async function startOwnProgram(wish: Wish, needs: OwnProgramNeeds): Promise<RunningProgram> {
  const { isolation, limits, log } = needs;
  const { program, mark, launch } = wish;
  const kept = await isolation.keep({
    // What a session could make of an image, a program of ours cannot count on.
    isolation: { ...wish.isolation, container: {} },
    workspacePath: wish.folder,
    sessionId: mark,
    launch,
    shown: [...program.shown, ...wish.shown],
  });
  if (!kept.place) await makeWorkspace(wish.folder);
  const cwd = kept.place?.workspacePath ?? wish.folder;
  const env = environment(kept, wish, cwd, needs);
  const { release, ...wrapped } = await kept.wrap({ file: program.file, args: program.args, env, cwd });
  const limited = await limits.apply(
    { name: wish.name, uid: kept.uid, wish: wish.isolation.limits },
    wrapped,
  );
  const command = { ...wrapped, ...limited.command };
  const child = spawn(command.file, [...command.args], {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject)).catch(
    (error: unknown) => {
      void limited.release();
      throw new Refusal("start-failed", `A program of Dispatch could not be started: ${reasonOf(error)}`);
    },
  );
  child.stdin.on("error", () => undefined); // its end says all there is to say
  logComplaints(child.stderr, mark, log);
  return {
    child,
    pid: child.pid ?? 0,
    cwd,
    end: (exit) => explained(programEnd(exit, kept.passesSignalsOn), limited),
    release: () => releaseAll([() => limited.release(), release], mark, log),
  };
}

function logComplaints(stderr: Readable, mark: string, log: Log) {
  let complaint = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_LIMIT_CHARACTERS);
  });
  stderr.once("close", () => {
    if (complaint !== "") log("warn", "a program of ours complained", { mark, complaint });
  });
}

async function explained(exit: PtyExit, limited: Limited) {
  const reason = await limited.reason(exit).catch(() => undefined);
  return { ...exit, ...(reason !== undefined && { reason }) };
}

async function releaseAll(releases: readonly ((() => Promise<void>) | undefined)[], mark: string, log: Log) {
  for (const release of releases)
    await release?.().catch((error: unknown) =>
      log("warn", "what a program ran in is left", { mark, reason: reasonOf(error) }),
    );
}

function environment(
  { place }: Kept,
  { isolation, mark, variables = {} }: Wish,
  cwd: string,
  needs: OwnProgramNeeds,
) {
  const { own, account, version, dispatchHomePath } = needs;
  const request = { shell: SHELL, cwd, sessionId: mark, version, dispatchHomePath, extra: variables };
  if (!place) return buildEnvironment({ ...request, own, account });
  return buildEnvironment({
    ...request,
    own: impersonal(own, account.homePath),
    account: { name: accountName(isolation.person.name), homePath: place.homePath },
  });
}
