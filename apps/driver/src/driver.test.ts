import { once } from "node:events";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { DriverCommand, DriverItem } from "@dispatch/protocol/agent/driving";
import { expect, test } from "vitest";
import type { Adapter, AgentNeeds } from "./agent.ts";
import { AgentFailure } from "./agent-failure.ts";
import { Driver } from "./driver.ts";

const begin: DriverCommand = {
  type: "begin",
  adapter: "acp",
  command: ["agent"],
  env: { GIVEN: "by the wish" },
  cwd: "/workspace",
  watchEveryTool: true,
};
const prompt = (words: string): DriverCommand => ({
  type: "prompt",
  messageId: words.slice(0, 9),
  text: words,
});
const notice = (code: string): DriverItem => ({ channel: "agent:notice", payload: { code, text: code } });
const piece = (words: string, messageId = "m1"): DriverItem => ({
  channel: "agent:output",
  payload: { text: words, type: "text", messageId },
});

/** A driver with an agent that repeats what it is told, and may do something else with a prompt. */
function bench(onPrompt: (words: string, needs: AgentNeeds) => void = () => undefined) {
  const input = new PassThrough();
  const output = new PassThrough();
  const complaints: string[] = [];
  const told: string[] = [];
  const repeat = (needs: AgentNeeds) => async (what: { type: string }) => {
    told.push(what.type);
    needs.emit(notice(what.type));
  };
  const adapter: Adapter = async (needs) => {
    const obey = repeat(needs);
    return {
      prompt: async (one) => {
        await obey({ type: one.text });
        onPrompt(one.text, needs);
      },
      answer: obey,
      interrupt: () => obey({ type: "interrupt" }),
      setModel: (model) => obey({ type: model }),
      setMode: (mode) => obey({ type: mode }),
      close: () => obey({ type: "close" }),
    };
  };
  const driver = new Driver({
    input,
    output,
    env: { KNOWN: "from the runner", GIVEN: "by the runner" },
    adapters: { acp: async () => adapter },
    complain: (complaint) => complaints.push(complaint),
  });
  const said = text(output);
  const served = driver.serve().then(() => output.end());
  return {
    input,
    output,
    complaints,
    told,
    send: (...commands: (DriverCommand | string)[]) => {
      for (const one of commands) input.write(`${typeof one === "string" ? one : JSON.stringify(one)}\n`);
    },
    /** What it had said when it had ended. */
    ended: async (): Promise<DriverItem[]> => {
      await served;
      const lines = (await said).split("\n").filter((line) => line !== "");
      return lines.map((line) => JSON.parse(line) as DriverItem);
    },
  };
}

test("commands are obeyed in the order in which they come, and the end of the input closes the agent", async () => {
  const { send, input, ended, told } = bench();
  send(begin, prompt("one"), { type: "interrupt" }, prompt("two"), { type: "set-mode", mode: "plan" });
  input.end();
  expect(await ended()).toEqual(["one", "interrupt", "two", "plan", "close"].map(notice));
  expect(told.at(-1)).toBe("close");
});

test("the agent gets the environment of the session, and what the wish says goes first", async () => {
  const seen: AgentNeeds["env"][] = [];
  const { send, input, ended } = bench((_, { env }) => seen.push(env));
  send(begin, prompt("one"));
  input.end();
  await ended();
  expect(seen).toEqual([{ KNOWN: "from the runner", GIVEN: "by the wish" }]);
});

test("a line that is no command is left out, and not a word of it is repeated", async () => {
  const { send, input, ended, complaints } = bench();
  send(begin, "{ my secret", '"my secret"', '{"type":"my secret"}', prompt("one"));
  input.end();
  expect(await ended()).toEqual([notice("one"), notice("close")]);
  expect(complaints).toHaveLength(3);
  expect(complaints.join()).not.toContain("secret");
});

test("an agent that fails ends the driver, though nobody hangs up", async () => {
  const { send, ended, told } = bench((_, { emit }) => {
    emit({ channel: "driver:failed", payload: { code: "agent-died", detail: "It is gone." } });
    emit(notice("too late to matter"));
  });
  send(begin, prompt("one"));
  expect(await ended()).toEqual([
    notice("one"),
    { channel: "driver:failed", payload: { code: "agent-died", detail: "It is gone." } },
  ]);
  expect(told).toEqual(["one", "close"]);
});

test.each([
  [
    new AgentFailure({ code: "signed-out", detail: "Nobody is signed in." }),
    "signed-out",
    "Nobody is signed in.",
  ],
  [new Error("It broke."), "agent-failed", "It broke."],
])("%s becomes a failure that is told once", async (error, code, detail) => {
  const { send, ended } = bench(() => {
    throw error;
  });
  send(begin, prompt("one"), prompt("two"));
  expect(await ended()).toEqual([
    notice("one"),
    notice("close"),
    { channel: "driver:failed", payload: { code, detail } },
  ]);
});

test("an agent that there is no adapter for is a failure", async () => {
  const { send, ended } = bench();
  send({ ...begin, adapter: "opencode" });
  expect(await ended()).toMatchObject([{ channel: "driver:failed", payload: { code: "agent-failed" } }]);
});

test("pieces of one text leave together, before whatever comes next", async () => {
  const { send, input, ended } = bench((_, { emit }) => {
    for (const item of [piece("Hel"), piece("lo"), piece("You", "m2"), notice("next"), piece("!", "m2")])
      emit(item);
  });
  send(begin, prompt("one"));
  input.end();
  expect(await ended()).toEqual([
    notice("one"),
    piece("Hello"),
    piece("You", "m2"),
    notice("next"),
    piece("!", "m2"),
    notice("close"),
  ]);
});

test("pieces do not wait for the next one for long, and not at all when they are many", async () => {
  const { send, input, output, ended } = bench((words, { emit }) => emit(piece(words)));
  send(begin, prompt("a"));
  await once(output, "data"); // the notice
  await once(output, "data"); // the piece, though nothing follows
  send(prompt("b".repeat(5000)));
  input.end();
  const long = piece("b".repeat(5000));
  expect((await ended()).filter(({ channel }) => channel === "agent:output")).toEqual([piece("a"), long]);
});
