import { Buffer } from "node:buffer";
import { isAbsolute } from "node:path";
import type { StartTerminal } from "@dispatch/protocol/link";
import { accountName } from "../../isolation/account-files.ts";
import { programEnd } from "../../isolation/program-end.ts";
import type { Isolation, Kept } from "../../isolation/isolation.ts";
import { reasonOf, type Log } from "../../log.ts";
import type { Limited, SessionLimitsOfMachine } from "../../limits/session-limits.ts";
import { Pty, type PtyExit } from "../../pty/pty.ts";
import { Refusal } from "../../refusal.ts";
import { impersonal } from "../../workspaces/environment.ts";
import { makeWorkspace, workingFolder } from "../../workspaces/working-folder.ts";
import type { Adapter, AdapterEvents } from "../adapter.ts";
import { terminalProgram, type TerminalSurroundings } from "./terminal-program.ts";

/** What Ctrl-C sends: the terminal turns it into SIGINT for whatever is in the foreground. */
const interruptByte = Buffer.from([3]);

/** What keeps a session within its bounds. */
type Keepers = {
  readonly isolation: Isolation;
  readonly limits: SessionLimitsOfMachine;
  readonly log: Log;
};

/** Shells and other programs in a terminal. */
export const terminalAdapter =
  (surroundings: TerminalSurroundings & Keepers): Adapter<StartTerminal> =>
  async (call, events) => {
    const { cols, rows } = call.options;
    if (!isAbsolute(call.workspacePath))
      throw new Refusal("invalid-request", "The workspace must be an absolute path.", "workspacePath");
    const kept = await surroundings.isolation.keep(call);
    if (!kept.place) await makeWorkspace(call.workspacePath);
    const cwd = await workingFolder(kept.place?.workspacePath ?? call.workspacePath, call.options.cwd);
    const program = terminalProgram(call, cwd, {
      ...personal(surroundings, kept, call),
      programsOf: kept.programsOf,
    });
    const { release, bringsTerminal, ...wrapped } = await kept.wrap({ ...program, cwd });
    const limited = await surroundings.limits.apply(
      { name: `${call.sessionId}.${call.launch}`, uid: kept.uid, wish: call.isolation.limits },
      wrapped,
    );
    const pty = startPty({ ...wrapped, ...limited.command, cols, rows }, events, limited, async (exit) => {
      // What was ended from outside could not clear up after itself.
      if (exit.signal !== undefined)
        void release?.().catch((error: unknown) =>
          surroundings.log("warn", "what a session ran in is left", {
            sessionId: call.sessionId,
            reason: reasonOf(error),
          }),
        );
      await ended(programEnd(exit, kept.passesSignalsOn), limited, events);
    });
    if (bringsTerminal) pty.makeRaw();
    let size = { cols, rows };
    return {
      pid: pty.pid,
      shell: program.file,
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

/** Above the rung `none` a session is its person's, not the runner's: their name and home, and none of its user's things. */
function personal(
  surroundings: TerminalSurroundings,
  { place }: Kept,
  call: StartTerminal,
): TerminalSurroundings {
  if (!place) return surroundings;
  const account = {
    ...surroundings.account,
    name: accountName(call.isolation.person.name),
    homePath: place.homePath,
  };
  return { ...surroundings, account, own: impersonal(surroundings.own, surroundings.account.homePath) };
}

/** Says how it ended and, where a limit was the reason, why. */
async function ended(exit: PtyExit, limited: Limited, events: AdapterEvents) {
  const reason = await limited.reason(exit).catch(() => undefined);
  events.onExit({ ...exit, ...(reason !== undefined && { reason }) });
  await limited.release();
}

function startPty(
  options: ConstructorParameters<typeof Pty>[0],
  { onOutput, onHangUp }: AdapterEvents,
  limited: Limited,
  onEnd: (exit: PtyExit) => Promise<void>,
): Pty {
  try {
    return new Pty(options, { onOutput, onHangUp, onEnd: (exit) => void onEnd(exit) });
  } catch (error) {
    void limited.release();
    throw new Refusal("start-failed", `No terminal could be opened: ${reasonOf(error)}`);
  }
}
