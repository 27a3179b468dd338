import { isIPv4, isIPv6 } from "node:net";
import { Problem } from "@dispatch/protocol/problems";

/** A git host, and whom one comes as. Each part was looked at: nothing in it can be taken for an option of ssh. */
export type GitHost = { readonly user: string; readonly name: string; readonly port: number };

const SSH_PORT = 22;
const DEFAULT_USER = "git";
const NAME_LIMIT = 253;

const USER = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/;
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const URL_FORM = /^ssh:\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/@]*)(?::(\d{1,5}))?(?:\/.*)?$/;
/** As in the address of a repository; what stands behind the colon is about the repository. */
const SHORT_FORM = /^(?:([^@/:]*)@)?([^:/@]+)(?::(?!\/\/).*)?$/;

/** Reads `git@host`, `ssh://user@host:port`, or the address of a repository in either form. */
export function parseGitHost(text: string): GitHost {
  const [, user = DEFAULT_USER, written = "", port = SSH_PORT] =
    (text.startsWith("ssh://") ? URL_FORM : SHORT_FORM).exec(text) ?? [];
  const inBrackets = /^\[(.*)\]$/.exec(written)?.[1];
  const name = (inBrackets ?? written).toLowerCase();
  const host = { user, name, port: Number(port) };
  const isRight = inBrackets === undefined ? isIPv4(name) || isName(name) : isIPv6(name);
  if (!USER.test(user) || !isRight || host.port < 1 || host.port > 65_535) {
    const message = "must be a git host, such as git@github.com or ssh://git@example.com:2222";
    throw new Problem("invalid-request", { errors: [{ path: "host", message }] }, `host ${message}`);
  }
  return host;
}

function isName(name: string): boolean {
  const labels = name.split(".");
  // What looks like a number to the resolver would be an address that nobody wrote.
  const isNumber = /^(0x[0-9a-f]*|\d+)$/.test(labels.at(-1) ?? "");
  return name.length <= NAME_LIMIT && !isNumber && labels.every((label) => LABEL.test(label));
}

export const bracketed = (name: string) => (isIPv6(name) ? `[${name}]` : name);

export const gitHostText = ({ user, name, port }: GitHost): string =>
  `ssh://${user}@${bracketed(name)}:${port}`;

/** What people call it: without what goes without saying. */
export const gitHostLabel = ({ name, port }: GitHost): string =>
  port === SSH_PORT ? name : `${bracketed(name)}:${port}`;

/** What a line of a known-hosts file begins with. */
export const knownHostName = ({ name, port }: GitHost): string =>
  port === SSH_PORT ? name : `[${name}]:${port}`;
