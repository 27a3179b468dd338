// Failures that a person can mend: what went wrong, and what to do about it.

export class LaunchProblem extends Error {
  /**
   * @param {string} what
   * @param {{ fix?: string | undefined, detail?: string | undefined }} [more]
   */
  constructor(what, { fix, detail } = {}) {
    super(what);
    this.fix = fix;
    this.detail = detail;
  }

  /** The whole message as it is shown. */
  get text() {
    const lines = [`dispatch: ${this.message}`];
    if (this.detail) lines.push("", this.detail.trimEnd(), "");
    if (this.fix) lines.push(`  ${this.fix.replaceAll("\n", "\n  ")}`);
    return lines.join("\n");
  }
}

// First match wins: the specific come before the general.
/** @type {readonly (readonly [RegExp, string])[]} */
const knownFailures = [
  [/ENOSPC|no space left/i, "The disk is full. About 1 GB must be free for this folder and the home folder."],
  [/EROFS|read-only file system/i, "This folder is on a read-only disk. Work in a copy on a writable one."],
  [
    /EACCES|EPERM|permission denied/i,
    "A file belongs to another user. Give the folder back to yourself: sudo chown -R $(id -u):$(id -g) .",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    "The package registry cannot be reached. Check the network, and behind a proxy set HTTPS_PROXY.\n" +
      "Which registry is asked: npm config get registry",
  ],
  [
    /CERT_|SELF_SIGNED|UNABLE_TO_VERIFY/i,
    "The registry's certificate is not trusted. Name your own authority: export NODE_EXTRA_CA_CERTS=/path/ca.pem",
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    "A package.json and pnpm-lock.yaml disagree. Bring them together: npm run pnpm -- install",
  ],
  [
    /E404|ERR_PNPM_FETCH_404|ETARGET|No match/,
    "The registry does not have this version. Is a private mirror set?",
  ],
  [/EINTEGRITY|ERR_PNPM_TARBALL/, "A download arrived damaged. Run the same command again."],
];

/**
 * What to do about a failure, judged by what the failed program printed.
 *
 * @param {string} output
 */
export function fixFor(output) {
  return knownFailures.find(([pattern]) => pattern.test(output))?.[1];
}
