import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import {
  itemKind,
  type CallMethod,
  type CallParams,
  ExitItem,
  Hello,
  type InputResult,
  Reply,
} from "@dispatch/protocol/link";
import {
  ackFrame,
  linkReader,
  inputFrame,
  jsonFrame,
  pageUsedFrame,
  pingFrame,
  type Frame,
} from "@dispatch/protocol/link-frames";

type Item = Extract<Frame, { type: "item" }>;
type Welcoming = { readonly resume: { id: string; offset: number }[]; readonly drop: string[] };

/** What the server has of one session: everything below `committed`, and what it was made of. */
export class Committed {
  committed = 0;
  readonly hash = createHash("sha256");
  readonly events: { offset: number; value: unknown }[] = [];
  exit: ExitItem | undefined;
  outputBytes = 0;
  #tail: Buffer[] = [];

  /** Takes what is new in an item and says whether there was a hole before it. */
  take({ offset, body, kind }: Item): "new" | "known" | "hole" {
    if (offset > this.committed) return "hole";
    const fresh = body.subarray(this.committed - offset);
    if (fresh.length === 0) return "known";
    this.committed += fresh.length;
    if (kind === itemKind.output) {
      this.hash.update(fresh);
      this.outputBytes += fresh.length;
      this.#tail.push(Buffer.from(fresh));
      if (this.#tail.length > 1000) this.#tail.splice(0, 500);
    } else {
      const value: unknown = JSON.parse(body.toString());
      if (kind === itemKind.exit) this.exit = ExitItem.parse(value);
      else this.events.push({ offset, value });
    }
    return "new";
  }

  /** The most recent output as text. */
  get text(): string {
    return Buffer.concat(this.#tail).toString();
  }
}

/** A server that speaks the link's frames and commits to memory, so that tests can see and cut everything. */
export class ScriptedServer {
  readonly sessions = new Map<string, Committed>();
  readonly hellos: Hello[] = [];
  readonly holes: string[] = [];
  /** Acks are held back while this is false. */
  acks = true;
  /** What a hello is answered with; by default every session goes on from what is committed. */
  welcome: (hello: Hello) => Welcoming | { refused: string } = (hello) => ({
    resume: hello.sessions.map(({ id }) => ({ id, offset: this.session(id).committed })),
    drop: [],
  });
  onItem: (item: Item) => void = () => undefined;
  /** What attendants say; nothing when one has ended. */
  onPipe: (pipe: number, bytes: Buffer) => void = () => undefined;
  readonly #server: Server;
  #socket: Socket | undefined;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  readonly #inputs = new Map<number, (result: InputResult) => void>();
  readonly #watchers = new Set<() => void>();
  #lastNumber = 0;
  pongs = 0;

  constructor() {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  async listen(path: string) {
    await once(this.#server.listen(path), "listening");
  }

  async [Symbol.asyncDispose]() {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  session(id: string): Committed {
    const session = this.sessions.get(id) ?? new Committed();
    this.sessions.set(id, session);
    return session;
  }

  /** Waits for the next moment at which `condition` holds; looked at after every frame and connection. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  get isLinked(): boolean {
    return this.#socket !== undefined;
  }

  linked = () => this.until(() => this.isLinked);

  call<M extends CallMethod>(method: M, params: CallParams<M> | Record<string, unknown>): Promise<Reply> {
    const id = (this.#lastNumber += 1);
    this.#socket?.write(jsonFrame("call", { id, method, params }));
    return new Promise((resolve) => this.#replies.set(id, resolve));
  }

  input(sessionId: string, body: string | Buffer, key = ""): Promise<InputResult> {
    const number = (this.#lastNumber += 1);
    this.#socket?.write(inputFrame({ sessionId, number, key, body: Buffer.from(body) }));
    return new Promise((resolve) => this.#inputs.set(number, resolve));
  }

  ping = () => this.send(pingFrame());
  pageUsed = () => this.send(pageUsedFrame());
  send = (bytes: Buffer) => this.#socket?.write(bytes);
  ack = (sessionId: string) => this.send(ackFrame(sessionId, this.session(sessionId).committed));

  /** Ends the connection in the middle of whatever is on its way. */
  cut() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  pause = () => this.#socket?.pause();
  resume = () => this.#socket?.resume();

  #accept(socket: Socket) {
    const reader = linkReader();
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      for (const frame of reader.push(bytes)) this.#receive(socket, frame);
      this.#look();
    });
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = undefined;
      this.#look();
    });
  }

  #receive(socket: Socket, frame: Frame) {
    if (socket.destroyed) return;
    if (frame.type === "hello") return this.#greet(socket, Hello.parse(frame.value));
    if (frame.type === "pong") this.pongs += 1;
    if (frame.type === "reply") {
      const reply = Reply.parse(frame.value);
      this.#replies.get(reply.id)?.(reply);
    }
    if (frame.type === "pipe") this.onPipe(frame.pipe, frame.body);
    if (frame.type === "inputDone") this.#inputs.get(frame.number)?.(frame.result);
    if (frame.type !== "item") return;
    this.onItem(frame);
    const session = this.session(frame.sessionId);
    if (session.take(frame) === "hole")
      this.holes.push(`${frame.sessionId} ${session.committed} < ${frame.offset}`);
    if (this.acks) socket.write(ackFrame(frame.sessionId, session.committed));
  }

  #greet(socket: Socket, hello: Hello) {
    this.hellos.push(hello);
    const answer = this.welcome(hello);
    if ("refused" in answer) {
      socket.end(jsonFrame("refused", { reason: answer.refused, accepts: [99] }));
      return;
    }
    socket.write(jsonFrame("welcome", { version: 1, build: "scripted", ...answer }));
    this.#socket = socket;
  }

  #look() {
    for (const watcher of this.#watchers) watcher();
  }
}
