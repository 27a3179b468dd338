import { type ChildProcess, spawn } from "node:child_process";
import type { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import type { SessionId } from "@dispatch/protocol/ids";
import type { AttendCall } from "@dispatch/protocol/link";
import { accountName } from "../isolation/account-files.ts";
import type { Isolation, Kept } from "../isolation/isolation.ts";
import type { SessionLimitsOfMachine } from "../limits/session-limits.ts";
import { reasonOf, type Log } from "../log.ts";
import { ProcessTable, startTicksOf } from "../processes/process-table.ts";
import { Refusal } from "../refusal.ts";
import { Endings } from "../sessions/endings.ts";
import { buildEnvironment, impersonal, type Variables } from "../workspaces/environment.ts";
import type { Account } from "../workspaces/login-shell.ts";
import { makeWorkspace } from "../workspaces/working-folder.ts";
import type { AttendantProgram } from "./attendant-program.ts";

/** An attendant that lost its server takes back what is half done; git has this long to end. */
const FAREWELL_MS = 8_000;
const SHELL = "/bin/sh";
/** Of what an attendant complains of, so much is logged. */
const COMPLAINT_LIMIT_CHARACTERS = 2_000;

export type AttendantsNeeds = {
  readonly program: AttendantProgram;
  readonly isolation: Isolation;
  readonly limits: SessionLimitsOfMachine;
  readonly log: Log;
  readonly own: Variables;
  readonly account: Account;
  readonly version: string;
  readonly dispatchHomePath: string;
  /** Names this runner's attendants apart from those of another. */
  readonly runnerId: string;
  /** Passes bytes to the server; none are the end of the pipe. */
  readonly send: (pipe: number, bytes: Buffer) => void;
  readonly isFull: () => boolean;
};

type Attendant = { readonly child: ChildProcess; readonly stdout: Readable; readonly mark: SessionId };

/** Programs that work in workspaces for the server, each on its session's side of the isolation: started, heard and ended. */
export class Attendants {
  readonly #needs: AttendantsNeeds;
  readonly #byPipe = new Map<number, Attendant>();
  readonly #endings: Endings;
  #started = 0;

  constructor(needs: AttendantsNeeds) {
    this.#needs = needs;
    this.#endings = new Endings({ table: new ProcessTable(), log: needs.log, onSettled: () => undefined });
  }

  async start(call: AttendCall, mayStillSend: () => boolean): Promise<{ pid: number }> {
    const { isolation, limits, log, program } = this.#needs;
    // Not an id of a session: so nothing takes its processes for a session's.
    const mark = `att_${this.#needs.runnerId}_${process.pid}_${++this.#started}` as SessionId;
    const kept = await isolation.keep({
      // What a session could make of an image, an attendant cannot count on.
      isolation: { ...call.isolation, container: {} },
      workspacePath: call.folder,
      sessionId: mark,
      launch: 1,
      shown: [...program.shown, ...call.shown],
    });
    if (!kept.place) await makeWorkspace(call.folder);
    const cwd = kept.place?.workspacePath ?? call.folder;
    const { file, args } = program;
    const env = this.#environment(kept, call, cwd, mark);
    const { release, ...wrapped } = await kept.wrap({ file, args, env, cwd });
    const limited = await limits.apply({ name: mark, uid: kept.uid, wish: call.isolation.limits }, wrapped);
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
        throw new Refusal("start-failed", `No attendant could be started: ${reasonOf(error)}`);
      },
    );
    const attendant = { child, stdout: child.stdout, mark };
    const { pipe } = call;
    this.#byPipe.set(pipe, attendant);
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (bytes: Buffer) => this.#said(pipe, attendant, bytes));
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-COMPLAINT_LIMIT_CHARACTERS);
    });
    child.once("close", (exitCode, signal) => {
      if (complaint !== "") log("warn", "an attendant complained", { mark, complaint });
      log("info", "attendant ended", { mark, exitCode, signal });
      if (this.#byPipe.get(pipe) === attendant) {
        this.#byPipe.delete(pipe);
        this.#needs.send(pipe, NOTHING);
      }
      void this.#clearUp(attendant, () => limited.release(), release);
    });
    log("info", "attendant started", { mark, folder: cwd, pid: child.pid });
    if (!mayStillSend()) this.dismiss(pipe);
    return { pid: child.pid ?? 0 };
  }

  tell(pipe: number, bytes: Buffer) {
    this.#byPipe.get(pipe)?.child.stdin?.write(bytes);
  }

  /** It hears that nobody asks any more, ends what it does, and goes. */
  dismiss(pipe: number) {
    const attendant = this.#byPipe.get(pipe);
    if (!attendant) return;
    this.#byPipe.delete(pipe);
    attendant.stdout.resume();
    attendant.child.stdin?.end();
    const { pid } = attendant.child;
    if (pid === undefined) return;
    const leader = { pid, startTicks: startTicksOf(pid) };
    const timer = setTimeout(() => void this.#endings.end(attendant.mark, 0, leader), FAREWELL_MS);
    attendant.child.once("close", () => clearTimeout(timer));
  }

  /** The server is gone: what it asked for is taken back, and it will ask again. */
  dismissAll() {
    for (const pipe of [...this.#byPipe.keys()]) this.dismiss(pipe);
  }

  /** There is room on the link again. */
  goOn() {
    for (const { stdout } of this.#byPipe.values()) stdout.resume();
  }

  get size(): number {
    return this.#byPipe.size;
  }

  #said(pipe: number, attendant: Attendant, bytes: Buffer) {
    if (this.#byPipe.get(pipe) !== attendant) return;
    this.#needs.send(pipe, bytes);
    if (this.#needs.isFull()) attendant.stdout.pause();
  }

  /** What it left in the background ends with it. */
  async #clearUp({ mark }: Attendant, ...releases: ((() => Promise<void>) | undefined)[]) {
    await this.#endings.end(mark, 0);
    for (const release of releases)
      await release?.().catch((error: unknown) =>
        this.#needs.log("warn", "what an attendant ran in is left", { mark, reason: reasonOf(error) }),
      );
  }

  #environment({ place }: Kept, { isolation }: AttendCall, cwd: string, mark: string) {
    const { own, account, version, dispatchHomePath } = this.#needs;
    const request = { shell: SHELL, cwd, sessionId: mark, version, dispatchHomePath, extra: {} };
    if (!place) return buildEnvironment({ ...request, own, account });
    return buildEnvironment({
      ...request,
      own: impersonal(own, account.homePath),
      account: { name: accountName(isolation.person.name), homePath: place.homePath },
    });
  }
}

const NOTHING = new Uint8Array(0) as Buffer;
