import { Command, Option } from "commander";
import { buildId } from "./build.ts";
import { registerApprovals } from "./commands/approvals.ts";
import { registerApprove, registerDeny } from "./commands/approve.ts";
import { registerAgent } from "./commands/agent.ts";
import { registerAudit } from "./commands/audit.ts";
import { registerAttach } from "./commands/attach.ts";
import { registerCommit } from "./commands/commit.ts";
import { registerDiff } from "./commands/diff.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerEdit } from "./commands/edit.ts";
import { registerExport } from "./commands/export.ts";
import { registerFile } from "./commands/file.ts";
import { registerGit } from "./commands/git.ts";
import { registerIdentity } from "./commands/identity.ts";
import { registerInterrupt } from "./commands/interrupt.ts";
import { registerKey } from "./commands/key.ts";
import { registerList } from "./commands/ls.ts";
import { registerLogin } from "./commands/login.ts";
import { registerLogins } from "./commands/logins.ts";
import { registerLogout } from "./commands/logout.ts";
import { registerLogs } from "./commands/logs.ts";
import { registerMcp } from "./commands/mcp.ts";
import { registerNew } from "./commands/new.ts";
import { registerPull } from "./commands/pull.ts";
import { registerPush } from "./commands/push.ts";
import { registerRepo } from "./commands/repo.ts";
import { registerRemove } from "./commands/rm.ts";
import { registerPullRequest } from "./commands/pr.ts";
import { registerRun } from "./commands/run.ts";
import { registerResume } from "./commands/resume.ts";
import { registerRules } from "./commands/rules.ts";
import { registerScreen } from "./commands/screen.ts";
import { registerSecrets } from "./commands/secrets.ts";
import { registerSend } from "./commands/send.ts";
import { registerServe } from "./commands/serve.ts";
import { registerShare } from "./commands/share.ts";
import { registerRestore, registerSnapshot } from "./commands/snapshot.ts";
import { registerStatus } from "./commands/status.ts";
import { registerStop } from "./commands/stop.ts";
import { registerStopSession } from "./commands/stop-session.ts";
import { registerUsage } from "./commands/usage.ts";
import { registerUser } from "./commands/user.ts";
import { registerWait } from "./commands/wait.ts";
import { registerWhoami } from "./commands/whoami.ts";
import { registerWorkspace } from "./commands/workspace.ts";
import type { Context, OutputStream } from "./context.ts";
import type { ExitCode } from "./failure.ts";

export type Act<O> = (call: { context: Context; options: O; words: string[] }) => Promise<ExitCode | void>;
export type Start = <O = object>(act: Act<O>) => (...given: unknown[]) => Promise<void>;
export type Register = (program: Command, start: Start) => void;

const commands: readonly Register[] = [
  registerServe,
  registerStop,
  registerStatus,
  registerDoctor,
  registerLogin,
  registerLogout,
  registerWhoami,
  registerRun,
  registerNew,
  registerList,
  registerAttach,
  registerSend,
  registerWait,
  registerApprovals,
  registerApprove,
  registerDeny,
  registerLogs,
  registerScreen,
  registerInterrupt,
  registerStopSession,
  registerResume,
  registerRemove,
  registerExport,
  registerShare,
  registerRules,
  registerUsage,
  registerWorkspace,
  registerPullRequest,
  registerFile,
  registerEdit,
  registerDiff,
  registerCommit,
  registerPush,
  registerPull,
  registerSnapshot,
  registerRestore,
  registerGit,
  registerRepo,
  registerIdentity,
  registerAgent,
  registerKey,
  registerLogins,
  registerUser,
  registerAudit,
  registerSecrets,
  registerMcp,
];

/** The grammar of the command line; what a command does is in its own file. */
export function createProgram(needs: { stdout: OutputStream; stderr: OutputStream; start: Start }): Command {
  const program = new Command("dispatch")
    .description("Durable terminals and agents on your own machine.")
    .configureOutput({
      writeOut: (text) => void needs.stdout.write(text),
      writeErr: (text) => void needs.stderr.write(text),
      outputError: (text, writeError) => writeError(`dispatch: ${sentence(text)} See \`dispatch --help\`.\n`),
    })
    .version(buildId, "-V, --version", "show which build this is")
    .exitOverride()
    .helpCommand(false)
    .showSuggestionAfterError(true);
  for (const register of commands) register(program, needs.start);
  addGlobalOptions(program);
  return program;
}

/** "error: unknown option '--x'" as a sentence. */
const sentence = (text: string) => {
  const plain = text
    .replace(/^error: /, "")
    .replace(/\s+/g, " ")
    .trim();
  const begun = plain.charAt(0).toUpperCase() + plain.slice(1);
  return /[.?)]$/.test(begun) ? begun : `${begun}.`;
};

/** Every command that does something takes these. Groups of commands pass them on. */
function addGlobalOptions(command: Command): void {
  if (command.commands.length === 0) {
    command
      .option("--json", "write JSON, one value a line")
      .addOption(new Option("--server <url>", "the server to talk to (DISPATCH_SERVER)"))
      .addOption(new Option("--token <token>", "an API key or access token (DISPATCH_API_KEY)"));
  }
  for (const child of command.commands) addGlobalOptions(child);
}
