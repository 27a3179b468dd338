import { delimiter, isAbsolute, sep } from "node:path";
import { isBelow } from "./is-below.ts";
import { SESSION_MARK } from "../processes/process-table.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

export type EnvironmentRequest = {
  /** The runner's own environment, of which only the list below is ever passed on. */
  readonly own: Variables;
  readonly account: { readonly name: string; readonly homePath: string };
  readonly shell: string;
  readonly cwd: string;
  readonly sessionId: string;
  readonly version: string;
  /** Dispatch's home folder: its tools are not the user's. */
  readonly dispatchHomePath: string;
  /** What the person asked for; it wins, except over the session's mark. */
  readonly extra: Readonly<Record<string, string>>;
};

/** What belongs to the runner's own user: their files, screen and keys. */
const personal: ReadonlySet<string> = new Set([
  "TMPDIR",
  "XDG_RUNTIME_DIR",
  "DISPLAY",
  "WAYLAND_DISPLAY",
  "SSH_AUTH_SOCK",
]);

const passedOn: ReadonlySet<string> = new Set([
  ...personal,
  "TZ",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_EXTRA_CA_CERTS",
]);

const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * A child's environment, made from nothing: a list of what may pass, never a list of what may not. A secret that
 * somebody adds to the server's environment tomorrow stays out without anyone thinking of it.
 */
export function buildEnvironment(request: EnvironmentRequest): Record<string, string> {
  const { own, account, extra } = request;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && (passedOn.has(name) || name === "LANG" || name.startsWith("LC_")))
      environment[name] = value;
  }
  // Without any locale programs fall back to ASCII, and every accent on the screen becomes a question mark.
  if (!own["LANG"] && !own["LC_ALL"] && !own["LC_CTYPE"]) {
    environment["LANG"] = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  }
  return {
    ...environment,
    HOME: own["HOME"] || account.homePath,
    USER: account.name,
    LOGNAME: account.name,
    SHELL: request.shell,
    PATH: childPath(own["PATH"] ?? "", request.dispatchHomePath),
    PWD: request.cwd,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "Dispatch",
    TERM_PROGRAM_VERSION: request.version,
    ...extra,
    [SESSION_MARK]: request.sessionId,
  };
}

/** The runner's own environment for a session of somebody else: nothing of its user's, whose home is not theirs. */
export function impersonal(own: Variables, homePath: string): Variables {
  const homes = [homePath, own["HOME"]].filter((home) => home !== undefined && home !== sep);
  const isTheirs = (folder: string) => homes.every((home) => !isBelow(folder, home ?? ""));
  const shared = Object.entries(own).filter(
    // A proxy that wants a password was given one: it is the runner's.
    ([name, value]) =>
      name !== "HOME" && !personal.has(name) && !(/_proxy$/i.test(name) && value?.includes("@")),
  );
  return {
    ...Object.fromEntries(shared),
    PATH: own["PATH"]?.split(delimiter).filter(isTheirs).join(delimiter),
  };
}

/** The runner's path without the folders that package managers and the launcher put in front of it. */
function childPath(own: string, dispatchHomePath: string): string {
  const folders = own.split(delimiter).filter((folder) => {
    if (!isAbsolute(folder) || folder.split(sep).includes("node_modules")) return false;
    return !isBelow(folder, dispatchHomePath);
  });
  return folders.length > 0 ? [...new Set(folders)].join(delimiter) : SYSTEM_PATH;
}
