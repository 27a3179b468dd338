import type { FileMatch } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";
import { runGit } from "../git/run-git.ts";
import { invalid } from "./file-problem.ts";
import { isGitTree, isOfInterest, isPassedOver } from "./file-names.ts";
import { MatchReader, matchIn } from "./match-reader.ts";
import type { FoundSpot } from "./spot.ts";
import { walkTree } from "./walk-tree.ts";

/** Larger ones are no text that somebody wrote. */
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;
/** Where git looks for a NUL to tell what is binary. */
const LOOK_BYTES = 8000;

type Search = {
  readonly workspace: string;
  readonly spot: FoundSpot;
  readonly query: string;
  readonly isRegex: boolean;
  readonly matchCase: boolean;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly found: (match: FileMatch) => void;
};

/** Looks into files, by git wherever there is one: it is fast, and can be stopped whatever the pattern does. */
export async function searchContents(search: Search): Promise<{ isComplete: boolean }> {
  if (search.query.includes("\n")) throw invalid("Only single lines can be searched for.");
  try {
    return await gitGrep(search, "-P");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (/Perl-compatible regexes/.test(error.message)) return gitGrep(search, "-E");
    if (/-e option|invalid regex|Unmatched|Invalid/i.test(error.message))
      throw invalid(`${JSON.stringify(search.query)} is not a pattern that can be used: ${error.message}`);
    if (search.isRegex) throw error;
    return walk(search);
  }
}

async function gitGrep(search: Search, dialect: "-P" | "-E"): Promise<{ isComplete: boolean }> {
  const { workspace, spot, query, isRegex, matchCase, limit, signal } = search;
  const isTree = await isGitTree(workspace);
  const enough = new AbortController();
  let count = 0;
  const reader = new MatchReader((match) => {
    if (isPassedOver(match.path.split("/")[0] ?? "") || count > limit) return;
    count += 1;
    if (count <= limit) search.found(match);
    else enough.abort();
  });
  const where = spot.path === "" ? "." : `:(literal)${spot.path}`;
  try {
    await runGit({
      args: [
        "grep",
        ...(isTree ? ["--untracked"] : ["--no-index", "--exclude-standard"]),
        ...["-z", "-n", "--column", "-I", "--no-color", "--full-name"],
        ...(matchCase ? [] : ["-i"]),
        isRegex ? dialect : "-F",
        ...["-e", query, "--", where],
        ...(isTree ? [] : [":(exclude,glob)**/node_modules/**"]),
      ],
      folder: workspace,
      config: [
        ["core.fsmonitor", "false"],
        ["grep.threads", "2"],
      ],
      signal: AbortSignal.any([signal, enough.signal]),
      answers: [1], // nothing was found
      onOutput: (bytes) => reader.push(bytes),
    });
  } catch (error) {
    if (signal.aborted || !enough.signal.aborted) throw error;
  }
  return { isComplete: count <= limit };
}

/** Where git is missing, or will not look: every file is read, for what was typed and no pattern. */
async function walk({
  spot,
  query,
  matchCase,
  limit,
  signal,
  found,
}: Search): Promise<{ isComplete: boolean }> {
  let count = 0;
  for await (const { held, path } of walkTree(spot.found, { signal, enters: isOfInterest })) {
    if (!held.stats.isFile() || held.stats.size > FILE_LIMIT_BYTES) continue;
    const file = await held.read().catch(() => undefined);
    if (!file) continue;
    await using _ = file;
    const content = await file.readFile();
    if (content.subarray(0, LOOK_BYTES).includes(0)) continue;
    const full = spot.path === "" ? path : `${spot.path}/${path}`;
    for (const [index, line] of content.toString().split("\n").entries()) {
      const at = matchCase ? line.indexOf(query) : line.toLowerCase().indexOf(query.toLowerCase());
      if (at < 0) continue;
      count += 1;
      if (count > limit) return { isComplete: false };
      found(matchIn(full, index + 1, at, line));
    }
  }
  return { isComplete: true };
}
