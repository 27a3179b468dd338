import type { Readable } from "node:stream";
import type { Context } from "../context.ts";
import { interrupted } from "../failure.ts";

/** More than any password or answer; stdin may be anything. */
const ANSWER_LIMIT_CHARACTERS = 64 * 1024;

export async function readAll(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += (part as Buffer).length;
    if (length > ANSWER_LIMIT_CHARACTERS) break;
    parts.push(Buffer.from(part as Buffer));
  }
  return Buffer.concat(parts).toString();
}

/** One question on the terminal. A masked answer is not shown, nor how long it is. */
export function ask(
  { stdin, stderr, signal }: Pick<Context, "stdin" | "stderr" | "signal">,
  { question, masked }: { question: string; masked: boolean },
): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const settle = (finish: () => void) => {
      stdin.off("data", read);
      signal.removeEventListener("abort", cancel);
      stdin.setRawMode?.(false);
      stdin.pause();
      stderr.write("\n");
      finish();
    };
    const cancel = () => settle(() => reject(interrupted()));
    const read = (chunk: Buffer | string) => {
      // An escape sequence (an arrow key, a paste's brackets) is no part of an answer.

      for (const character of chunk.toString().replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "")) {
        if (character === "\r" || character === "\n") return settle(() => resolve(answer));
        if (character === "\u0003" || (character === "\u0004" && answer === "")) return cancel();
        if (character === "\u0015") answer = "";
        else if (character === "\u007f" || character === "\b") {
          if (answer !== "" && !masked) stderr.write("\b \b");
          answer = [...answer].slice(0, -1).join("");
        } else if (character >= " " && answer.length < ANSWER_LIMIT_CHARACTERS) {
          answer += character;
          if (!masked) stderr.write(character);
        }
      }
    };
    // First of all: who types at the sight of the question must find the echo off.
    stdin.setRawMode?.(true);
    stderr.write(question);
    stdin.on("data", read);
    signal.addEventListener("abort", cancel, { once: true });
    stdin.resume();
  });
}
