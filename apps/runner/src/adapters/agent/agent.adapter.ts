import { Buffer } from "node:buffer";
import { constants } from "node:os";
import { isAbsolute } from "node:path";
import type { DriverCommand } from "@dispatch/protocol/agent/driving";
import type { StartAgent } from "@dispatch/protocol/link";
import type { OwnProgram } from "../../programs/own-program.ts";
import { startOwnProgram, type OwnProgramNeeds } from "../../programs/start-own-program.ts";
import { Refusal } from "../../refusal.ts";
import type { Adapter } from "../adapter.ts";
import { DriverLines } from "./driver-lines.ts";

/** Commands that wait because the driver does not read. */
const WAITING_LIMIT_BYTES = 16 * 1024 * 1024;
const SIGNALLED = 128;

const line = (command: DriverCommand) => `${JSON.stringify(command)}\n`;

/** Agents, each behind a driver of its own: what it says is passed on as it is, what it is told is handed over in order. */
export const agentAdapter =
  (surroundings: OwnProgramNeeds & { readonly driver: OwnProgram }): Adapter<StartAgent> =>
  async (call, events) => {
    const { sessionId, launch, isolation, options } = call;
    if (!isAbsolute(call.workspacePath))
      throw new Refusal("invalid-request", "The workspace must be an absolute path.", "workspacePath");
    const running = await startOwnProgram(
      {
        program: surroundings.driver,
        isolation,
        folder: call.workspacePath,
        shown: call.shown,
        mark: sessionId,
        launch,
        name: `${sessionId}.${launch}`,
        variables: call.variables,
      },
      surroundings,
    );
    const { child, pid, cwd } = running;
    const { stdin, stdout } = child;
    let garbage: string | undefined;
    const lines = new DriverLines({
      onItem: (item) => events.onEvent(item),
      onGarbage: (what) => {
        garbage = what;
        surroundings.log("error", "a driver said what it may not", { sessionId, what });
        stdout.destroy();
        child.kill("SIGKILL");
      },
    });
    stdout.on("data", (bytes: Buffer) => lines.push(bytes));
    child.once("close", (code, signal) => {
      const exitCode = code ?? SIGNALLED + (signal ? constants.signals[signal] : 0);
      void running.end({ exitCode, ...(signal && { signal }) }).then(async (exit) => {
        events.onExit(garbage === undefined ? exit : { ...exit, reason: garbage });
        await running.release();
      });
    });
    stdin.write(line({ type: "begin", ...options, cwd }));
    return {
      pid,
      shell: options.command[0] ?? "",
      cwd,
      write(bytes, done) {
        if (!stdin.writable) return done("closed");
        if (stdin.writableLength > WAITING_LIMIT_BYTES) return done("full");
        // It belongs to a frame that may be far larger, and may have to wait.
        stdin.write(Buffer.concat([bytes, NEW_LINE]), (error) => done(error ? "closed" : "written"));
      },
      resize: () => undefined,
      interrupt: () => void stdin.write(line({ type: "interrupt" })),
      hold: () => stdout.pause(),
      release: () => stdout.resume(),
    };
  };

const NEW_LINE = Buffer.from("\n");
