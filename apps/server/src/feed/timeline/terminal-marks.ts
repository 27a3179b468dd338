import type { SessionEvent } from "@dispatch/protocol/events";
import type { Mark } from "@dispatch/protocol/timeline";
import { ControlScanner, type Told } from "./control-scanner.ts";
import { mark } from "./mark.ts";

/** Bells, and sizes while a window is dragged, that come within this time are one. */
const SAME_WITHIN_MS = 1_000;

/** The marks of a terminal's events, taken one after the other. */
export class TerminalMarks {
  readonly #scanner = new ControlScanner();
  #title: string | undefined;
  #bellAt = -Infinity;

  /** Whether a part may end here. */
  get isAtRest(): boolean {
    return this.#scanner.isAtRest;
  }

  of(event: SessionEvent): Mark[] {
    if (event.channel === "terminal:output")
      return this.#scanner.scan(event.payload).flatMap((told) => this.#told(event, told));
    if (event.channel !== "terminal:resize") return [];
    return [mark(event, "resize", { label: `${event.payload.cols}×${event.payload.rows}` })];
  }

  #told(event: SessionEvent, told: Told): Mark[] {
    switch (told.type) {
      case "bell": {
        const isSame = event.at - this.#bellAt < SAME_WITHIN_MS;
        this.#bellAt = event.at;
        return isSame ? [] : [mark(event, "bell")];
      }
      case "title": {
        if (told.text === this.#title || told.text === "") return [];
        this.#title = told.text;
        return [mark(event, "title", { label: told.text })];
      }
      case "prompt":
        return [mark(event, "prompt")];
      case "command":
        return [mark(event, "command", { label: told.text })];
      case "command-ended":
        return told.exitCode === 0
          ? []
          : [mark(event, "error", { label: String(told.exitCode), isError: true })];
    }
  }
}
