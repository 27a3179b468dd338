import { Buffer } from "node:buffer";
import { reasonOf } from "../../log.ts";
import { Pty } from "../../pty/pty.ts";
import { Refusal } from "../../refusal.ts";
import { workingFolder } from "../../workspaces/working-folder.ts";
import type { Adapter } from "../adapter.ts";
import { terminalProgram, type TerminalSurroundings } from "./terminal-program.ts";

/** What Ctrl-C sends: the terminal turns it into SIGINT for whatever is in the foreground. */
const interruptByte = Buffer.from([3]);

/** Shells and other programs in a terminal. */
export const terminalAdapter =
  (surroundings: TerminalSurroundings): Adapter =>
  async (call, events) => {
    const { cols, rows } = call.options;
    const cwd = await workingFolder(call.workspacePath, call.options.cwd);
    const { file, args, env } = terminalProgram(call, cwd, surroundings);
    const pty = startPty({ file, args, env, cwd, cols, rows }, events);
    let size = { cols, rows };
    return {
      pid: pty.pid,
      shell: file,
      cwd,
      write: (bytes, done) => pty.write(bytes, done),
      resize(cols, rows) {
        if (size.cols === cols && size.rows === rows) return;
        pty.flush(); // what was written for the old size comes before the change
        if (!pty.resize(cols, rows)) return;
        size = { cols, rows };
        events.onEvent({ channel: "terminal:resize", payload: size });
      },
      interrupt: () => pty.write(interruptByte, () => undefined),
      hold: () => pty.hold(),
      release: () => pty.release(),
    };
  };

function startPty(options: ConstructorParameters<typeof Pty>[0], events: Parameters<Adapter>[1]): Pty {
  try {
    return new Pty(options, { onOutput: events.onOutput, onHangUp: events.onHangUp, onEnd: events.onExit });
  } catch (error) {
    throw new Refusal("start-failed", `No terminal could be opened: ${reasonOf(error)}`);
  }
}
