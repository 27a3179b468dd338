import type { ErrandHandlers } from "../errand.ts";
import { askPort } from "./ask-port.ts";
import { carryOver } from "./carry-over.ts";
import { readSetUpFile, writeSetUpFile } from "./set-up-file.ts";
import { suggestSetUp } from "./suggest.ts";

type Names = "set-up.read" | "set-up.write" | "set-up.suggest" | "set-up.carry" | "set-up.ask-port";

export const setUpHandlers: Pick<ErrandHandlers, Names> = {
  async "set-up.read"(_, { folder }) {
    const file = await readSetUpFile(folder);
    return { ...(file && { file }) };
  },

  async "set-up.write"({ file }, { folder }) {
    await writeSetUpFile(folder, file);
    return {};
  },

  "set-up.suggest": (_, { folder }) => suggestSetUp(folder),
  "set-up.carry": (wish, errand) => carryOver(wish, errand),
  "set-up.ask-port": (wish, { signal }) => askPort(wish, signal),
};
