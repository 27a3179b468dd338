import type { ErrandHandlers } from "../errand.ts";
import type { fileErrands } from "@dispatch/protocol/errands/files";
import { archiveHandlers } from "./archive.ts";
import { copyHandlers } from "./copy.ts";
import { listHandlers } from "./list.ts";
import { moveHandlers } from "./move.ts";
import { readHandlers } from "./read.ts";
import { searchHandlers } from "./search.ts";
import { trashHandlers } from "./trash-handlers.ts";
import { watchHandlers } from "./watch.ts";
import { writeHandlers } from "./write.ts";

/** What can be done with the files of a workspace. */
export const fileHandlers: Pick<ErrandHandlers, keyof typeof fileErrands> = {
  ...listHandlers,
  ...readHandlers,
  ...writeHandlers,
  ...moveHandlers,
  ...copyHandlers,
  ...trashHandlers,
  ...archiveHandlers,
  ...searchHandlers,
  ...watchHandlers,
};
