/** A place in the workspace that a file speaks of. */
export type LinkedPlace = { readonly path: string; readonly isFolder: boolean; readonly fragment: string };

/**
 * What a link in a file leads to: relative to the folder of the file, or with a slash at its beginning to the workspace.
 * Undefined for what leads elsewhere, and for what would lead out of the workspace.
 */
export function linkedPlace(from: string, href: string): LinkedPlace | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || /^[/\\]{2}/.test(href)) return undefined;
  const [, written = "", fragment = ""] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(href) ?? [];
  const path = decoded(written);
  if (path === undefined || path.includes("\0")) return undefined;
  if (path === "")
    return fragment === "" ? undefined : { path: from, isFolder: false, fragment: decoded(fragment) ?? "" };
  const names = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  const isFolder = names.length === 0 || /(^|\/)\.{0,2}$/.test(path);
  return { path: names.join("/"), isFolder, fragment: decoded(fragment) ?? "" };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What a heading is called in links to it, the way those who write for git hosts know it. */
export const headingName = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
