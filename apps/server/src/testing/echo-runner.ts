import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { type Socket, connect } from "node:net";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { DriverCommand, DriverItem } from "@dispatch/protocol/agent/driving";
import type { RunnerId, SessionId } from "@dispatch/protocol/ids";
import type { IsolationReport } from "@dispatch/protocol/isolation";
import {
  type Call,
  type CallParams,
  type ExitItem,
  type ItemKind,
  LINK_VERSION,
  type Welcome,
  inputResult,
  itemKind,
} from "@dispatch/protocol/link";
import { linkReader, inputDoneFrame, itemHead, jsonFrame, pipeHead } from "@dispatch/protocol/link-frames";

const ATTENDANT = join(import.meta.dirname, "../../../attendant/src/main.ts");

type Item = { readonly offset: number; readonly kind: ItemKind; readonly body: Buffer };
type Hosted = {
  readonly launch: number;
  readonly isAgent: boolean;
  items: Item[];
  end: number;
  readonly keys: Set<string>;
};

/** A runner without processes: its sessions say back what they are told. What a server does with a runner can be tested exactly. */
export class EchoRunner implements Disposable {
  readonly id: RunnerId;
  readonly build: string;
  readonly sessions = new Map<SessionId, Hosted>();
  readonly calls: Call[] = [];
  readonly dropped: SessionId[] = [];
  /** How often it heard that a page is used. */
  pagesUsed = 0;
  /** Real ones, on the rung `none`: what they do in workspaces is what is to be tested. */
  readonly attendants = new Map<number, ChildProcessByStdio<Writable, Readable, null>>();
  refused: { reason: string } | undefined;
  versions = [LINK_VERSION];
  /** What it claims to have proved. */
  isolation: IsolationReport = {
    rungs: [
      { rung: "none", proved: true, how: "said", networks: ["host"] },
      { rung: "bubblewrap", proved: true, how: "said", networks: ["host", "none"] },
    ],
    limits: { by: "nothing", enforces: [], detail: "an echo needs none" },
  };
  /** What `start` answers; undefined starts the session. */
  refuseStart:
    | {
        code: "invalid-request" | "start-failed" | "isolation-unavailable" | "internal";
        detail: string;
        path?: string;
      }
    | undefined;
  /** What drivers were told and no test has looked at. */
  readonly told: { readonly id: SessionId; readonly command: DriverCommand }[] = [];
  readonly #watchers = new Set<() => void>();
  #socket: Socket | undefined;

  constructor(id: RunnerId, build: string) {
    this.id = id;
    this.build = build;
  }

  /** Dials and says hello; resolves with the welcome, or when the server hung up. */
  async dial(path: string): Promise<Welcome | undefined> {
    const socket = connect(path);
    this.#socket = socket;
    await once(socket, "connect");
    const answered = Promise.withResolvers<Welcome | undefined>();
    const reader = linkReader();
    socket.on("error", () => undefined);
    socket.on("close", () => answered.resolve(undefined));
    socket.on("data", (chunk) => {
      for (const frame of reader.push(chunk)) {
        if (frame.type === "welcome") {
          this.#welcomed(frame.value as Welcome);
          answered.resolve(frame.value as Welcome);
        } else if (frame.type === "refused") {
          this.refused = frame.value as { reason: string };
        } else if (frame.type === "call") {
          this.#called(frame.value as Call);
        } else if (frame.type === "ack") {
          const hosted = this.sessions.get(frame.sessionId as SessionId);
          if (hosted)
            hosted.items = hosted.items.filter((item) => item.offset + item.body.length > frame.offset);
        } else if (frame.type === "pageUsed") {
          this.pagesUsed += 1;
        } else if (frame.type === "pipe") {
          this.attendants.get(frame.pipe)?.stdin.write(frame.body);
        } else if (frame.type === "input") {
          this.#told(frame.sessionId as SessionId, frame.number, frame.key, frame.body);
        }
      }
    });
    const sessions = [...this.sessions].map(([id, { launch, items, end }]) => ({
      id,
      launch,
      start: items[0]?.offset ?? end,
      end,
    }));
    socket.write(
      jsonFrame("hello", {
        versions: this.versions,
        build: this.build,
        runnerId: this.id,
        pid: process.pid,
        startedAt: 1,
        hostname: "test",
        platform: "test",
        sessions,
      }),
    );
    return answered.promise;
  }

  say(id: SessionId, text: string): void {
    this.#push(id, itemKind.output, Buffer.from(text));
  }

  /** What an agent's driver says. */
  item(id: SessionId, item: DriverItem): void {
    this.#push(id, itemKind.event, Buffer.from(JSON.stringify(item)));
  }

