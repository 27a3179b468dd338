import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ask, readAll } from "./ask.ts";

function terminal() {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: [] as boolean[],
    setRawMode: (raw: boolean) => void stdin.raw.push(raw),
  });
  const stderr = new PassThrough();
  const interruption = new AbortController();
  return { stdin, stderr, interruption, context: { stdin, stderr, signal: interruption.signal } };
}

test("a masked answer is read to the end of the line and never shown", async () => {
  const { stdin, stderr, context } = terminal();
  const answer = ask(context, { question: "Password: ", masked: true });
  stdin.write("secrex\u007ft pass\u001b[A");
  stdin.write("word\r");
  expect(await answer).toBe("secret password");
  expect([String(stderr.read()), stdin.raw]).toEqual(["Password: \n", [true, false]]);
});

test("a plain answer is shown, with its corrections", async () => {
  const { stdin, stderr, context } = terminal();
  const answer = ask(context, { question: "E-mail: ", masked: false });
  stdin.write("adb\u007fa\n");
  expect([await answer, String(stderr.read())]).toEqual(["ada", "E-mail: adb\b \ba\n"]);
});

test("Ctrl-C, Ctrl-D and a signal leave the question, with the terminal put back", async () => {
  for (const leave of ["\u0003", "\u0004", "signal"]) {
    const { stdin, interruption, context } = terminal();
    const answer = ask(context, { question: "? ", masked: true });
    if (leave === "signal") interruption.abort();
    else stdin.write(leave);
    await expect(answer).rejects.toMatchObject({ exitCode: 130 });
    expect(stdin.raw).toEqual([true, false]);
  }
});

test("a piped password is read whole", async () => {
  const stream = new PassThrough();
  stream.write("päss");
  stream.end("word\n");
  expect(await readAll(stream)).toBe("pässword\n");
});
