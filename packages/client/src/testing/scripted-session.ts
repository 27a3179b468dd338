import type { EventJson, NewEvent, SessionEvent } from "@dispatch/protocol/events";
import type { Session, SessionScreen } from "@dispatch/protocol/session";

/** A session of the scripted server: an event list, what was typed, and who wants to hear of both. */
export class ScriptedSession {
  readonly events: SessionEvent[] = [];
  /** What the "process" was handed, each key once. */
  readonly inputs: string[] = [];
  readonly sizes: { cols: number; rows: number }[] = [];
  readonly interrupts: number[] = [];
  readonly changed = new Set<() => void>();
  session: Session;
  /** Called with each input that was applied. */
  onInput: ((data: Uint8Array) => void) | undefined;
  /** Called with each new size. */
  onResize: (() => void) | undefined;
  readonly #keys = new Set<string>();

  constructor(session: Session) {
    this.session = session;
  }

  append(event: NewEvent): void {
    const numbered = { seq: this.events.length + 1, at: Date.now(), ...event } as SessionEvent;
    this.events.push(numbered);
    this.update({ lastSeq: numbered.seq });
  }

  output(text: string): void {
    this.append({ channel: "terminal:output", payload: new TextEncoder().encode(text) });
  }

  update(change: Partial<Session>): void {
    this.session = { ...this.session, ...change };
    for (const listener of [...this.changed]) listener();
  }

  end(exitCode: number): void {
    const outcome = exitCode === 0 ? "completed" : "failed";
    this.append({ channel: "terminal:exit", payload: { exitCode } });
    this.append({ channel: "session:status", payload: { status: "ended", outcome } });
    this.update({ status: "ended", outcome, exitCode, endedAt: new Date().toISOString() });
  }

  /** Whether the input is new; a repeated key is applied once. */
  input(data: Uint8Array, key: string | undefined): void {
    if (key !== undefined && this.#keys.has(key)) return;
    if (key !== undefined) this.#keys.add(key);
    this.inputs.push(new TextDecoder().decode(data));
    this.onInput?.(data);
  }

  resize(size: { cols: number; rows: number }): void {
    this.sizes.push(size);
    this.onResize?.();
  }

  screen(): SessionScreen {
    const text = this.events
      .map((event) => (event.channel === "terminal:output" ? new TextDecoder().decode(event.payload) : ""))
      .join("");
    return {
      seq: this.events.length,
      cols: 80,
      rows: 24,
      title: "",
      text,
      restore: text,
      cursor: { x: 0, y: 0 },
    };
  }

  json(after: number, limit = Number.POSITIVE_INFINITY): EventJson[] {
    return this.events.slice(after, after + limit).map((event) => eventJson(this.session.id, event));
  }
}

function eventJson(runId: string, event: SessionEvent): EventJson {
  if (event.channel !== "terminal:output") return { runId, ...event };
  return { runId, ...event, encoding: "base64", payload: Buffer.from(event.payload).toString("base64") };
}
