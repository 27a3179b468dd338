import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrandParams, ErrandResult } from "@dispatch/protocol/errands";
import { Problem } from "@dispatch/protocol/problems";
import type { Errand } from "../errand.ts";
import { OwnTerminal } from "./own-terminal.ts";
import { SignInScreen } from "./sign-in-screen.ts";

/** A code is one line and short; what is longer is none. */
const CODE_LIMIT_CHARACTERS = 4_096;

type Fault = "timed-out" | "bad-code" | "failed";
const failure = (reason: Fault, detail: string) => new Problem("agent-sign-in-failed", { reason }, detail);

/** Runs a sign-in from its page to its token. The token is in the result, and nowhere else. */
export async function signIn(
  { command, env, limitsMs }: ErrandParams<"agent.sign-in">,
  errand: Errand<"agent.sign-in">,
): Promise<ErrandResult<"agent.sign-in">> {
  // Its settings are not the person's own: what it notes there of the sign-in goes with it.
  const settings = await mkdtemp(join(tmpdir(), "dispatch-sign-in-"));
  try {
    const screen = new SignInScreen();
    let changed = Promise.withResolvers<void>();
    const noticed = () => {
      changed.resolve();
      changed = Promise.withResolvers();
    };
    await using terminal = new OwnTerminal({
      command,
      env: { ...env, CLAUDE_CONFIG_DIR: settings, BROWSER: "true" },
      folder: errand.folder,
      onText: (text) => {
        screen.push(text);
        noticed();
      },
    });
    const ended = terminal.ended.then((code) => {
      throw failure("failed", `The sign-in ended with exit code ${code}. It said: ${screen.lastLine()}`);
    });
    const watched = <T>(limitMs: number, detail: string, seen: () => T | undefined) =>
      within(limitMs, detail, errand.signal, async (signal) => {
        for (;;) {
          const value = seen();
          if (value !== undefined) return value;
          signal.throwIfAborted();
          const next = changed.promise;
          // What it showed last may be what is looked for.
          await Promise.race([
            next,
            ended.catch((error: unknown) => seen() ?? Promise.reject(error as Error)),
            gone(signal),
          ]);
        }
      });

    const url = await watched(limitsMs.url, "No page to sign in at was shown in time.", () => screen.url());
    errand.note({ url });
    const code = await within(limitsMs.code, "No code came in time.", errand.signal, (signal) =>
      Promise.race([firstLine(errand.received), ended, gone(signal)]),
    );
    screen.codeGiven();
    terminal.type(`${code}\r`);
    const token = await watched(limitsMs.token, "The code was not answered in time.", () => {
      if (screen.hasRefused())
        throw failure("bad-code", "The code was refused. Begin again, and copy all of it.");
      return screen.token();
    });
    return { token };
  } finally {
    await rm(settings, { recursive: true, force: true });
  }
}

/** Rejects when the signal aborts; never resolves. */
const gone = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });

async function within<T>(
  limitMs: number,
  detail: string,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(failure("timed-out", detail)), limitMs);
  try {
    return await work(AbortSignal.any([limit.signal, outer]));
  } finally {
    clearTimeout(timer);
  }
}

async function firstLine(received: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const bytes of received) {
    text += bytes.toString("utf8");
    const end = text.search(/[\r\n]/);
    if (end >= 0) return text.slice(0, end);
    if (text.length > CODE_LIMIT_CHARACTERS) break;
  }
  throw failure("bad-code", "No code was given.");
}
