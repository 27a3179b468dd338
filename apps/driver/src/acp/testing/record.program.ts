import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { AgentNeeds } from "../../agent.ts";
import { startAgent } from "../../start-agent.ts";
import { installedAgent } from "../../testing/installed-agents.ts";
import type { Step } from "../../testing/recording.ts";
import { type Case, record, type Subject } from "../../testing/recorder.ts";
import { AcpAgent, type AcpProgram } from "../acp-agent.ts";
import { programOf } from "../acp.ts";

/** Writes down what agents say over ACP: `node record.program.ts [case…]`. */
const denied = { decision: "deny", message: "Not in this folder." } as const;
const blue = { decision: "allow", answers: { "Which colour?": "blue" } } as const;

const scriptedCases: Readonly<Record<string, Case>> = {
  "scripted-task": {
    prompt: "think Hmm\nsay Hello\nrun printf one\nwrite a.txt | one two\nedit a.txt | two | three\nsay Done",
  },
  "scripted-denied": { prompt: "run touch a.txt\nsay Done", answer: denied },
  "scripted-question": { prompt: "ask Which colour? | Red | Blue\nsay Done", answer: blue },
  "scripted-failed": { prompt: "say Before\nfault -32603 Overloaded" },
  "scripted-interrupted": { prompt: "say Before\nhold\nsay After", interruptAt: "speech" },
  "scripted-loaded": { earlier: "say Hello", prompt: "recall" },
};

const claudeCases: Readonly<Record<string, Case>> = {
  "claude-task": {
    prompt:
      "think let me see\nsay Hello\nrun echo hi\nwrite a.txt | one two\nread a.txt\nedit a.txt | two | three\nsay Done",
  },
  "claude-denied": { prompt: "run touch a.txt\nsay Done", answer: denied },
  "claude-question": { prompt: "ask Which colour? | red | blue\nsay Done", answer: blue },
  "claude-failed": { prompt: "say Before\nfault 529" },
  "claude-interrupted": { prompt: "run touch a.txt; sleep 30\nsay After", interruptAt: "command" },
  "claude-resumed": { earlier: "say Hello", prompt: "say Again" },
};

function tapped(program: AcpProgram, tap: (step: Step) => void): AcpProgram {
  let partial = "";
  return {
    ...program,
    send: (line) => {
      tap({ to: JSON.parse(line) });
      program.send(line);
    },
    read: (take) =>
      program.read((bytes) => {
        const lines = `${partial}${bytes.toString()}`.split("\n");
        partial = lines.pop() ?? "";
        for (const line of lines) {
          tap({ from: JSON.parse(line) });
          take(Buffer.from(`${line}\n`));
        }
      }),
  };
}

const connect = async (needs: AgentNeeds, tap: (step: Step) => void) =>
  AcpAgent.begin(needs, tapped(programOf(await startAgent(needs), needs), tap));

const scripted: Subject = {
  connect,
  wish: ({ home }) => ({
    adapter: "acp",
    command: [
      process.execPath,
      fileURLToPath(new URL("../../../../../packages/testkit/src/acp-agent.program.ts", import.meta.url)),
      join(home, ".conversations"),
    ],
    env: { PATH: process.env["PATH"] ?? "", HOME: home },
  }),
};

const ADAPTER = "node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js";
const BINARY = `node_modules/@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}/claude`;

function claudeOverAcp(): Subject {
  const adapter = installedAgent("claude-acp", ADAPTER) ?? installedAgent("claude-agent-acp", ADAPTER);
  const binary = installedAgent("claude", BINARY);
  if (!adapter || !binary) throw new Error("Claude over ACP is not installed");
  return {
    connect,
    wish: ({ model, home }) => ({
      adapter: "acp",
      command: [process.execPath, join(adapter, ADAPTER)],
      env: { ...claudeEnvironment(model, home), CLAUDE_CODE_EXECUTABLE: join(binary, BINARY) },
    }),
  };
}

const chosen = process.argv.slice(2);
const isChosen = ([name]: [string, Case]) => chosen.length === 0 || chosen.includes(name);
for (const [cases, subject] of [
  [scriptedCases, () => scripted],
  [claudeCases, claudeOverAcp],
] as const)
  for (const [name, one] of Object.entries(cases).filter(isChosen)) {
    await record(join(import.meta.dirname, "../recordings", name), subject(), one);
    process.stdout.write(`${name}\n`);
  }
