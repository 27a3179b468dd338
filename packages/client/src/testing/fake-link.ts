import type { ClientEvent, Link } from "../live/link.ts";

type Sent = {
  readonly event: ClientEvent;
  readonly payload: unknown;
  readonly answer: (answer: unknown) => void;
};

/** A connection for tests of what lies above it: it records, and answers when the test says so. */
export class FakeLink implements Link {
  online = true;
  drops = 0;
  readonly calls: Sent[] = [];
  readonly told: { event: ClientEvent; payload: unknown }[] = [];
  readonly #pending = new Set<Sent>();

  call: Link["call"] = (event, payload, done) => {
    if (!this.online) return done(undefined);
    const sent: Sent = {
      event,
      payload,
      answer: (answer) => {
        if (this.#pending.delete(sent)) (done as (answer: unknown) => void)(answer);
      },
    };
    this.#pending.add(sent);
    this.calls.push(sent);
  };

  tell: Link["tell"] = (event, payload) => {
    if (this.online) this.told.push({ event, payload });
  };

  drop(): void {
    this.drops += 1;
  }

  /** Loses the connection: answers on their way never come. */
  cut(): void {
    this.online = false;
    for (const sent of [...this.#pending]) sent.answer(undefined);
  }

  /** The calls of one event, in order. */
  of(event: ClientEvent): Sent[] {
    return this.calls.filter((sent) => sent.event === event);
  }

  last(event: ClientEvent): Sent {
    const sent = this.of(event).at(-1);
    if (!sent) throw new Error(`${event} was never sent`);
    return sent;
  }
}
