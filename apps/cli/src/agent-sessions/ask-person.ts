import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnswerApproval, Approval } from "@dispatch/protocol/agent/approval";
import { ToolInput } from "@dispatch/protocol/agent/tools";
import { ask } from "../account/ask.ts";
import type { Context } from "../context.ts";
import { askKey } from "./ask-key.ts";
import { askText, printable } from "./item-text.ts";

type Desk = Pick<Context, "stdin" | "stderr" | "signal" | "settings">;

/** Asks at this terminal. Rejects as interrupted when somebody presses Ctrl-C, or the signal tells that it is answered. */
export async function askPerson(desk: Desk, approval: Approval): Promise<AnswerApproval> {
  desk.stderr.write(`${askText(approval)}\n`);
  if (approval.type === "question") return askQuestions(desk, approval);
  const offered = choicesOf(approval);
  for (;;) {
    const question = `  ${offered.map(([key, name]) => `[${key}] ${name}`).join("  ")} > `;
    const key = await askKey(desk, { question, keys: offered.map(([one]) => one).join("") });
    if (key === "a") return { decision: "allow" };
    if (key === "s") return { decision: "allow", scope: "session" };
    if (key === "A") return { decision: "allow", scope: "always" };
    if (key === "d") return deny(desk, approval);
    const input = await editInput(desk, approval);
    if (input) return { decision: "allow", input };
  }
}

function choicesOf({ type, answers, suggestion, call }: Approval): (readonly [key: string, name: string])[] {
  const rule = suggestion ? ` (${suggestion.tool}${suggestion.pattern ? ` ${suggestion.pattern}` : ""})` : "";
  const isPermission = type === "permission";
  return [
    ["a", "allow"],
    ...(isPermission && suggestion
      ? ([
          ["s", "for this session"],
          ["A", `always${printable(rule)}`],
        ] as const)
      : []),
    ["d", "deny"],
    ...(isPermission && answers.input && call ? ([["e", "edit"]] as const) : []),
  ];
}

async function deny(desk: Desk, { answers }: Approval): Promise<AnswerApproval> {
  if (!answers.message) return { decision: "deny" };
  const message = (await ask(desk, { question: "  Why? (Enter for no reason) ", masked: false })).trim();
  return { decision: "deny", ...(message !== "" && { message }) };
}

async function askQuestions(desk: Desk, { questions = [] }: Approval): Promise<AnswerApproval> {
  const answers: Record<string, string | string[]> = {};
  for (const { question, options, multiSelect } of questions) {
    const how = multiSelect ? "numbers, or your own words" : "a number, or your own words";
    let given = "";
    while (given === "")
      given = (
        await ask(desk, { question: `  ${printable(question)} (${how}; "-" denies) > `, masked: false })
      ).trim();
    if (given === "-") return { decision: "deny" };
    const chosen = given.split(/[\s,]+/).map((word) => options[Number(word) - 1]?.label);
    const labels = chosen.filter((label) => label !== undefined);
    const isChoice = labels.length === chosen.length && (multiSelect || labels.length === 1);
    answers[question] = !isChoice ? given : multiSelect ? labels : (labels[0] ?? given);
  }
  return { decision: "allow", answers };
}

/** The input as it was edited; nothing where it was left as it is or is none any more. */
async function editInput({ settings, stderr }: Desk, { call }: Approval): Promise<ToolInput | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "dispatch-input-"));
  const file = join(folder, "input.json");
  const before = `${JSON.stringify(call?.input, null, 2)}\n`;
  try {
    await writeFile(file, before, { mode: 0o600 });
    const child = spawn("/bin/sh", ["-c", `${settings.editor} "$1"`, "sh", file], { stdio: "inherit" });
    await once(child, "exit");
    const after = await readFile(file, "utf8");
    if (after === before) {
      stderr.write("  It was not changed.\n");
      return undefined;
    }
    return ToolInput.parse(JSON.parse(after));
  } catch {
    stderr.write("  That is no JSON object; nothing was answered.\n");
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
