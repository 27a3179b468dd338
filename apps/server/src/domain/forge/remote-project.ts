import type { HostAccess } from "../host-token/host-token.service.ts";
import { tokenHostOf } from "../host-token/host-address.ts";
import { Problem } from "@dispatch/protocol/problems";
import type { ForgeAccess } from "./forge.ts";

/** What the address of a remote says: the name of its host, the host of its web pages where it is one, and a path. */
export type Remote = { readonly name: string; readonly host?: string; readonly path: string };

/** As in `git@host:group/project.git`; a colon before the first slash. */
const SHORT_FORM = /^(?:[^@/:]+@)?(\[[^\]]+\]|[^:/@]+):(?!\/\/)(.*)$/;
/** Where hosts take SSH on the port of HTTPS, under another name. */
const sshNames: Record<string, string | undefined> = {
  "ssh.github.com": "github.com",
  "altssh.gitlab.com": "gitlab.com",
};

/** Reads the address of a remote in any form that git takes for one on another machine. */
export function parseRemote(address: string): Remote | undefined {
  const [, shortName, shortPath = ""] = SHORT_FORM.exec(address) ?? [];
  if (shortName !== undefined) return remoteOf(shortName, shortPath);
  const url = URL.parse(address);
  if (!url || !/^(https?|ssh):$/.test(url.protocol)) return undefined;
  if (url.protocol === "ssh:") return remoteOf(url.hostname, url.pathname);
  const host = tokenHostOf(address);
  const remote = host === undefined ? undefined : remoteOf(url.hostname, url.pathname);
  return remote && host !== undefined ? { ...remote, host } : undefined;
}

function remoteOf(written: string, writtenPath: string): Remote | undefined {
  const name = written.toLowerCase();
  const path = decoded(writtenPath)
    ?.replace(/^\/+|\/+$/g, "")
    .replace(/\.git$/, "");
  if (path === undefined || path === "") return undefined;
  return { name: sshNames[name] ?? name, path };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const PROJECT_PATH = /^[^/\p{Cc}]+(\/[^/\p{Cc}]+)+$/u;
const isStep = (part: string) => part === "." || part === "..";

/** The project that a remote means at this host, as its API calls it. */
export function projectAt(access: ForgeAccess, remote: Remote): string {
  const path = withoutMount(access, remote);
  const parts = path.split("/");
  const isRight = PROJECT_PATH.test(path) && !parts.some(isStep);
  if (!isRight || (access.kind === "github" && parts.length !== 2)) {
    const detail = `“${remote.path}” is not the path of a repository at ${access.host}. Look at the address of the workspace's repository.`;
    throw new Problem("forge-unknown", {}, detail);
  }
  return path;
}

/** A site below a path of its host has that path in its web addresses, and not in those of SSH. */
function withoutMount({ apiUrl, host: at }: ForgeAccess, { host, path }: Remote): string {
  const api = new URL(apiUrl);
  const mount = api.pathname.replace(/\/api\/v\d+$/, "").slice(1);
  const isMounted = host !== undefined && at === api.host && mount !== "" && path.startsWith(`${mount}/`);
  return isMounted ? path.slice(mount.length + 1) : path;
}

/** The access with which pull requests are opened. A host that is neither GitHub nor GitLab has none. */
export function forgeAccessOf({ kind, host, apiUrl, token }: HostAccess): ForgeAccess {
  if (kind === "other" || apiUrl === undefined) {
    const detail = `Your access token says that ${host} is neither GitHub nor GitLab. Open the pull request on its pages; or if it is one of them, say so at the token.`;
    throw new Problem("forge-unknown", {}, detail);
  }
  return { kind, host, apiUrl, token };
}
