import { readFile } from "node:fs/promises";
import { ask, readAll } from "../account/ask.ts";
import type { Context } from "../context.ts";
import { exitCode, Failure } from "../failure.ts";

/** The key in a file, or in what is piped in. */
export async function readKey({ stdin }: Pick<Context, "stdin">, path: string): Promise<string> {
  if (path === "-") return readAll(stdin);
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new Failure({
      exitCode: exitCode.usage,
      code: "key-unreadable",
      what: `The key ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`,
      advice: "Give the path of the private key, the file without .pub at its end",
      cause: error,
    });
  });
}

/** Does it, and where the key is locked does it again with what is answered, until it opens or nobody can be asked. */
export async function withPassphrase<T>(
  context: Context,
  canAsk: boolean,
  work: (passphrase: string | undefined) => Promise<T>,
): Promise<T> {
  let passphrase: string | undefined;
  for (;;) {
    try {
      return await work(passphrase);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (!canAsk || (code !== "key-passphrase-needed" && code !== "key-passphrase-wrong")) throw error;
      const question =
        code === "key-passphrase-wrong" ? "That does not open it. Passphrase: " : "Passphrase: ";
      passphrase = await ask(context, { question, masked: true });
    }
  }
}
