import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import type { GitDiff, Snapshot } from "@dispatch/protocol/git";
import { ago, oneLine, table } from "../output/table.ts";
import type { Register, Start } from "../program.ts";
import { WORKSPACE, found } from "../workspaces/found-workspace.ts";

const SNAPSHOT = ["<snapshot>", "its id"] as const;

/** `dispatch snapshot`: the files of a workspace as they were. */
export const registerSnapshot: Register = (program, start) => {
  const group = program
    .command("snapshot")
    .summary("keep a workspace's files as they are, and bring them back")
    .description("Snapshots: the files of a workspace as they were, to come back to.");
  registerCreate(group, start);
  registerList(group, start);
  registerDiff(group, start);
  restoring(group.command("restore"), start);
};

/** `dispatch restore`: the same as `dispatch snapshot restore`. */
export const registerRestore: Register = (program, start) => restoring(program.command("restore"), start);

function registerCreate(group: Command, start: Start): void {
  group
    .command("create")
    .summary("keep the files as they are now")
    .description("Keep a workspace's files as they are now, new ones too, and print the snapshot's id.")
    .argument(...WORKSPACE)
    .option("--reason <text>", "why, for the list")
    .action(
      start<{ reason?: string }>(async ({ context, options, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const body = { reason: options.reason ?? "on demand" };
        const headers = { "idempotency-key": randomUUID() };
        const taken = dataOf(
          await client.POST("/api/workspaces/{id}/git/snapshots", { params: { path }, body, headers }),
        );
        context.print(taken, taken.id);
      }),
    );
}

function registerList(group: Command, start: Start): void {
  group
    .command("ls")
    .summary("list the snapshots of a workspace")
    .description("List the snapshots of a workspace, newest first.")
    .argument(...WORKSPACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const page = dataOf(await client.GET("/api/workspaces/{id}/git/snapshots", { params: { path } }));
        const rows = (page.items as Snapshot[]).map(({ id, createdAt, branch, reason }) => [
          id,
          ago(createdAt),
          oneLine(branch ?? ""),
          oneLine(reason),
        ]);
        const text =
          rows.length === 0
            ? "No snapshots. `dispatch snapshot create <workspace>` makes one."
            : table(["ID", "AGE", "BRANCH", "REASON"], rows);
        context.print(page, text);
      }),
    );
}

function registerDiff(group: Command, start: Start): void {
  group
    .command("diff")
    .summary("what changed since a snapshot")
    .description("Show what changed since a snapshot, until now or until another snapshot.")
    .argument(...WORKSPACE)
    .argument(...SNAPSHOT)
    .argument("[other]", "the snapshot to compare with, in place of the files as they are")
    .option("--stat", "only the files, and how much of them")
    .action(
      start<{ stat?: true }>(async ({ context, options, words: [reference = "", id = "", other] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const { diffText, statText } = await import("../git/git-text.ts");
        const query = {
          patch: options.stat ? ("false" as const) : ("true" as const),
          ...(other !== undefined && { to: other }),
        };
        const params = { path: { ...path, snapshotId: id }, query };
        const diff = dataOf(
          await client.GET("/api/workspaces/{id}/git/snapshots/{snapshotId}/diff", { params }),
        ) as GitDiff;
        context.print(diff, options.stat ? statText(diff) : diffText(diff));
      }),
    );
}

function restoring(command: Command, start: Start): void {
  command
    .summary("bring the files of a snapshot back")
    .description("Bring the files of a snapshot back. How they are now is kept as a snapshot first.")
    .argument(...WORKSPACE)
    .argument(...SNAPSHOT)
    .action(
      start(async ({ context, words: [reference = "", snapshotId = ""] }) => {
        const { client, dataOf, path } = await found(context, reference);
        const headers = { "idempotency-key": randomUUID() };
        const body = { snapshotId };
        const done = dataOf(
          await client.POST("/api/workspaces/{id}/git/revert", { params: { path }, body, headers }),
        );
        const { id } = done.before;
        context.print(done, `${done.changedFiles} files changed; how they were before is ${id}`);
      }),
    );
}
