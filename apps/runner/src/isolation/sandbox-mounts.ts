import { lstat, readlink, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { isBelow } from "./covered-folders.ts";
import type { Place } from "./rung.ts";

/** Programs and their libraries. */
const SYSTEM = ["/usr", "/opt"];
/** Links into /usr on most systems, folders on others. */
const BESIDE_USR = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** What programs ask of /etc, none of it secret: everybody on the machine may read it. */
const ETC = [
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

/** bwrap's arguments for the whole view: later ones lie upon earlier ones. */
export async function sandboxMounts(place: Place, hidden: readonly string[]): Promise<string[]> {
  const { uid, homePath, workspacePath } = place;
  // Root's stage has put the person's lists in their places already, and its own folder is out of reach by now.
  const passwd = uid === undefined ? place.passwdPath : "/etc/passwd";
  const group = uid === undefined ? place.groupPath : "/etc/group";
  return [
    ...SYSTEM.flatMap((path) => ["--ro-bind-try", path, path]),
    ...(await Promise.all(BESIDE_USR.map(besideUsr))).flat(),
    "--dir",
    "/etc",
    ...ETC.flatMap((path) => ["--ro-bind-try", path, path]),
    "--ro-bind",
    passwd,
    "/etc/passwd",
    "--ro-bind",
    group,
    "/etc/group",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    ...["/tmp", "/var/tmp", "/run"].flatMap((path) => ["--perms", "1777", "--tmpfs", path]),
    ...(await hiddenBelow(SYSTEM, [...hidden, dirname(place.folder)])).flatMap((path) => ["--tmpfs", path]),
    "--bind",
    homePath,
    homePath,
    ...(isBelow(workspacePath, homePath) ? [] : ["--bind", workspacePath, workspacePath]),
    "--chmod",
    "0755",
    "/etc",
    "--remount-ro",
    "/",
  ];
}

async function besideUsr(path: string): Promise<string[]> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return [];
  return found.isSymbolicLink() ? ["--symlink", await readlink(path), path] : ["--ro-bind", path, path];
}

async function hiddenBelow(shown: readonly string[], hidden: readonly string[]): Promise<string[]> {
  const real = await Promise.all(hidden.map((path) => realpath(path).catch(() => undefined)));
  return real
    .filter((path) => path !== undefined)
    .filter((path) => shown.some((folder) => isBelow(path, folder)));
}
