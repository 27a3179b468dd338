import { buildId } from "../build.ts";
import type { Register } from "../program.ts";

export const registerMcp: Register = (program, start) => {
  program
    .command("mcp")
    .summary("offer sessions to another program as tools")
    .description(
      "Speak the Model Context Protocol on stdin and stdout: an agent elsewhere can then start sessions, talk to agents and read what they did, with the rights of the key.",
    )
    .option("--allow-approvals", "it may answer what agents ask, too; never for the session it runs in")
    .addHelpText("after", "\nExample:\n  claude mcp add dispatch -- dispatch mcp --token dsp_…")
    .action(
      start<{ allowApprovals?: true }>(async ({ context, options }) => {
        const { serveMcp } = await import("../mcp/mcp-server.ts");
        const client = await context.client();
        const mayAnswer = options.allowApprovals === true;
        await serveMcp({ ...context, client, mayAnswer, build: buildId });
      }),
    );
};
