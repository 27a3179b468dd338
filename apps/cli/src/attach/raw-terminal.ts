import { ConnectionError, problemOf, RequestProblem } from "@dispatch/client/problem";
import type { SessionScreen } from "@dispatch/protocol/session";
import { exitCode, type ExitCode } from "../failure.ts";
import { oneLine } from "../output/table.ts";
import { write } from "../output/write.ts";
import type { AttachNeeds } from "./attach.ts";
import { DetachKey } from "./detach-key.ts";
import { enterRawMode } from "./raw-mode.ts";
import { describeEnding, EndingWatch } from "./ending.ts";
import { TypingRight } from "./looking-on.ts";
import { TerminalModes } from "./terminal-modes.ts";

/** A gap shorter than this is a pause that nobody needs to be told of. */
const NOTICE_AFTER_MS = 2_000;
/** Long enough to read a line, short enough not to be in the way. */
const NOTICE_SHOWN_MS = 3_000;
/** A window that is drawn larger changes its size many times before it has its last one. */
const RESIZED_MS = 100;
const NOTICE = " connection lost, the session goes on; reconnecting ";

/** The session in this very terminal: raw keys in, raw bytes out, the terminal left as it was found. */
export async function attachRaw({
  client,
  session,
  stdin,
  stdout,
  stderr,
  signal,
}: AttachNeeds): Promise<ExitCode> {
  const modes = new TerminalModes();
  const keys = new DetachKey();
  const size = () => ({ cols: clamp(stdout.columns, 80, 2), rows: clamp(stdout.rows, 24, 1) });
  using live = client.live();
  const right = new TypingRight({ live, session });
  // The screen is asked for after the size is set, so that it is already painted for this terminal.
  if (session.status !== "ended" && right.isGiven)
    await client
      .POST("/api/sessions/{id}/resize", { params: { path: { id: session.id } }, body: size() })
      .catch(() => undefined);

  const watch = new EndingWatch({ live, session, signal });
  const paint = (data: string | Uint8Array) => {
    modes.see(typeof data === "string" ? Buffer.from(data) : data);
    return write(stdout, data);
  };
  let isFirst = true;
  const attachment = live.attach(session.id, {
    screen: true,
    onScreen: (screen) => {
      const before = isFirst ? "\r\n".repeat(size().rows) : modes.reset();
      const painted = paint(`${before}\x1b[0m\x1b[H\x1b[2J${titleOf(screen)}${screen.restore}`);
      if (isFirst && !right.isGiven) lookingOn();
      isFirst = false;
      return painted;
    },
    onEvent: (event) => {
      const painted = event.channel === "terminal:output" ? paint(event.payload) : undefined;
      watch.seeEvent(event);
      return painted;
    },
    onAttached: (attached) => queueMicrotask(() => watch.seeSession(attached.session)),
    onProblem: (problem) => watch.refuse(new RequestProblem(problem)),
  });
  watch.watch(attachment);

  const say = (text: string) =>
    void write(stdout, `\x1b7\x1b[${size().rows};1H\x1b[0;2;7m${text}\x1b[0m\x1b8`);
  let repaint: NodeJS.Timeout | undefined;
  const repaintIn = (milliseconds: number) => {
    clearTimeout(repaint);
    repaint = setTimeout(() => {
      repaint = undefined;
      attachment.refresh();
    }, milliseconds);
  };
  const lookingOn = () => {
    if (repaint) return;
    say(` ${right.refusal}; Ctrl-] then d leaves `);
    repaintIn(NOTICE_SHOWN_MS);
  };

  let notice: NodeJS.Timeout | undefined;
  const stopNotices = live.on("state", (state) => {
    clearTimeout(notice);
    if (state !== "offline" && state !== "connecting") return;
    notice = setTimeout(() => {
      if (isFirst) return; // nothing is painted yet that could be waiting
      say(NOTICE);
      attachment.refresh(); // a fresh screen takes it away again
    }, NOTICE_AFTER_MS);
  });

  const typed = (chunk: Buffer) => {
    const { send, detach } = keys.feed(chunk);
    // A terminal's own answers begin with an escape: they are no reason to speak.
    if (send.length > 0 && !right.isGiven) {
      if (send[0] !== 0x1b) lookingOn();
    } else if (send.length > 0) {
      attachment.input(send).catch((error: Error) => {
        // The end of the session or of the connection is told where it is noticed.
        if (!(error instanceof ConnectionError) && problemOf(error)?.code !== "session-refused")
          watch.refuse(error);
      });
    }
    if (detach) watch.detach();
  };
  const resized = () => {
    if (right.isGiven) attachment.resize(size());
    else repaintIn(RESIZED_MS); // the terminal has broken its lines anew, the session has not
  };
  const leaveRawMode = enterRawMode(stdin);
  const leave = () => {
    process.off("exit", leave);
    stdout.write(`${modes.reset()}\x1b[23;2t\r\n\x1b[J`);
    leaveRawMode();
  };
  process.on("exit", leave); // also when something throws on the way
  stdout.write("\x1b[22;2t"); // the window's title is kept, and given back
  stdin.on("data", typed);
  stdin.resume();
  stdout.on("resize", resized);
  try {
    const ending = await watch.reached;
    leave();
    const { line, code } = await describeEnding(client, session, ending);
    stderr.write(`${oneLine(line)}\n`);
    return signal.aborted ? exitCode.interrupted : code;
  } catch (error) {
    leave();
    throw error;
  } finally {
    stopNotices();
    clearTimeout(notice);
    clearTimeout(repaint);
    stdin.off("data", typed);
    stdout.off("resize", resized);
    stdin.pause();
  }
}

const clamp = (value: number | undefined, otherwise: number, least: number) =>
  Math.min(1000, Math.max(least, value || otherwise));

const titleOf = ({ title }: SessionScreen) => (title === "" ? "" : `\x1b]2;${oneLine(title)}\x07`);
