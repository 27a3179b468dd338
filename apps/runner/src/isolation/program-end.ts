import { constants } from "node:os";
import type { PtyExit } from "../pty/pty.ts";
import type { Rung } from "./rung.ts";

const SIGNALLED = 128;
const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/**
 * How the program ended, from how the command around it did. A sandbox tells a death by signal as shells do, with the
 * signal's number above 128; a program that exits with such a code says the same thing by the same convention.
 */
export function programEnd(exit: PtyExit, passesSignalsOn: Rung["passesSignalsOn"]): PtyExit {
  if (passesSignalsOn === "as they are" || exit.signal !== undefined) return exit;
  const signal = signalNames.get(exit.exitCode - SIGNALLED);
  return signal === undefined ? exit : { ...exit, signal };
}
