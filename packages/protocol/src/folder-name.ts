const LENGTH_LIMIT = 48;
const FALLBACK = "workspace";
/** What lies in a person's folder besides workspaces. */
const RESERVED = new Set(["home"]);

/**
 * The name of a folder for what somebody called a workspace: small letters, digits and single hyphens, and nothing else.
 * With 2, 3 ... the next one to try where it is taken.
 */
export function folderName(name: string, number = 1): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LENGTH_LIMIT)
    .replace(/^-+|-+$/g, "");
  const wished = plain === "" ? FALLBACK : plain;
  // What is Dispatch's own is always taken.
  const suffix = RESERVED.has(wished) ? number + 1 : number;
  return suffix === 1 ? wished : `${wished}-${suffix}`;
}

/** The branch that is made for a workspace in this folder, where none is wished for. */
export const branchFor = (folder: string) => `dispatch/${folder}`;
