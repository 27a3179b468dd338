import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Place, Rung } from "./rung.ts";
import { preparePlace, type Account } from "./prepare-place.ts";

/** A container takes a second to start, on a very busy machine some. */
const PROBE_LIMIT_S = 20;
/** Number 0 is nobody's: people are numbered from 1. */
const PROBE_NUMBER = 0;

export type Trial = {
  /** Dispatch's own: nothing in it may be found. */
  readonly folder: string;
  /** Where people's folders lie, and the probe's beside them: whether those can be reached is to be proved. */
  readonly workspacesPath: string;
  readonly account: Account;
};

/**
 * Runs one program on a rung exactly as a session would run it, and looks at what it got: the uid, no other groups, no
 * capabilities, no way to new privileges, its own folders, and a secret that it must not find. Returns what is wrong.
 */
export async function tryOut(
  rung: Rung,
  { folder, workspacesPath, account }: Trial,
): Promise<string | undefined> {
  const own = join(workspacesPath, `.probe-${process.pid}-${rung.name}`);
  const secret = join(folder, `secret-${rung.name}`);
  try {
    for (const path of [own, folder]) await mkdir(path, { recursive: true, mode: 0o700 });
    await writeFile(secret, "secret", { mode: 0o600 });
    const place = await preparePlace(
      {
        person: { number: PROBE_NUMBER, name: "probe", folder: own },
        workspacePath: join(own, "workspace"),
        sessionId: "probe",
        launch: process.pid,
        network: "host",
        shown: [],
      },
      { account, accountsFolder: folder },
    );
    return verdict(await run(rung, place, secret), place);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(own, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
}

const QUESTIONS = `id -u; id -G
grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status | tr -d '\\t'
touch ./touched "$HOME/touched" && echo writable
cat "$1" 2>/dev/null || echo hidden`;

async function run(rung: Rung, place: Place, secret: string): Promise<string> {
  const wrapped = await rung.wrap(
    {
      file: "/bin/sh",
      args: ["-c", QUESTIONS, "probe", secret],
      env: { PATH: "/usr/bin:/bin", HOME: place.homePath },
      cwd: place.workspacePath,
    },
    place,
  );
  const answers = new Promise<string>((resolve, reject) => {
    execFile(
      wrapped.file,
      [...wrapped.args],
      { env: { ...wrapped.env }, cwd: wrapped.cwd, timeout: PROBE_LIMIT_S * 1000, killSignal: "SIGKILL" },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        const said = stderr.trim().split("\n").slice(-3).join(" ");
        if (error.killed)
          reject(new Error(`A program did not end there within ${PROBE_LIMIT_S} s. ${said}`.trim()));
        else reject(new Error(said || `A program ended there with ${error.code ?? error.signal}.`));
      },
    ).stdin?.end();
  });
  return answers.finally(wrapped.release);
}

function verdict(answers: string, { uid }: Place): string | undefined {
  const lines = answers.trim().split("\n");
  const capabilities = lines.filter((line) => line.startsWith("Cap"));
  if (uid !== undefined && lines[0] !== String(uid)) return `It ran as uid ${lines[0]} instead of ${uid}.`;
  if (uid !== undefined && lines[1] !== String(uid)) return `It kept the groups ${lines[1]}.`;
  if (capabilities.some((line) => !/:0+$/.test(line)))
    return `It kept capabilities: ${capabilities.join(" ")}.`;
  if (!lines.includes("NoNewPrivs:1")) return "It could gain new privileges.";
  if (!lines.includes("writable")) return "It could not write to its own folders.";
  if (!lines.includes("hidden")) return "It could read a file of Dispatch's own.";
  return undefined;
}
