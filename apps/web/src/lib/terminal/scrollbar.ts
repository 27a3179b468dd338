import type { Terminal } from "@xterm/xterm";

/** What is used here of the inside of xterm.js 6.0; without an argument, `_sync` follows the buffer. */
type Viewport = {
  _sync(row?: number): void;
  scrollLines(lines: number): void;
  scrollToLine(line: number, now?: boolean): void;
};

/**
 * xterm.js moves its scrollbar for each line that scrolls, a third of its work on output until the scrollback is full. Here it is
 * moved once a frame, and before anything that counts from where it stands. Call after `open`; returns what ends it.
 */
export function moveScrollbarByFrames(terminal: Terminal): () => void {
  const viewport = (terminal as unknown as { _core?: { _viewport?: Viewport } })._core?._viewport;
  const { element } = terminal;
  if (!viewport || !element) return () => undefined;
  const own = Object.getPrototypeOf(viewport) as Viewport;
  let frame: number | undefined;
  const catchUp = () => {
    if (frame === undefined) return;
    cancelAnimationFrame(frame);
    frame = undefined;
    own._sync.call(viewport);
  };
  viewport._sync = (row) => {
    if (row === undefined) frame ??= requestAnimationFrame(catchUp);
    else own._sync.call(viewport, row);
  };
  viewport.scrollLines = (lines) => {
    catchUp();
    own.scrollLines.call(viewport, lines);
  };
  viewport.scrollToLine = (line, now) => {
    catchUp();
    own.scrollToLine.call(viewport, line, now);
  };
  const people = ["wheel", "pointerdown"] as const;
  for (const act of people) element.addEventListener(act, catchUp, { capture: true, passive: true });
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    for (const act of people) element.removeEventListener(act, catchUp, { capture: true });
  };
}
