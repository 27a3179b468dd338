import { lstat, readlink, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { isBelow } from "../workspaces/is-below.ts";
import type { Place } from "./rung.ts";

/** Programs and their libraries. */
export const SYSTEM = ["/usr", "/opt"];
/** Links into /usr on most systems, folders on others. */
const BESIDE_USR = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** Folders of a session's own, empty at its start. */
export const SCRATCH = ["/tmp", "/var/tmp", "/run"];
/** What programs ask of /etc, none of it secret: everybody on the machine may read it. */
export const ETC = [
  "alternatives",
  "bash.bashrc",
  "bash_completion",
  "bash_completion.d",
  "ca-certificates",
  "ca-certificates.conf",
  "crypto-policies",
  "debian_version",
  "default/locale",
  "environment",
  "fish",
  "fonts",
  "gai.conf",
  "gitconfig",
  "host.conf",
  "hostname",
  "hosts",
  "inputrc",
  "java",
  "java-17-openjdk",
  "java-21-openjdk",
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "locale.alias",
  "locale.conf",
  "localtime",
  "lsb-release",
  "magic",
  "mime.types",
  "nanorc",
  "networks",
  "nsswitch.conf",
  "os-release",
  "perl",
  "pki",
  "profile",
  "profile.d",
  "protocols",
  "python3",
  "resolv.conf",
  "services",
  "shells",
  "ssh/ssh_config",
  "ssh/ssh_config.d",
  "ssh/ssh_known_hosts",
  "ssl",
  "terminfo",
  "timezone",
  "vim",
  "wgetrc",
  "zsh",
].map((name) => `/etc/${name}`);

export type BesideUsr = { readonly path: string; readonly linkTo?: string };

/** What lies beside /usr on this machine. */
export async function besideUsr(): Promise<BesideUsr[]> {
  const all = await Promise.all(
    BESIDE_USR.map(async (path): Promise<BesideUsr[]> => {
      const found = await lstat(path).catch(() => undefined);
      if (!found) return [];
      return [found.isSymbolicLink() ? { path, linkTo: await readlink(path) } : { path }];
    }),
  );
  return all.flat();
}

/** Folders of Dispatch and of other people that lie within what is shown of the system. */
export async function hiddenInSystem(place: Place, hidden: readonly string[]): Promise<string[]> {
  const all = [...hidden, dirname(place.folder)];
  const real = await Promise.all(all.map((path) => realpath(path).catch(() => undefined)));
  return [...new Set(real)]
    .filter((path) => path !== undefined)
    .filter((path) => SYSTEM.some((folder) => isBelow(path, folder)));
}
