import type { HostKeyText, Knock } from "../domain/identity/git-hosts.ts";

/** What ssh wrote, and what it has learned. */
type Written = { readonly stdout: string; readonly stderr: string; readonly learned: readonly HostKeyText[] };

const LINE_LIMIT_CHARACTERS = 200;
const SAID_LIMIT_LINES = 20;

/** Lines that are ssh's own and none of the host's. */
const OWN = /^(debug\d: |OpenSSH_|Warning: Permanently added|Transferred: |Bytes per second: |\*\* )/;
const LET_IN = /^(debug1: )?Authenticat(ed to .* using "|ion succeeded )/;
const HOST_KEY = /^debug1: Server host key: (\S+) (SHA256:[A-Za-z0-9+/]{43})/;

/** In the order in which they are looked for: the first that fits tells what happened. */
const REASONS: readonly [RegExp, Knock["outcome"]][] = [
  [/^ssh: Could not resolve hostname /, "host-unknown"],
  [/^ssh: connect to host /, "unreachable"],
  [/^Host key verification failed/, "host-key-refused"],
  [/^Connection timed out during banner exchange/, "unreachable"],
  [/: Permission denied \(/, "key-refused"],
  [/Too many authentication failures/, "key-refused"],
];

/** Reads what came of a knock from ssh's own words, in its language without translations. */
export function readKnock({ stdout, stderr, learned }: Written): Knock {
  const lines = linesOf(stderr);
  // The host writes here too, but only after its key was shown: the first line of that form is ssh's.
  const shown = lines.flatMap((line) => HOST_KEY.exec(line) ?? []).slice(1, 3);
  const [type, fingerprint] = shown;
  const hostKey = type !== undefined && fingerprint !== undefined ? { hostKey: { type, fingerprint } } : {};
  const letIn = lines.findIndex((line) => LET_IN.test(line));
  if (letIn >= 0) {
    const after = lines.slice(letIn + 1).filter((line) => !OWN.test(line));
    const said = [...after, ...linesOf(stdout)].slice(0, SAID_LIMIT_LINES);
    return { outcome: "welcomed", ...hostKey, learned, said, reason: "" };
  }
  const own = lines.filter((line) => !OWN.test(line));
  for (const [pattern, outcome] of REASONS) {
    const reason = own.findLast((line) => pattern.test(line));
    if (reason !== undefined) return { outcome, ...hostKey, learned, said: [], reason };
  }
  return { outcome: "not-understood", ...hostKey, learned, said: [], reason: own.at(-1) ?? "" };
}

/** One line at a time, without what would do something to a terminal. */
const linesOf = (text: string) =>
  text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/\p{Cc}/gu, "")
        .slice(0, LINE_LIMIT_CHARACTERS)
        .trim(),
    )
    .filter((line) => line !== "");
