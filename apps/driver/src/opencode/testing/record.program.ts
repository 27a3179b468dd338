import { join } from "node:path";
import { openCodeEnvironment } from "@dispatch/testkit/model/agent-environments";
import { z } from "zod";
import type { AgentNeeds } from "../../agent.ts";
import { installedAgent } from "../../testing/installed-agents.ts";
import type { Step } from "../../testing/recording.ts";
import { type Case, record } from "../../testing/recorder.ts";
import { beginOn } from "../opencode.ts";
import { OpenCodeServer, Refusal, type Server } from "../server.ts";

/** Writes down what OpenCode's server says: `node record.program.ts [case…]`. */
const cases: Readonly<Record<string, Case>> = {
  task: {
    prompt:
      "think let me see\nsay Hello\nrun echo hi\nwrite a.txt | one two\nread a.txt\nedit a.txt | two | three\nsay Done",
  },
  denied: {
    prompt: "run touch a.txt\nsay Done",
    answer: { decision: "deny", message: "Not in this folder." },
  },
  question: {
    prompt: "ask Which colour? | red | blue\nsay Done",
    answer: { decision: "allow", answers: { "Which colour?": "blue" } },
  },
  failed: { prompt: "say Before\nfault 401" },
  interrupted: { prompt: "run touch a.txt; sleep 30\nsay After", interruptAt: "command" },
  resumed: { earlier: "say Hello", prompt: "say Again" },
};

/** Of the rest it speaks to everyone, about the machine and itself. */
const ofConversations = z.object({ type: z.string().regex(/^(session|message|permission|question|todo)\./) });
const anything = z.unknown();

function tapped(server: Server, tap: (step: Step) => void): Server {
  let requests = 0;
  return {
    ask: async (method, path, shape, body) => {
      const request = ++requests;
      tap({ to: { request, method, path, ...(body === undefined ? {} : { body }) } });
      try {
        const result = await server.ask(method, path, anything, body);
        tap({ from: { request, result } });
        return shape.parse(result);
      } catch (error) {
        if (error instanceof Refusal)
          tap({ from: { request, refused: { status: error.status, message: error.message } } });
        throw error;
      }
    },
    follow: (take, caughtUp) =>
      server.follow(
        (event) => {
          if (ofConversations.safeParse(event).success) tap({ from: { event } });
          take(event);
        },
        () => {
          tap({ from: { follows: true } });
          return caughtUp();
        },
      ),
    ended: server.ended,
    close: () => server.close(),
  };
}

const PROGRAM = `node_modules/opencode-${process.platform}-${process.arch}/bin/opencode`;
const installed = installedAgent("opencode", PROGRAM);
if (!installed) throw new Error("OpenCode is not installed");
const subject = {
  connect: async (needs: AgentNeeds, tap: (step: Step) => void) =>
    beginOn(tapped(await OpenCodeServer.start(needs), tap), needs),
  wish: ({ model, home }: Parameters<Parameters<typeof record>[1]["wish"]>[0]) => ({
    adapter: "opencode" as const,
    command: [join(installed, PROGRAM)],
    env: openCodeEnvironment(model, home),
  }),
  // Which came first is read from them.
  orderedNames: /\b(?:msg|prt)_\w{8,}/g,
};
const chosen = process.argv.slice(2);
for (const [name, one] of Object.entries(cases)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  await record(join(import.meta.dirname, "../recordings", name), subject, one);
  process.stdout.write(`${name}\n`);
}
