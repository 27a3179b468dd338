/** What lies in a person's folder besides workspaces. */
const RESERVED = new Set(["home"]);
const LENGTH_LIMIT = 48;
const FALLBACK = "workspace";

/** The name of a folder for what somebody called a workspace: small letters, digits and single hyphens, and nothing else. */
export function folderName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LENGTH_LIMIT)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? FALLBACK : plain;
}

/** The first of `name`, `name-2`, `name-3` ... that is free. */
export async function freeFolderName(
  name: string,
  isTaken: (candidate: string) => Promise<boolean>,
): Promise<string> {
  const wished = folderName(name);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wished : `${wished}-${number}`;
    if (!RESERVED.has(candidate) && !(await isTaken(candidate))) return candidate;
  }
}
