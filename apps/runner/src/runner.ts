import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { Call, LINK_VERSIONS_ACCEPTED, type Hello, type Welcome } from "@dispatch/protocol/link";
import { inputDoneFrame, itemHead, jsonFrame, pipeHead, type Frame } from "@dispatch/protocol/link-frames";
import { agentAdapter } from "./adapters/agent/agent.adapter.ts";
import { terminalAdapter } from "./adapters/terminal/terminal.adapter.ts";
import { ownProgram } from "./programs/own-program.ts";
import { Attendants } from "./attendants/attendants.ts";
import { answerCall } from "./calls.ts";
import type { RunnerConfig } from "./config.ts";
import { Isolation } from "./isolation/isolation.ts";
import { SessionLimitsOfMachine } from "./limits/session-limits.ts";
import { Link } from "./link/link.ts";
import type { Item } from "./link/outbox.ts";
import { Pump } from "./link/pump.ts";
import type { Log } from "./log.ts";
import type { Session } from "./sessions/session.ts";
import { Sessions } from "./sessions/sessions.ts";
import { loginShell, readAccount } from "./workspaces/login-shell.ts";

/** What a runner that is told to end waits at most for the server to commit its last items. */
const FAREWELL_LIMIT_MS = 5_000;
/** Exit code of a runner that the server refuses and that has nothing to keep. */
const EXIT_REFUSED = 3;

export type RunnerNeeds = {
  readonly log: Log;
  /** The runner has let go of everything; the process may end with this code. */
  readonly onLeave: (exitCode: number) => void;
  readonly silenceLimitMs?: number;
};

/** Supervises the processes of one machine: plugs the link, the sessions and the pump between them together. */
export class Runner {
  readonly #config: RunnerConfig;
  readonly #needs: RunnerNeeds;
  readonly #startedAt = Date.now();
  readonly #link: Link;
  readonly #isolation: Isolation;
  readonly #limits: SessionLimitsOfMachine;
  readonly #sessions: Sessions;
  readonly #attendants: Attendants;
  readonly #pump: Pump<Session>;
  #lonelyTimer: NodeJS.Timeout | undefined;
  #farewellTimer: NodeJS.Timeout | undefined;
  #isRetired = false;
  #hasLeft = false;

