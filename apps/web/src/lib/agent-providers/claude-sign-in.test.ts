import { SignInRefused } from "@dispatch/client/live/claude-sign-in";
import { expect, test } from "vitest";
import { strings } from "#lib/strings.ts";
import { ClaudeSignIn } from "./claude-sign-in.svelte.ts";

/** Claude's side of it: shows a page, and decides by the code. */
function claude() {
  const seen: { codes: string[]; signals: AbortSignal[] } = { codes: [], signals: [] };
  const signIn = new ClaudeSignIn(async (askCode, signal) => {
    seen.signals.push(signal);
    const code = await askCode(`https://claude.example/${seen.signals.length}`);
    seen.codes.push(code);
    if (code !== "good") throw new SignInRefused("bad-code", "no");
  });
  return { signIn, ...seen };
}

test("the page is shown, its code handed over, and the sign-in done", async () => {
  const { signIn, codes } = claude();
  const done = signIn.begin();
  expect(signIn.step).toEqual({ at: "page", url: "https://claude.example/1" });
  signIn.give("good");
  expect(signIn.step).toEqual({ at: "checking" });
  await done;
  expect([signIn.step, codes]).toEqual([{ at: "done" }, ["good"]]);
});

test("what is refused says what to do, and begins anew with another page", async () => {
  const { signIn, signals } = claude();
  const first = signIn.begin();
  signIn.give("wrong");
  await first;
  expect(signIn.step).toEqual({ at: "failed", detail: strings.agentProviders.signIn.faults["bad-code"] });
  void signIn.begin();
  expect(signIn.step).toEqual({ at: "page", url: "https://claude.example/2" });
  signIn[Symbol.dispose]();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});