  /** Waits for what a driver is told, in the order it is told. */
  async next(): Promise<DriverCommand> {
    while (this.told.length === 0) await new Promise<void>((resolve) => this.#watchers.add(resolve));
    this.#watchers.clear();
    return (this.told.shift() as { command: DriverCommand }).command;
  }

  exit(id: SessionId, exit: Partial<ExitItem> = {}): void {
    this.#push(id, itemKind.exit, Buffer.from(JSON.stringify({ exitCode: 0, stopped: false, ...exit })));
  }

  /** Bytes of no frame, or frames out of order: what a broken runner might send. */
  sendRaw(bytes: Buffer): void {
    this.#socket?.write(bytes);
  }

  sendItem(id: SessionId, item: Item & { launch: number }): void {
    this.#socket?.write(
      Buffer.concat([itemHead({ sessionId: id, ...item, bodyBytes: item.body.length }), item.body]),
    );
  }

  async hangUp(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.closed) return;
    const closed = once(socket, "close");
    socket.destroy();
    await closed;
  }

  [Symbol.dispose]() {
    this.#socket?.destroy();
    for (const attendant of this.attendants.values()) attendant.stdin.end();
  }

  #welcomed({ resume, drop }: Welcome) {
    for (const id of drop) {
      this.sessions.delete(id);
      this.dropped.push(id);
    }
    for (const { id, offset } of resume) {
      const hosted = this.sessions.get(id);
      if (!hosted) continue;
      for (const item of hosted.items)
        if (item.offset + item.body.length > offset) this.sendItem(id, { ...item, launch: hosted.launch });
    }
  }

  #called(call: Call) {
    this.calls.push(call);
    const reply = (result: object) =>
      this.#socket?.write(jsonFrame("reply", { id: call.id, ok: true, result }));
    switch (call.method) {
      case "start": {
        if (this.refuseStart)
          return this.#socket?.write(jsonFrame("reply", { id: call.id, ok: false, ...this.refuseStart }));
        const { sessionId, launch, offset, kind } = call.params as CallParams<"start">;
        const isAgent = kind === "agent";
        this.sessions.set(sessionId, { launch, isAgent, items: [], end: offset, keys: new Set() });
        reply({ pid: 1, shell: "/bin/echo", cwd: "/" });
        return isAgent ? undefined : this.say(sessionId, `launch ${launch}\r\n`);
      }
      case "resize": {
        const { sessionId, ...payload } = call.params as CallParams<"resize">;
        this.#push(
          sessionId,
          itemKind.event,
          Buffer.from(JSON.stringify({ channel: "terminal:resize", payload })),
        );
        return reply({});
      }
      case "stop": {
        const { sessionId } = call.params as CallParams<"stop">;
        reply({});
        if (this.sessions.has(sessionId))
          this.exit(sessionId, { exitCode: 129, signal: "SIGHUP", stopped: true });
        return undefined;
      }
      case "interrupt":
        return reply({});
      case "attend": {
        const { pipe, folder } = call.params as CallParams<"attend">;
        mkdirSync(folder, { recursive: true });
        const attendant = spawn(process.execPath, [ATTENDANT], {
          cwd: folder,
          stdio: ["pipe", "pipe", "inherit"],
        });
        this.attendants.set(pipe, attendant);
        attendant.stdin.on("error", () => undefined);
        attendant.stdout.on("data", (bytes: Buffer) =>
          this.#socket?.write(Buffer.concat([pipeHead(pipe, bytes.length), bytes])),
        );
        attendant.on("close", () => this.attendants.delete(pipe) && this.#socket?.write(pipeHead(pipe, 0)));
        return reply({ pid: attendant.pid });
      }
      case "dismiss":
        this.attendants.get((call.params as CallParams<"dismiss">).pipe)?.stdin.end();
        return reply({});
      case "isolation":
        return reply(this.isolation);
      case "sweep":
        return reply({ ended: 0 });
      case "retire":
        return reply({ sessions: this.sessions.size });
    }
  }

  #told(id: SessionId, number: number, key: string, body: Buffer) {
    const hosted = this.sessions.get(id);
    if (!hosted) return this.#socket?.write(inputDoneFrame(number, inputResult.gone));
    if (hosted.isAgent) this.#toldAgent(id, key, JSON.parse(body.toString()) as DriverCommand);
    else if (!hosted.keys.has(key)) this.say(id, body.toString());
    hosted.keys.add(key || randomUUID());
    return this.#socket?.write(inputDoneFrame(number, inputResult.applied));
  }

  #toldAgent(id: SessionId, key: string, command: DriverCommand) {
    if (this.sessions.get(id)?.keys.has(key)) return;
    this.told.push({ id, command });
    for (const look of this.#watchers) look();
  }

  #push(id: SessionId, kind: ItemKind, body: Buffer) {
    const hosted = this.sessions.get(id);
    if (!hosted) throw new Error(`the echo runner has no session ${id}`);
    const item: Item = { offset: hosted.end, kind, body };
    hosted.end += body.length;
    hosted.items.push(item);
    if (this.#socket && !this.#socket.destroyed) this.sendItem(id, { ...item, launch: hosted.launch });
    if (kind === itemKind.exit) this.sessions.delete(id);
  }
}
