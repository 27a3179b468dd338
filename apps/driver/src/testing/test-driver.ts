import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  type AskAnswer,
  type DriverCommand,
  DriverItem,
  type DriverWish,
} from "@dispatch/protocol/agent/driving";
import { endProcessesWith, killNow, processesWith } from "@dispatch/testkit/processes";
import { within } from "@dispatch/testkit/until";
import { lawsHold } from "./laws.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

type Channel = DriverItem["channel"];
export type Item<C extends Channel> = Extract<DriverItem, { channel: C }>;
export type Ask = Item<"driver:ask">["payload"];
export type TurnEnd = Item<"driver:turn-ended">["payload"];

/** What becomes of an ask; nothing: it stays open. */
type Judge = (ask: Ask) => AskAnswer | undefined;

/** No rule speaks of routine uses, and every question that is one waits for the test. */
const passRoutine: Judge = ({ isRoutine }) => (isRoutine ? { decision: "pass" } : undefined);
export const allowAll: Judge = ({ isRoutine }) => ({ decision: isRoutine ? "pass" : "allow" });

/** A driver as the runner starts it: a process, and lines of JSON. */
export class TestDriver implements AsyncDisposable {
  readonly items: DriverItem[] = [];
  judge: Judge = passRoutine;
  /** Not every agent says what its turns use. */
  tellsUsage = true;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown>;
  /** Everything that the agent starts has it in its environment. */
  readonly #mark = `DISPATCH_TEST_RUN=${randomUUID()}`;
  readonly #answered = new Set<string>();
  readonly #prompted: string[] = [];
  #complaints = "";
  #wake = Promise.withResolvers<void>();

  constructor(program = MAIN) {
    const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };
    this.#child = spawn(process.execPath, [program], { env, stdio: "pipe" });
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => (this.#complaints += text));
    this.#child.stdin.on("error", () => undefined);
    const lines = createInterface({ input: this.#child.stdout });
    lines.on("line", (line) => this.#take(DriverItem.parse(JSON.parse(line))));
    this.#ended = once(this.#child, "close");
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get complaints(): string {
    return this.#complaints;
  }

  /** Resolves when it can be prompted, or has failed. */
  async begin(cwd: string, { env, ...wish }: Omit<DriverWish, "watchEveryTool"> & Partial<DriverWish>) {
    const [name = "", value = ""] = this.#mark.split("=");
    this.send({ type: "begin", cwd, watchEveryTool: true, ...wish, env: { ...env, [name]: value } });
    const item = await this.next((one) => one.channel === "driver:ready" || one.channel === "driver:failed");
    if (item.channel === "driver:ready") return item.payload;
    throw new Error(`it failed: ${JSON.stringify(item.payload)}`);
  }

  send(command: DriverCommand): void {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /** A line of any kind. */
  sendLine(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Hands a message over, and gives its id. */
  prompt(text: string, more: Partial<Extract<DriverCommand, { type: "prompt" }>> = {}): string {
    const messageId = randomUUID();
    this.#prompted.push(messageId);
    this.send({ type: "prompt", messageId, text, ...more });
    return messageId;
  }

  answer(askId: string, answer: AskAnswer): void {
    this.#answered.add(askId);
    this.send({ type: "answer", askId, ...answer });
  }

  /** The turn that answered the message. */
  async turnOf(messageId: string): Promise<TurnEnd> {
    const item = await this.next(
      (one) => one.channel === "driver:turn-ended" && one.payload.messageIds.includes(messageId),
    );
    return (item as Item<"driver:turn-ended">).payload;
  }

  /** Hands a message over and waits for the end of its turn. */
  async turn(text: string, more: Parameters<TestDriver["prompt"]>[1] = {}): Promise<TurnEnd> {
    return this.turnOf(this.prompt(text, more));
  }

  /** An ask that a person would answer. */
  async asked(isWanted: (ask: Ask) => boolean = () => true): Promise<Ask> {
    const item = await this.next(
      (one) =>
        one.channel === "driver:ask" &&
        !one.payload.isRoutine &&
        !this.#answered.has(one.payload.askId) &&
        isWanted(one.payload),
    );
    return (item as Item<"driver:ask">).payload;
  }

  /** The first item like this one, those that were told already included. */
  async next(isWanted: (item: DriverItem) => boolean): Promise<DriverItem> {
    for (;;) {
      const found = this.items.find(isWanted);
      if (found) return found;
      await within(
        `an item; told were ${this.items.map(({ channel }) => channel).join(" ")}`,
        this.#wake.promise,
      );
    }
  }

  of<C extends Channel>(channel: C): Item<C>["payload"][] {
    return this.items
      .filter((item) => item.channel === channel)
      .map((item) => item.payload as Item<C>["payload"]);
  }

  /** All that the agent said, its sub-agents left out. */
  get said(): string {
    return this.of("agent:message")
      .filter(({ parentToolUseId }) => parentToolUseId === undefined)
      .map(({ text }) => text)
      .join("\n");
  }

  /** What the agent calls the conversation. */
  get conversationId(): string {
    const last = this.of("driver:conversation").at(-1);
    if (!last) throw new Error("it never said which conversation it is");
    return last.conversationId;
  }

  /** Processes of the agent and of what it has started. */
  get processes() {
    return processesWith(this.#mark);
  }

  /** The program that speaks with the driver, which is one of its children. */
  get agentPid(): number {
    const found = this.processes.find(({ pid }) => parentOf(pid) === this.pid);
    if (!found) throw new Error("there is no agent");
    return found.pid;
  }

  killAgent(): void {
    killNow(this.agentPid);
  }

  /** As if the machine had stopped it. */
  async kill(): Promise<void> {
    killNow(this.pid);
    await this.#ended;
    await endProcessesWith(this.#mark);
  }

  /** Nobody speaks to it any more. Gives what is left of its agent when it has ended. */
  async close() {
    this.#child.stdin.end();
    await within("the end of the driver", this.#ended);
    return this.processes;
  }

  /** Ended by itself. */
  async hasEnded(): Promise<void> {
    await within("the end of the driver", this.#ended);
  }

  lawsHold(): void {
    lawsHold(this.items, { answered: this.#answered, prompted: this.#prompted, tellsUsage: this.tellsUsage });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    killNow(this.pid);
    await endProcessesWith(this.#mark);
  }

  #take(item: DriverItem) {
    this.items.push(item);
    if (item.channel === "driver:ask") {
      const answer = this.judge(item.payload);
      if (answer) this.answer(item.payload.askId, answer);
    }
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
