import xterm from "@xterm/headless";
import { expect, onTestFinished, test } from "vitest";
import { AnswerFilter } from "./answer-filter.ts";

function open(mayAnswer: boolean) {
  const terminal = new xterm.Terminal({ allowProposedApi: true, cols: 80, rows: 24 });
  const turn = { mayAnswer };
  const filter = new AnswerFilter(terminal, () => turn.mayAnswer);
  const sent: string[] = [];
  terminal.onData((data) => {
    if (!filter.refuses(data)) sent.push(data);
  });
  onTestFinished(() => {
    filter[Symbol.dispose]();
    terminal.dispose();
  });
  const write = (data: string) => new Promise<void>((done) => terminal.write(data, done));
  return { terminal, turn, sent, write };
}

const questions = [
  "\x1b[c",
  "\x1b[>c",
  "\x1b[5n",
  "\x1b[6n",
  "\x1b[?6n",
  "\x1b[?2004$p",
  "\x1b[4$p",
  "\x1bP$qm\x1b\\",
];

test("a terminal whose turn it is answers each question", async () => {
  const { sent, write } = open(true);
  for (const question of questions) await write(question);
  expect(sent).toHaveLength(questions.length);
});

test("replayed questions are not answered again", async () => {
  const { sent, write } = open(false);
  await write(questions.join("text between"));
  expect(sent).toEqual([]);
});

test("answers begin with the first question after the replay", async () => {
  const { sent, turn, write } = open(false);
  await write("\x1b[6n");
  turn.mayAnswer = true;
  await write("ab\x1b[6n");
  expect(sent).toEqual(["\x1b[1;3R"]);
});

test("output around a swallowed question is shown whole", async () => {
  const { terminal, write } = open(false);
  await write("before \x1b[c\x1b]11;?\x07after");
  expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe("before after");
});

test("typed keys pass at any time, even those that look like an answer", () => {
  const { terminal, sent } = open(false);
  terminal.input("\x1b[1;2R"); // shift and F3 on a keyboard, also the answer to "where is the cursor?"
  expect(sent).toEqual(["\x1b[1;2R"]);
});

test("settings beside the questions still take effect", async () => {
  const { terminal, write } = open(false);
  await write("\x1b[?2004h\x1b[?1h");
  expect(terminal.modes).toMatchObject({ bracketedPasteMode: true, applicationCursorKeysMode: true });
});
