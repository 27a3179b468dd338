import { Problem } from "@dispatch/protocol/problems";

const REASON_LIMIT_LINES = 6;
const LINE_LIMIT_CHARACTERS = 300;

type Reading = readonly [pattern: RegExp, problem: (found: RegExpExecArray, reason: string) => Problem];

const refused = (code: "git-refused" | "git-busy" | "git-sign-in-refused", advice: string): Reading[1] => {
  return (_found, reason) => new Problem(code, {}, `${advice} ${reason}`);
};

/** In the order in which they are looked for: the first that fits tells what happened. */
const READINGS: readonly Reading[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED[\s\S]*?(SHA256:[A-Za-z0-9+/]{43})/,
    ([, fingerprint = ""]) => hostKeyDifferent(fingerprint),
  ],
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, () => hostKeyDifferent("")],
  [
    /No \S+ host key is known for (\S+) and you have requested strict checking/,
    ([, host = ""]) =>
      new Problem(
        "host-key-unknown",
        { host },
        `The key of ${host} is not known yet. Test the connection of a git identity with it, compare the fingerprint, and try again.`,
      ),
  ],
  [/Host key verification failed/, () => hostKeyDifferent("")],
  [
    /Permission denied \(([^)]*)\)/,
    refused(
      "git-sign-in-refused",
      "The git host does not accept the key. Add the identity's public key to your account there, or choose another identity.",
    ),
  ],
  [
    /Authentication failed|could not read (Username|Password)|HTTP Basic: Access denied|returned error: 40[13]/,
    refused(
      "git-sign-in-refused",
      "The git host wants to know who you are. Add an access token for it, or use the repository's SSH address.",
    ),
  ],
  [
    /Could not resolve host(?:name)?:? ?([^\s:]*)|Name or service not known/,
    ([, host = "the git host"]) =>
      new Problem(
        "host-unavailable",
        {},
        `No host of the name ${host} was found. Look for a typing error, or for a DNS problem.`,
      ),
  ],
  [
    /Connection (refused|timed out|reset)|Connection closed by|No route to host|Network is unreachable|Failed to connect|Operation timed out/,
    (_found, reason) =>
      new Problem(
        "host-unavailable",
        {},
        `The git host could not be reached. Try again, or look at the address and the port. ${reason}`,
      ),
  ],
  [
    /couldn't find remote ref (\S+)|Remote branch (\S+) not found/,
    ([, ref, branch]) => refNotFound(ref ?? branch ?? ""),
  ],
  [
    /does not appear to be a git repository|[Rr]epository .*not found|returned error: 404|does not exist/,
    (_found, reason) =>
      new Problem(
        "remote-not-found",
        {},
        `There is no repository at this address, or it is not for you to see. ${reason}`,
      ),
  ],
  [/No space left on device|Disk quota exceeded/, () => new Problem("disk-full", {})],
  [/dubious ownership/, refused("git-refused", "The folder belongs to another user of the machine.")],
  [
    /Unable to create '[^']*\.lock'|cannot lock ref|could not lock config/,
    refused("git-busy", "Another git command is at work there. Try again when it has ended."),
  ],
  [
    /not a git repository/,
    () => new Problem("not-a-repository", {}, "There is no git repository in this workspace."),
  ],
];

/** What git, and ssh for it, complained of, as something a person can act on. */
export function gitFailure(stderr: string, stdout = ""): Problem {
  const reason = reasonIn(stderr) || reasonIn(stdout);
  for (const [pattern, problem] of READINGS) {
    const found = pattern.exec(stderr);
    if (found) return problem(found, reason);
  }
  return new Problem("git-refused", {}, reason === "" ? "git gave no reason." : reason);
}

export const refNotFound = (ref: string) =>
  new Problem("ref-not-found", { ref }, `The repository has no branch, tag or commit "${ref}".`);

const hostKeyDifferent = (fingerprint: string) =>
  new Problem(
    "host-key-different",
    { fingerprint },
    "The git host shows another key than before, so nothing was sent. Somebody may be in between, or the host was set up anew: test the connection of a git identity with it, compare the fingerprint, and trust the new key if it is right.",
  );

/** The lines that matter, without progress, hints and control characters. */
function reasonIn(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/\p{Cc}/gu, "")
        .slice(0, LINE_LIMIT_CHARACTERS)
        .trim(),
    )
    .filter(
      (line) =>
        line !== "" &&
        !/^(hint|warning|remote: (Enumerating|Counting|Compressing)|Receiving|Resolving|Cloning|Updating files)/i.test(
          line,
        ),
    );
  const telling = lines.filter((line) => /^(fatal|error|! |CONFLICT|remote: )/.test(line));
  return (telling.length > 0 ? telling : lines).slice(-REASON_LIMIT_LINES).join(" ");
}
