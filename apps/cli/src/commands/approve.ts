import { InvalidArgumentError, Option } from "commander";
import type { AnswerApproval } from "@dispatch/protocol/agent/approval";
import type { Context } from "../context.ts";
import type { Register } from "../program.ts";

type ApproveOptions = {
  readonly session?: true;
  readonly always?: true;
  readonly input?: Record<string, unknown>;
  readonly answer?: readonly string[];
};

export const registerApprove: Register = (program, start) => {
  program
    .command("approve")
    .summary("allow what an agent asks for, or answer it")
    .description("Allow what an agent asks for, or answer its question. The first answer counts.")
    .argument("<approval>", "id, or the beginning of one that waits")
    .addOption(new Option("--session", "and what is alike for the rest of this session").conflicts("always"))
    .option("--always", "and what is alike from now on: makes a rule")
    .option("--input <json>", "allow it with this input", readObject)
    .option(
      "--answer <question=answer>",
      "to a question, by its words or its number; may be repeated",
      gather,
    )
    .action(
      start<ApproveOptions>(async ({ context, options, words: [reference = ""] }) => {
        const { answersOf } = await import("../agent-sessions/approval-api.ts");
        const scope = options.always ? "always" : options.session ? "session" : undefined;
        await answer(context, reference, (approval) => ({
          decision: "allow",
          ...(scope && { scope }),
          ...(options.input && { input: options.input }),
          ...(options.answer && { answers: answersOf(approval, options.answer) }),
        }));
      }),
    );
};

export const registerDeny: Register = (program, start) => {
  program
    .command("deny")
    .summary("deny what an agent asks for")
    .description("Deny what an agent asks for. It goes on without.")
    .argument("<approval>", "id, or the beginning of one that waits")
    .option("-m, --message <reason>", "told to the agent")
    .action(
      start<{ message?: string }>(async ({ context, options, words: [reference = ""] }) =>
        answer(context, reference, () => ({
          decision: "deny",
          ...(options.message !== undefined && { message: options.message }),
        })),
      ),
    );
};

type Asked = Parameters<typeof import("../agent-sessions/approval-api.ts").answersOf>[0];

async function answer(
  context: Context,
  reference: string,
  answerTo: (approval: Asked) => AnswerApproval,
): Promise<void> {
  const [{ answerApproval, refuseOwn, resolveApproval }, { approvalLine }] = await Promise.all([
    import("../agent-sessions/approval-api.ts"),
    import("../agent-sessions/approval-text.ts"),
  ]);
  const client = await context.client();
  const approval = await resolveApproval(client, reference);
  refuseOwn(approval, context.settings);
  const answered = await answerApproval(client, approval.id, answerTo(approval));
  context.print(answered, approvalLine(answered));
}

const gather = (text: string, before: readonly string[] = []) => [...before, text];

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below, like any other value that is no object.
  }
  throw new InvalidArgumentError("It must be a JSON object.");
}
