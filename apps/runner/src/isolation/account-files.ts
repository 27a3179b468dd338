import { createHash } from "node:crypto";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type NamedAccount = {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly homePath: string;
  readonly shell: string;
};

const NOBODY = 65_534;

/** A list of users and one of groups in which the person has a name: programs ask for it, and prompts show it. */
export async function accountFiles(
  account: NamedAccount,
  folder: string,
): Promise<{ passwdPath: string; groupPath: string }> {
  const { uid, gid, homePath, shell } = account;
  const name = accountName(account.name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = uid === 0 ? [] : ["root:x:0:0:root:/root:/bin/sh"];
  const passwdPath = await put(folder, "passwd", [
    ...root,
    `${name}:x:${uid}:${gid}::${homePath}:${shell}`,
    `nobody:x:${NOBODY}:${NOBODY}:nobody:/nonexistent:/usr/sbin/nologin`,
  ]);
  const groupPath = await put(folder, "group", [
    ...(gid === 0 ? [] : ["root:x:0:"]),
    `${name}:x:${gid}:`,
    "tty:x:5:",
    `nogroup:x:${NOBODY}:`,
  ]);
  return { passwdPath, groupPath };
}

/** A name as Unix wants it; what cannot be written that way is left out. */
export function accountName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, "")
    .replace(/^[^a-z_]+/, "")
    .slice(0, 32);
  return plain === "" || plain === "root" || plain === "nobody" ? "user" : plain;
}

/** Named by what it holds, and never changed: a session that starts at this moment may be mounting it. */
async function put(folder: string, name: string, lines: readonly string[]): Promise<string> {
  const text = `${lines.join("\n")}\n`;
  const path = join(folder, `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`);
  if (
    await access(path).then(
      () => true,
      () => false,
    )
  )
    return path;
  const arriving = `${path}.${process.pid}.${performance.now()}`;
  await writeFile(arriving, text, { mode: 0o644 });
  await rename(arriving, path);
  return path;
}
