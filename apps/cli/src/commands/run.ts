import type { Register } from "../program.ts";
import { type AgentOptions, agentOptions } from "./agent-options.ts";
import { workspaceOf } from "./new.ts";

export const registerRun: Register = (program, start) => {
  agentOptions(
    program
      .command("run")
      .summary("give an agent a task, and follow it")
      .description(
        "Start an agent session with the task and follow it until its turn has ended. What it asks is asked here. Ctrl-C interrupts it; pressed again it leaves, and the session goes on.",
      )
      .argument("<task...>", "what to do, joined by spaces; - reads it from stdin"),
  )
    .option("--detach", "print the session's id and leave it to itself")
    .addHelpText(
      "after",
      '\nExit code 6 when the turn did not complete.\n\nExamples:\n  dispatch run "mend the failing test"\n  git diff | dispatch run --mode plan - --json',
    )
    .action(
      start<AgentOptions & { detach?: true }>(async ({ context, options, words }) => {
        const [{ createAgent, readMessage }, { exitCodeOfEnd, followAgent, untilAnswered }] =
          await Promise.all([
            import("../agent-sessions/agent-session-api.ts"),
            import("../agent-sessions/follow-agent.ts"),
          ]);
        const prompt = await readMessage(context, words);
        const client = await context.client();
        const { provider, model, mode, title } = options;
        const { workspace: workspaceId } = await workspaceOf(context, client, options);
        const session = await createAgent(client, { provider, model, mode, title, workspaceId, prompt });
        if (options.detach) return context.print(session, session.id);
        const { id } = session;
        const isOwn = (text: string) => text === prompt;
        const end = await followAgent({ ...context, client, id, after: 0, until: untilAnswered(), isOwn });
        context.stderr.write(`[${id}; \`dispatch send ${id} --follow\` goes on]\n`);
        return exitCodeOfEnd(end);
      }),
    );
};
