import { expect, test } from "vitest";
import type { NewEvent, SessionEvent } from "@dispatch/protocol/events";
import { ApprovalId, SessionId } from "@dispatch/protocol/ids";
import { exporters, type ExportedSession } from "./exporters.ts";

const session: ExportedSession = {
  id: SessionId.parse("ses_0123456789"),
  title: "mend the *engine*",
  createdAt: "2026-01-02T03:04:05.000Z",
  provider: "scripted",
};

async function exported(format: "md" | "txt", ...events: NewEvent[]): Promise<string> {
  async function* numbered() {
    for (const [index, event] of events.entries())
      yield { ...event, seq: index + 1, at: 1000 * index } as SessionEvent;
  }
  let whole = "";
  for await (const part of exporters.agent[format].write(numbered(), session)) whole += part;
  return whole;
}

const approvalId = ApprovalId.parse("apr_0123456789abcdefghij");
const said = (role: "user" | "agent", text: string, more: object = {}): NewEvent => ({
  channel: "agent:message",
  payload: { role, text, messageId: text, ...more },
});
const thread: NewEvent[] = [
  said("user", "mend\nit", { by: { name: "ada" } }),
  { channel: "agent:turn", payload: { turn: 1, messageIds: ["mend\nit"] } },
  { channel: "agent:output", payload: { type: "thinking", text: "hm", messageId: "t" } },
  said("agent", "I **look**."),
  { channel: "agent:tool_use", payload: { toolUseId: "a", tool: "Bash", input: { command: "ls <x>" } } },
  {
    channel: "session:waiting_for_input",
    payload: { approvalId, type: "permission", prompt: "Run ls?", toolUseId: "a" },
  },
  {
    channel: "session:answered",
    payload: { approvalId, decision: "allow", by: { name: "ada" }, at: 1, toolUseId: "a" },
  },
  {
    channel: "agent:tool_result",
    payload: { toolUseId: "a", tool: "Bash", output: "\u001b[1mone\u001b[0m\n```\ntwo\n", isError: false },
  },
  {
    channel: "agent:usage",
    payload: {
      inputTokens: 1000,
      outputTokens: 20,
      cacheReadTokens: 200,
      cacheWriteTokens: 0,
      costUsd: 0.25,
    },
  },
  { channel: "session:completed", payload: { summary: "", outcome: "completed" } },
];

test("md is a page to read: who said what, tools to unfold, costs", async () => {
  expect(await exported("md", ...thread)).toBe(`# mend the \\*engine\\*

\`ses_0123456789\`, 2026-01-02T03:04:05.000Z, scripted

## ada

> mend
> it

<details>
<summary>Thinking</summary>

hm

</details>

I **look**.

<details>
<summary><b>Bash</b> ls &lt;x&gt; (done)</summary>

\`\`\`sh
ls <x>
\`\`\`

_It was allowed by ada._

\`\`\`\`text
one
\`\`\`
two
\`\`\`\`

</details>

_Turn completed in 8 s, 1200 tokens in, 20 out, 0.25 USD._

---
`);
});

test("txt is the same without any markup", async () => {
  expect(await exported("txt", ...thread)).toBe(`ada:
    mend
    it

(thinking)
    hm

I **look**.

[Bash] ls <x> (done, allowed by ada)
    one
    \`\`\`
    two

--- turn completed in 8 s, 1200 tokens in, 20 out, 0.25 USD ---

`);
});

test("a fence that a cut message left open ends with it, and a diff shows the lines that change", async () => {
  const md = await exported(
    "md",
    { channel: "agent:output", payload: { type: "text", text: "see\n```js\nlet a", messageId: "m" } },
    {
      channel: "agent:tool_use",
      payload: {
        toolUseId: "e",
        tool: "Edit",
        input: {},
        diff: [{ path: "a.ts", oldText: "1\n2\n3\n", newText: "1\ntwo\n3\n" }],
      },
    },
    { channel: "session:status", payload: { status: "ended", outcome: "lost" } },
  );
  expect(md).toContain("see\n```js\nlet a\n```\n\n_Cut off here._");
  expect(md).toContain("`a.ts`\n\n```diff\n@@ -2,1 +2,1 @@\n-2\n+two\n```");
  expect(md).toContain("(not finished)</summary>");
  expect(md).toContain("_The session ended: lost._");
});

test("a sub-agent's work is inside the tool that began it, also where it ends after the turn", async () => {
  const txt = await exported(
    "txt",
    { channel: "agent:tool_use", payload: { toolUseId: "t", tool: "Task", input: {}, title: "look around" } },
    {
      channel: "agent:tool_use",
      payload: { toolUseId: "r", tool: "Read", input: {}, title: "a.ts", parentToolUseId: "t" },
    },
    { channel: "session:completed", payload: { summary: "", outcome: "completed" } },
    said("user", "next"),
    {
      channel: "agent:tool_result",
      payload: { toolUseId: "r", tool: "Read", output: "text", isError: false },
    },
    {
      channel: "agent:tool_result",
      payload: { toolUseId: "t", tool: "Task", output: "seen", isError: false },
    },
  );
  expect(txt).toBe(`[Task] look around (done)
    [Read] a.ts (done)
        text
    seen

--- turn completed ---

user:
    next

`);
});
