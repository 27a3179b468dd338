import type { gitErrands } from "@dispatch/protocol/errands/git";
import type { ErrandHandlers } from "../errand.ts";
import { commit, stage, unstage } from "./commit.ts";
import { diff } from "./diff.ts";
import { branch, branches, log, switchTo } from "./history.ts";
import { lines, locate } from "./lines.ts";
import { rebaseAbort, rebaseContinue } from "./rebase.ts";
import { branchName, outgoing, pull, rebase, remote, seen } from "./remote-branches.ts";
import { discard, revert } from "./revert.ts";
import { deleteSnapshot, snapshots, takeSnapshot } from "./snapshots.ts";
import { status } from "./status.ts";

export const gitHandlers: Pick<ErrandHandlers, keyof typeof gitErrands> = {
  "git.status": status,
  "git.diff": diff,
  "git.log": log,
  "git.branches": branches,
  "git.branch": branch,
  "git.switch": switchTo,
  "git.stage": stage,
  "git.unstage": unstage,
  "git.discard": discard,
  "git.commit": commit,
  "git.remote": remote,
  "git.outgoing": outgoing,
  "git.seen": seen,
  "git.branch-name": branchName,
  "git.pull": pull,
  "git.rebase": rebase,
  "git.rebase-continue": rebaseContinue,
  "git.rebase-abort": rebaseAbort,
  "git.snapshot": takeSnapshot,
  "git.snapshots": snapshots,
  "git.snapshot-delete": deleteSnapshot,
  "git.revert": revert,
  "git.lines": lines,
  "git.locate": locate,
};
