// A driver that does what its prompts say, for tests of what runs it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

type Line = { type: string; text?: string; cwd?: string; env?: Record<string, string> };

const say = (channel: string, payload: object) =>
  process.stdout.write(`${JSON.stringify({ channel, payload })}\n`);
const notice = (code: string, text: string) => say("agent:notice", { code, text });

const acts: Record<string, (rest: string) => void> = {
  garbage: () => void process.stdout.write("no JSON\n"),
  shape: () => say("agent:message", { role: "user", text: "as if a person had said it", messageId: "m" }),
  long: () => void process.stdout.write("x".repeat(7 * 1024 * 1024)),
  exit: (code) => {
    process.exitCode = Number(code);
    process.stdin.destroy();
  },
  child: () => {
    // In a session of its own, deaf to a polite word: what agents leave behind.
    const deaf = spawn("/bin/sh", ["-c", "trap '' HUP TERM; while :; do sleep 1; done"], {
      detached: true,
      stdio: "ignore",
    });
    notice("child", String(deaf.pid));
  },
  flood: (count) => {
    for (let index = 0; index < Number(count); index++) notice("flood", String(index));
  },
};

for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text) as Line;
  if (line.type === "begin") {
    const { HOME, DISPATCH_TEST_SECRET } = process.env;
    notice(
      "begun",
      JSON.stringify({
        cwd: line.cwd,
        here: process.cwd(),
        uid: process.getuid?.(),
        HOME,
        DISPATCH_TEST_SECRET,
        env: line.env,
      }),
    );
  } else if (line.type === "prompt") {
    const [act = "", ...rest] = (line.text ?? "").split(" ");
    if (acts[act]) acts[act](rest.join(" "));
    else notice("heard", line.text ?? "");
  } else {
    notice("told", line.type);
  }
}
