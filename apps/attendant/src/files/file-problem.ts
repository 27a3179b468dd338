import { Problem } from "@dispatch/protocol/problems";

/** What the system refuses, in words. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: "Its permissions do not allow that.",
  EPERM: "It is not yours to change.",
  EROFS: "It lies on a file system that is read-only.",
  EXDEV: "It lies on another file system. Copy it instead.",
  EBUSY: "It is in use as a place where something is mounted.",
  ETXTBSY: "It is a program that runs.",
  ELOOP: "It became a link just now. Try again.",
  EMFILE: "Too many files are open. Try again in a moment.",
  ENFILE: "Too many files are open. Try again in a moment.",
  EFBIG: "It would be larger than files may be here.",
};

/** What went wrong with this path, as a problem; what is none of the file's fault stays as it is. */
function fileProblem(error: unknown, path: string): unknown {
  if (error instanceof Problem) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  const name = JSON.stringify(path);
  if (code === "ENOENT" || code === "ESTALE") return notFound(path);
  if (code === "EEXIST" || code === "ENOTEMPTY") return exists(path);
  if (code === "ENOTDIR") return notAFolder(path);
  if (code === "EISDIR") return notAFile(path);
  if (code === "ENAMETOOLONG") return invalid(`${name} is too long a name.`);
  const refusal = REFUSALS[code];
  return refusal === undefined ? error : new Problem("file-refused", { path }, `${name}: ${refusal}`);
}

/** Does it, and says which path a failure was about. */
export async function about<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileProblem(error, path);
  }
}

export const notFound = (path: string) =>
  new Problem("file-not-found", { path }, `There is no ${JSON.stringify(path)} in this workspace.`);

export const exists = (path: string) =>
  new Problem(
    "file-exists",
    { path },
    `${JSON.stringify(path)} is there already. Choose another name, or ask for it to be overwritten.`,
  );

export const notAFile = (path: string) =>
  new Problem("not-a-file", { path }, `${JSON.stringify(path)} is not a file that can be read or written.`);

export const notAFolder = (path: string) =>
  new Problem("not-a-folder", { path }, `${JSON.stringify(path)}, or what it lies in, is not a folder.`);

export const refused = (path: string, detail: string) => new Problem("file-refused", { path }, detail);

export const outside = (path: string) =>
  new Problem(
    "file-outside",
    { path },
    `${JSON.stringify(path)} leads out of the workspace. Only what lies inside can be used.`,
  );

export const changed = (path: string, etag: string | null) =>
  new Problem(
    "file-changed",
    { path, etag },
    etag === null
      ? `${JSON.stringify(path)} is not there any more. Look again before you write.`
      : `${JSON.stringify(path)} was changed, or made, by somebody else. Look at what is there now before you write.`,
  );

export const invalid = (detail: string) => new Problem("invalid-request", { errors: [] }, detail);

/** It is the place that is wrong: a form says it there. */
export const intoItself = (detail: string) =>
  new Problem("invalid-request", { errors: [{ path: "to", message: detail }] }, detail);
