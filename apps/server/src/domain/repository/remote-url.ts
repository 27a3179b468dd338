import { Problem } from "@dispatch/protocol/problems";
import { type GitHost, bracketed, gitHostText, parseGitHost } from "../identity/git-host.ts";

/** Where a repository is, and how one comes to it. */
export type RemotePlace = {
  /** What git is given. */
  readonly url: string;
  /** The same for all ways to write the address. */
  readonly key: string;
  readonly name: string;
  readonly way:
    | { readonly by: "ssh"; readonly host: GitHost }
    | { readonly by: "https" | "http" }
    | { readonly by: "file"; readonly path: string };
};

const SHORT_FORM = /^(?:[^@/:\s]+@)?[^:/\s]+:(?!\/\/)(.+)$/;
const FORBIDDEN = /[\s\p{Cc}\\"'`$;|<>]/u;
/** A host in a user's or a machine's own network is spoken to as it is; a password is not sent there in the clear. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** By this user's name everybody comes to a forge. */
const FORGE_USER = "git";

const refused = (message: string) =>
  new Problem(
    "invalid-request",
    { errors: [{ path: "repo.url", message }] },
    `The repository's address ${message}.`,
  );

/** Reads the address of a repository as people write it. */
export function parseRemoteUrl(written: string): RemotePlace {
  const text = written.trim();
  if (FORBIDDEN.test(text) || text.startsWith("-"))
    throw refused("must not hold blanks, quotation marks or characters that mean something to a shell");
  if (/^ssh:\/\//i.test(text)) return sshPlace(text, pathIn(text));
  if (/^https?:\/\//i.test(text)) return webPlace(text);
  if (/^file:\/\//i.test(text)) return filePlace(text);
  const short = SHORT_FORM.exec(text)?.[1];
  if (short !== undefined) return shortPlace(text, short);
  throw refused("must be like git@host:path, ssh://git@host/path or https://host/path");
}

function sshPlace(text: string, path: string): RemotePlace {
  const host = parseGitHost(text);
  const plain = plainPath(path);
  const url = `${gitHostText(host)}${path}`;
  return { url, key: `${gitHostText(host)}${plain}`, name: nameIn(plain), way: { by: "ssh", host } };
}

/** On a forge the path is the repository's; on a machine it begins at the home of who comes. */
function shortPlace(text: string, path: string): RemotePlace {
  const host = parseGitHost(text);
  const plain = plainPath(path);
  const from = path.startsWith("/") ? "" : host.user === FORGE_USER ? "/" : "/~/";
  return {
    url: `${host.user}@${bracketed(host.name)}:${path}`,
    key: `${gitHostText(host)}${from}${plain}`,
    name: nameIn(plain),
    way: { by: "ssh", host },
  };
}

function webPlace(text: string): RemotePlace {
  const url = URL.parse(text);
  if (!url || url.search !== "" || url.hash !== "") throw refused("is not one that can be read");
  if (url.username !== "" || url.password !== "")
    throw refused("must not hold a name or a password: add an access token for the host instead");
  const by = url.protocol === "https:" ? "https" : "http";
  const plain = plainPath(url.pathname);
  return {
    url: `${url.origin}${url.pathname}`,
    key: `${url.origin}${plain}`,
    name: nameIn(plain),
    way: { by },
  };
}

function filePlace(text: string): RemotePlace {
  const url = URL.parse(text);
  if (!url || url.host !== "") throw refused("must be like file:///path/of/the/repository");
  const path = decodeURIComponent(url.pathname).replace(/(?<=.)\/+$/, "");
  return { url: `file://${path}`, key: `file://${path}`, name: nameIn(path), way: { by: "file", path } };
}

export const isLoopback = (url: string) => LOOPBACK.has(URL.parse(url)?.hostname ?? "");

const pathIn = (text: string) => text.replace(/^ssh:\/\/[^/]*/i, "");

/** Without what makes two addresses of one repository. */
function plainPath(path: string): string {
  const plain = path.replace(/\/+$/, "").replace(/\.git$/, "");
  if (plain === "" || plain === "/" || plain.split("/").includes("..")) throw refused("names no repository");
  return plain;
}

function nameIn(path: string): string {
  const last = path.split("/").findLast((part) => part !== "") ?? "";
  return last.replace(/\.git$/, "").slice(0, 100) || "repository";
}
