import type { ChildProcess } from "node:child_process";
import type { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import type { SessionId } from "@dispatch/protocol/ids";
import type { AttendCall } from "@dispatch/protocol/link";
import { ProcessTable, startTicksOf } from "../processes/process-table.ts";
import type { OwnProgram } from "../programs/own-program.ts";
import { startOwnProgram, type OwnProgramNeeds } from "../programs/start-own-program.ts";
import { Endings } from "../sessions/endings.ts";

/** An attendant that lost its server takes back what is half done; git has this long to end. */
const FAREWELL_MS = 8_000;

export type AttendantsNeeds = OwnProgramNeeds & {
  readonly program: OwnProgram;
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
    const { log, program } = this.#needs;
    // Not an id of a session: so nothing takes its processes for a session's.
    const mark = `att_${this.#needs.runnerId}_${process.pid}_${++this.#started}` as SessionId;
    const { isolation, folder, shown } = call;
    const running = await startOwnProgram(
      { program, isolation, folder, shown, mark, launch: 1, name: mark },
      this.#needs,
    );
    const { child, pid } = running;
    const attendant = { child, stdout: child.stdout, mark };
    const { pipe } = call;
    this.#byPipe.set(pipe, attendant);
    child.stdout.on("data", (bytes: Buffer) => this.#said(pipe, attendant, bytes));
    child.once("close", (exitCode, signal) => {
      log("info", "attendant ended", { mark, exitCode, signal });
      if (this.#byPipe.get(pipe) === attendant) {
        this.#byPipe.delete(pipe);
        this.#needs.send(pipe, NOTHING);
      }
      // What it left in the background ends with it.
      void this.#endings.end(mark, 0).then(() => running.release());
    });
    log("info", "attendant started", { mark, folder: running.cwd, pid });
    if (!mayStillSend()) this.dismiss(pipe);
    return { pid };
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
}

const NOTHING = new Uint8Array(0) as Buffer;