  constructor(config: RunnerConfig, needs: RunnerNeeds) {
    this.#config = config;
    this.#needs = needs;
    const account = readAccount(config.environment);
    this.#isolation = new Isolation({
      homePath: config.homePath,
      workspacesPath: config.workspacesPath,
      socketPath: config.socketPath,
      shell: loginShell(account, config.environment),
    });
    this.#limits = new SessionLimitsOfMachine(needs.log);
    const surroundings = {
      isolation: this.#isolation,
      limits: this.#limits,
      log: needs.log,
      own: config.environment,
      account,
      version: config.build,
      dispatchHomePath: config.homePath,
    };
    this.#attendants = new Attendants({
      ...surroundings,
      program: ownProgram(config.attendantEntry, process.execPath),
      runnerId: config.runnerId,
      send: (pipe, bytes) => this.#link.sendParts(pipeHead(pipe, bytes.length), bytes),
      isFull: () => this.#link.isFull(),
    });
    this.#sessions = new Sessions({
      adapters: {
        terminal: terminalAdapter(surroundings),
        agent: agentAdapter({ ...surroundings, driver: ownProgram(config.driverEntry, process.execPath) }),
      },
      killGraceMs: config.killGraceMs,
      log: needs.log,
      onReady: (session) => this.#pump.ready(session),
      onGone: (session) => this.#pump.remove(session),
      onEmpty: () => this.#isRetired && this.#leave(0),
    });
    this.#pump = new Pump<Session>({
      isFull: () => this.#link.isFull(),
      send: (session, item) => this.#sendItem(session, item),
    });
    this.#link = new Link({
      socketPath: config.socketPath,
      log: needs.log,
      hello: () => this.#hello(),
      onWelcome: (welcome) => this.#welcomed(welcome),
      onRefused: () => this.#sessions.isEmpty && this.#leave(EXIT_REFUSED),
      onFrame: (frame) => this.#receive(frame),
      onDrain: () => {
        this.#pump.run();
        this.#attendants.goOn();
      },
      onLost: () => this.#lost(),
      ...(needs.silenceLimitMs !== undefined && { silenceLimitMs: needs.silenceLimitMs }),
    });
  }

  start() {
    this.#waitForServer();
    this.#link.dial();
  }

  /** Ends all sessions, waits a little for the server to have their last items, and leaves. */
  end() {
    this.#retire();
    this.#sessions.stopAll(this.#config.killGraceMs);
    this.#farewellTimer ??= setTimeout(() => this.#leave(0), FAREWELL_LIMIT_MS);
    this.#leaveIfDone();
  }

  #hello(): Hello {
    return {
      versions: LINK_VERSIONS_ACCEPTED,
      build: this.#config.build,
      runnerId: this.#config.runnerId,
      pid: process.pid,
      startedAt: this.#startedAt,
      hostname: hostname(),
      platform: process.platform,
      sessions: this.#sessions.hello(),
    };
  }

  #welcomed({ resume, drop }: Welcome) {
    clearTimeout(this.#lonelyTimer);
    this.#lonelyTimer = undefined;
    for (const id of drop) this.#sessions.drop(id);
    for (const { id, offset } of resume) this.#sessions.resume(id, offset);
  }

  #receive(frame: Frame) {
    switch (frame.type) {
      case "ack":
        return this.#sessions.acknowledge(frame.sessionId, frame.offset);
      case "input":
        return this.#input(frame);
      case "pageUsed":
        return this.#sessions.pageUsed();
      case "pipe":
        return this.#attendants.tell(frame.pipe, frame.body);
      case "call":
        return void this.#call(Call.parse(frame.value));
      default:
        throw new Error(`${frame.type} is not for a runner`);
    }
  }

  #input({ sessionId, number, key, body }: Extract<Frame, { type: "input" }>) {
    const opening = this.#link.opening;
    this.#sessions.input(sessionId, key, body, (result) => {
      // A number means something on its own connection only.
      if (this.#link.opening === opening) this.#link.sendSoon(inputDoneFrame(number, result));
    });
  }

  async #call(call: Call) {
    const opening = this.#link.opening;
    const isPresent = () => this.#link.isOpen && this.#link.opening === opening;
    if (call.method === "retire") this.#retire();
    const reply = await answerCall(call, {
      sessions: this.#sessions,
      attendants: this.#attendants,
      isolation: this.#isolation,
      limits: this.#limits,
      log: this.#needs.log,
      isPresent,
    });
    if (isPresent()) this.#link.send(jsonFrame("reply", reply));
    this.#leaveIfDone();
  }

  #sendItem(session: Session, { offset, kind, body }: Item) {
    const head = itemHead({
      sessionId: session.id,
      launch: session.launch,
      offset,
      kind,
      bodyBytes: body.length,
    });
    this.#link.sendParts(head, body);
  }

  #lost() {
    this.#pump.clear();
    this.#sessions.silence();
    this.#attendants.dismissAll();
    this.#waitForServer();
  }

  #waitForServer() {
    this.#lonelyTimer ??= setTimeout(() => {
      this.#lonelyTimer = undefined;
      if (this.#hasNothingToKeep()) this.#leave(0);
      else this.#waitForServer();
    }, this.#config.lonelyTimeoutMs);
  }

  /** Output that is not committed is kept for as long as the folder where a server would come back exists. */
  #hasNothingToKeep(): boolean {
    if (this.#sessions.isEmpty) return true;
    return this.#sessions.aliveCount === 0 && !existsSync(dirname(this.#config.socketPath));
  }

  #retire() {
    this.#isRetired = true;
    this.#sessions.retire();
  }

  #leaveIfDone() {
    if (this.#isRetired && this.#sessions.isEmpty) this.#leave(0);
  }

  #leave(exitCode: number) {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#needs.log("info", "the runner leaves", { exitCode, sessions: this.#sessions.size });
    clearTimeout(this.#lonelyTimer);
    clearTimeout(this.#farewellTimer);
    this.#link.close();
    this.#needs.onLeave(exitCode);
  }
}
