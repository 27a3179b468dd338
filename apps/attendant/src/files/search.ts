import type { ErrandHandlers } from "../errand.ts";
import { about, invalid, notAFolder } from "./file-problem.ts";
import { fileNames } from "./file-names.ts";
import { fit } from "./fuzzy.ts";
import { searchContents } from "./search-contents.ts";
import { findSpot, findThere } from "./spot.ts";

/** Finds files by name, best first, or by what they hold, as it is found. */
export const searchHandlers: Pick<ErrandHandlers, "files.search"> = {
  "files.search": async (params, errand) => {
    const { path, query, matchCase, limit } = params;
    const { folder: workspace, signal } = errand;
    if (params.in === "names" && params.isRegex)
      throw invalid("Names are found by some of their characters. Patterns are for contents.");
    await using spot = await findThere(workspace, path, { followLast: true });
    if (!spot.found.stats.isDirectory()) throw notAFolder(path);
    if (params.in === "contents")
      return await about(path, () =>
        searchContents({ ...params, workspace, spot, signal, found: (match) => errand.note(match) }),
      );
    const { items, isComplete } = await about(path, () => fileNames({ workspace, spot, signal }));
    const fitting = items.flatMap(({ path: each, type }) => {
      const score = fit(query, each, matchCase);
      return score === undefined ? [] : [{ path: each, type, score }];
    });
    fitting.sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
    for (const match of fitting.slice(0, limit)) {
      signal.throwIfAborted();
      // git knows files that are deleted, and takes links for files.
      const there = await findSpot(workspace, match.path, { followLast: false }).catch(() => undefined);
      const isLink = there?.found?.stats.isSymbolicLink() === true;
      if (there?.found) errand.note({ path: match.path, type: isLink ? "link" : match.type });
      await there?.[Symbol.asyncDispose]();
    }
    return { isComplete: isComplete && fitting.length <= limit };
  },
};
