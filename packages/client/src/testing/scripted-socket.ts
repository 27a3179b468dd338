import type { ClientEventPayload } from "@dispatch/protocol/socket";
import type { Socket } from "socket.io";
import { problem, type ScriptedServer } from "./scripted-server.ts";
import type { ScriptedSession } from "./scripted-session.ts";

type Answer = (answer: object) => void;

/** One reader of one run: what it was sent, and how much of its window is used. */
class Reader {
  readonly #session: ScriptedSession;
  readonly #socket: Socket;
  readonly #windowBytes: number;
  #unacked: { seq: number; bytes: number }[] = [];
  #cursor: number;

  constructor(needs: { session: ScriptedSession; socket: Socket; cursor: number; windowBytes: number }) {
    this.#session = needs.session;
    this.#socket = needs.socket;
    this.#cursor = needs.cursor;
    this.#windowBytes = needs.windowBytes;
    needs.session.changed.add(this.pump);
  }

  pump = () => {
    const outstanding = () => this.#unacked.reduce((sum, { bytes }) => sum + bytes, 0);
    while (this.#cursor < this.#session.events.length && outstanding() < this.#windowBytes) {
      const event = this.#session.events[this.#cursor];
      if (!event) return;
      this.#cursor += 1;
      const bytes =
        event.channel === "terminal:output" ? event.payload.byteLength : JSON.stringify(event.payload).length;
      this.#unacked.push({ seq: event.seq, bytes });
      this.#socket.emit("run:event", { runId: this.#session.session.id, ...event });
    }
  };

  ack(seq: number): void {
    this.#unacked = this.#unacked.filter((sent) => sent.seq > seq);
    this.pump();
  }

  close(): void {
    this.#session.changed.delete(this.pump);
  }
}

/** The socket side of the scripted server. */
export function serveSocket(server: ScriptedServer, socket: Socket): void {
  const readers = new Map<string, Reader>();
  const told = new Map<ScriptedSession, () => void>();
  socket.on("disconnect", () => {
    for (const reader of readers.values()) reader.close();
    for (const [session, tell] of told) session.changed.delete(tell);
  });
  for (const session of server.sessions.values()) {
    const tell = () => socket.emit("session:changed", session.session);
    told.set(session, tell);
    session.changed.add(tell);
  }

  const on = <P extends { runId: string }>(
    event: string,
    act: (payload: P, session: ScriptedSession) => object | undefined,
  ) =>
    socket.on(event, (payload: P, answer?: Answer) => {
      server.requests.push(event);
      const session = server.sessions.get(payload.runId);
      const refusal =
        server.refuse?.(event, payload) ??
        (session ? undefined : problem(404, "session-not-found", "No such session"));
      if (refusal || !session) answer?.({ ok: false, problem: refusal });
      else answer?.({ ok: true, ...act(payload, session) });
      readers.get(payload.runId)?.pump();
    });

  socket.on("ping", (_payload: unknown, answer?: Answer) => answer?.({ ok: true }));
  socket.on("page:used", () => server.requests.push("page:used"));
  on<ClientEventPayload<"run:attach">>("run:attach", ({ runId, afterSeq, screen, window }, session) => {
    readers.get(runId)?.close();
    const shown = screen && afterSeq === undefined ? session.screen() : undefined;
    const cursor = shown?.seq ?? afterSeq ?? 0;
    readers.set(runId, new Reader({ session, socket, cursor, windowBytes: window ?? 1024 * 1024 }));
    return { seq: session.events.length, session: session.session, ...(shown ? { screen: shown } : {}) };
  });
  on("run:detach", ({ runId }) => {
    readers.get(runId)?.close();
    readers.delete(runId);
    return undefined;
  });
  on<ClientEventPayload<"run:input">>("run:input", ({ data, key }, session) => {
    session.input(typeof data === "string" ? new TextEncoder().encode(data) : data, key);
    return undefined;
  });
  on<ClientEventPayload<"run:resize">>("run:resize", ({ cols, rows }, session) => {
    session.resize({ cols, rows });
    return undefined;
  });
  on("run:interrupt", (_payload, session) => {
    session.interrupts.push(Date.now());
    return undefined;
  });
  socket.on("run:ack", ({ runId, seq }: { runId: string; seq: number }) => {
    server.requests.push("run:ack");
    readers.get(runId)?.ack(seq);
  });
}
