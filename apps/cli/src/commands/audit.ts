import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { AUDIT_START, AuditLine, type AuditEntry, type AuditVerdict } from "@dispatch/protocol/audit";
import type { Context } from "../context.ts";
import { exitCode, Failure } from "../failure.ts";
import { ago, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";

export const registerAudit: Register = (program, start) => {
  const group = program
    .command("audit")
    .summary("read and verify the record of who did what")
    .description("The record of who did what, hash-chained and never changed. For administrators.");
  registerList(group, start);
  registerVerify(group, start);
  registerExport(group, start);
};

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list the newest entries")
    .description("List the newest entries.")
    .option("--act <act>", "only this act, such as session.create")
    .option("--actor <id>", "only what this person or link did")
    .option("--limit <n>", "how many", "50")
    .action(
      start<{ act?: string; actor?: string; limit: string }>(async ({ context, options }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const { act, actor, limit } = options;
        const query = { limit: Number(limit), ...(act ? { act } : {}), ...(actor ? { actor } : {}) };
        const page = dataOf(await (await context.client()).GET("/api/audit", { params: { query } }));
        const rows = (page.items as AuditEntry[]).map((entry) => [
          String(entry.number),
          ago(entry.at),
          entry.actor.name ?? entry.actor.kind,
          entry.actor.kind,
          entry.act,
          entry.outcome,
          entry.object ?? "",
          entry.address,
        ]);
        const head = ["NUMBER", "WHEN", "WHO", "AS", "ACT", "OUTCOME", "OBJECT", "FROM"];
        context.print(page, table(head, rows));
      }),
    );
}

function registerVerify(group: Command, start: Start): void {
  group
    .command("verify")
    .summary("check that no entry was changed, removed or added by others")
    .description(
      "Check that no entry was changed, removed or added by others. With a file: check an export, without a server.",
    )
    .argument("[file]", "an export")
    .action(
      start(async ({ context, words: [file] }) => {
        const verdict = file === undefined ? await askServer(context) : await verifyFile(file);
        context.print(verdict, verdict.detail);
        return verdict.intact ? exitCode.done : exitCode.failed;
      }),
    );
}

function registerExport(group: Command, start: Start): void {
  group
    .command("export")
    .summary("print the whole log, one entry in each line")
    .description("Print the whole log, one entry in each line, with its hash.")
    .action(
      start(async ({ context }) => {
        const { dataOf } = await import("@dispatch/client/problem");
        const client = await context.client();
        const body = dataOf(await client.GET("/api/audit/export", { parseAs: "stream" })) as unknown as
          AsyncIterable<Uint8Array> | undefined;
        for await (const bytes of body ?? []) context.stdout.write(bytes);
      }),
    );
}

async function askServer(context: Context): Promise<AuditVerdict> {
  const { dataOf } = await import("@dispatch/client/problem");
  return dataOf(await (await context.client()).GET("/api/audit/verify"));
}

/** The chain alone: only the server has the key of the seals, and knows where the log ends. */
async function verifyFile(path: string): Promise<AuditVerdict> {
  let previous = AUDIT_START;
  let entries = 0;
  const broken = (detail: string): AuditVerdict => ({
    intact: false,
    entries,
    firstBroken: entries + 1,
    detail,
  });
  const input = createReadStream(path);
  const opened = new Promise<void>((resolve, reject) =>
    input.once("open", () => resolve()).once("error", reject),
  );
  await opened.catch((error: unknown) => {
    const what = `${path} cannot be read: ${(error as Error).message}`;
    throw new Failure({
      exitCode: exitCode.usage,
      code: "no-file",
      what,
      advice: "`dispatch audit export` makes one",
    });
  });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line === "") continue;
    const parsed = AuditLine.safeParse(parseJson(line));
    if (!parsed.success) return broken(`Line ${entries + 1} is not an entry.`);
    const { entry, hash } = parsed.data;
    // What the hash is about is the entry's text as it stands in the line.
    const text = line.slice('{"entry":'.length, line.lastIndexOf(',"hash":'));
    if (entry.number !== entries + 1) return broken(`Entry ${entries + 1} is missing.`);
    if (createHash("sha256").update(text).digest("hex") !== hash)
      return broken(`Entry ${entries + 1} was changed.`);
    if (entry.previous !== previous) return broken(`Entry ${entries + 1} does not follow the one before it.`);
    previous = hash;
    entries += 1;
  }
  return {
    intact: true,
    entries,
    detail: `The chain of ${entries} entries is whole. Its last hash is ${previous}.`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
