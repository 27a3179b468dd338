import type { Command } from "commander";
import { LoginStore } from "./account/login-store.ts";
import type { Settings } from "./config/environment.ts";
import type { Context, GlobalOptions, Surroundings } from "./context.ts";
import {
  exitCode,
  Failure,
  failureJson,
  failureLine,
  failureOfProblem,
  usageFailure,
  type ExitCode,
} from "./failure.ts";
import { runningServer } from "./local/server-file.ts";
import { createProgram } from "./program.ts";

/** Time that an interrupted command has to put the terminal right and say goodbye. */
const INTERRUPTION_GRACE_MS = 1_000;

/** Runs one command line to its end, and says with which code. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const program = createProgram({
    stdout: surroundings.stdout,
    stderr: surroundings.stderr,
    start:
      (act) =>
      async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const context = await contextOf(surroundings, command.optsWithGlobals<GlobalOptions>());
        code = (await act({ context, options: command.opts<never>(), words: command.args })) ?? exitCode.done;
      },
  });
  const json = words.slice(0, words.includes("--") ? words.indexOf("--") : undefined).includes("--json");
  try {
    requireKnownCommand(program, words[0]);
    const done = program.parseAsync(words, { from: "user" });
    await Promise.race([done, lateAfterInterruption(surroundings.signal)]);
    return code;
  } catch (error) {
    return report(error, { ...surroundings, json });
  }
}

/** `serve` is what runs without a command, and would take a misspelt one for its own argument. */
function requireKnownCommand(program: Command, word: string | undefined): void {
  if (
    word === undefined ||
    word.startsWith("-") ||
    program.commands.some((command) => command.name() === word)
  )
    return;
  throw usageFailure(`${JSON.stringify(word)} is no command`, "`dispatch --help` lists them");
}

/** Commands end by themselves when interrupted; one that waits for an answer is not waited for. */
const lateAfterInterruption = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const arm = () => void setTimeout(() => reject(new Error("interrupted")), INTERRUPTION_GRACE_MS).unref();
    if (signal.aborted) arm();
    else signal.addEventListener("abort", arm, { once: true });
  });

/** Where a server of this machine would be. One that listens on every address is found on the nearest. */
function localAddress({ host, port }: Settings): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

async function contextOf(surroundings: Surroundings, options: GlobalOptions): Promise<Context> {
  const { settings, stdout } = surroundings;
  // A server of this home folder is found wherever it listens; naming one always goes before.
  const named = options.server ?? settings.server;
  const server = (named ?? (await runningServer(settings.home))?.url ?? localAddress(settings)).replace(
    /\/+$/,
    "",
  );
  const token = options.token ?? settings.apiKey;
  if (!/^https?:\/\/[^/]/.test(server)) {
    throw usageFailure(
      `${server} is not the address of a server`,
      "Give one that begins with http:// or https://",
    );
  }
  return {
    ...surroundings,
    json: options.json === true,
    server,
    token,
    client: async (address = server) => {
      const [{ createClient }, { storedCredential }] = await Promise.all([
        import("@dispatch/client"),
        import("./account/credential.ts"),
      ]);
      // A token belongs to the server it was given for, and goes to no other.
      const isMeant = token !== undefined && address === server;
      const credential = isMeant
        ? { token }
        : storedCredential(address, new LoginStore(settings.credentialsPath));
      return createClient({ baseUrl: address, ...credential });
    },
    print: (value, text) => {
      if (options.json) stdout.write(`${JSON.stringify(value)}\n`);
      else if (text !== "") stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    },
  };
}

/** Says what went wrong, once, and finds the code for it. */
async function report(
  error: unknown,
  { stderr, signal, json }: Surroundings & { json: boolean },
): Promise<ExitCode> {
  const commander = error as { code?: unknown; exitCode?: unknown };
  if (typeof commander.code === "string" && commander.code.startsWith("commander.")) {
    // The parser has written its own line already; a wish for help is no mistake.
    return commander.exitCode === 0 ? exitCode.done : exitCode.usage;
  }
  if (signal.aborted) return signal.reason === "EPIPE" ? exitCode.done : exitCode.interrupted;
  const failure = await failureOf(error);
  stderr.write(json ? `${JSON.stringify(failureJson(failure))}\n` : `${failureLine(failure)}\n`);
  return failure.exitCode;
}

async function failureOf(error: unknown): Promise<Failure> {
  if (error instanceof Failure) return error;
  const { ConnectionError, problemOf } = await import("@dispatch/client/problem");
  const problem = problemOf(error);
  if (problem) return failureOfProblem(problem);
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  if (error instanceof TypeError && error.message === "fetch failed") {
    return new Failure({
      exitCode: exitCode.failed,
      code: "server-unreachable",
      what: `The server does not answer (${cause?.code ?? cause?.message ?? "no connection"})`,
      advice: "Start one with `dispatch serve`, or name another with --server",
    });
  }
  const known =
    error instanceof ConnectionError ? error.code : ((error as NodeJS.ErrnoException).code ?? "unexpected");
  return new Failure({
    exitCode: exitCode.failed,
    code: known,
    what: error instanceof Error ? error.message : String(error),
    advice: "`dispatch doctor` looks for the cause",
    cause: undefined,
  });
}
