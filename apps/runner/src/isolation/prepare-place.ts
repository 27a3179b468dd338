import { constants } from "node:fs";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SessionIsolation } from "@dispatch/protocol/isolation";
import type { ShownFolder } from "@dispatch/protocol/link";
import { Refusal } from "../refusal.ts";
import { reasonOf } from "../log.ts";
import { accountFiles } from "./account-files.ts";
import { isBelow } from "../workspaces/is-below.ts";
import type { Place } from "./rung.ts";

/** Uids from here on belong to the people of Dispatch: far from those that log-ins and packages are given. */
const FIRST_UID = 2_000_000;
/** Folders in which only their owner has anything to do, and one that others may pass but not list. */
const OWN_MODE = 0o700;
const PASSED_MODE = 0o711;
const OTHERS_MAY_ENTER = 0o001;
const SKELETON = "/etc/skel";
/** In a person's folder: the bare clones that their workspaces borrow objects from. */
export const REPOSITORIES = ".repositories";

export type Account = { readonly uid: number; readonly gid: number; readonly shell: string };

export type PlaceWish = {
  readonly person: { readonly number: number; readonly name: string; readonly folder: string };
  readonly workspacePath: string;
  readonly sessionId: string;
  readonly launch: number;
  readonly network: SessionIsolation["network"];
  readonly shown: readonly ShownFolder[];
};

/**
 * Makes what a person needs and gives it to their uid. The person's folder itself stays the runner's, so that nobody
 * else can put a link in the place of a folder in it, and folders are opened without following links.
 */
export async function preparePlace(
  { person, workspacePath, shown, ...session }: PlaceWish,
  needs: { readonly account: Account; readonly accountsFolder: string },
): Promise<Place> {
  const { account } = needs;
  const uid = account.uid === 0 ? FIRST_UID + person.number : undefined;
  try {
    await mkdir(person.folder, { recursive: true, mode: OWN_MODE });
    const folder = await realpath(person.folder);
    if (uid !== undefined) await chmod(folder, PASSED_MODE);
    const homePath = join(folder, "home");
    await makeHome(homePath, uid);
    const repositories = join(folder, REPOSITORIES);
    await mkdir(repositories, { recursive: true, mode: OWN_MODE });
    if (uid !== undefined) await chmod(repositories, PASSED_MODE);
    const above = await realpath(dirname(workspacePath)).catch(() => undefined);
    const isOwn = above === folder || above === repositories;
    if (isOwn) await mkdir(workspacePath, { recursive: true, mode: OWN_MODE });
    if (uid !== undefined) {
      await give(homePath, uid);
      if (isOwn) await give(workspacePath, uid);
    }
    const workspace = await realpath(workspacePath);
    // Below a folder of theirs people can put links, and what a link names would be mounted in its place.
    if (isBelow(workspacePath, person.folder) && !isBelow(workspace, folder))
      throw new Refusal("start-failed", `${workspacePath} leads out of the folder it should be in.`);
    if (uid !== undefined && !isOwn) await refuseClosed(workspace, uid);
    const files = await accountFiles(
      { name: person.name, uid: uid ?? account.uid, gid: uid ?? account.gid, homePath, shell: account.shell },
      needs.accountsFolder,
    );
    return {
      uid,
      folder,
      homePath,
      workspacePath: workspace,
      shown: await Promise.all(shown.map(async (one) => ({ ...one, path: await realpath(one.path) }))),
      ...files,
      ...session,
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("start-failed", `The person's folders cannot be made: ${reasonOf(error)}`);
  }
}

/** A home as the machine gives it to a new user. Made aside, so that it is there with all its files or not at all. */
async function makeHome(homePath: string, uid: number | undefined) {
  if (await isFolder(homePath)) return;
  const arriving = await mkdtemp(`${homePath}.`);
  try {
    await cp(SKELETON, arriving, { recursive: true }).catch(() => undefined); // not every machine has one
    if (uid !== undefined) {
      for (const file of await readdir(arriving, { recursive: true }))
        await chown(join(arriving, file), uid, uid);
    }
    await rename(arriving, homePath);
  } catch (error) {
    await rm(arriving, { recursive: true, force: true });
    if (!(await isFolder(homePath))) throw error; // else another session was first
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    await (await openFolder(path)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function give(path: string, uid: number) {
  const folder = await openFolder(path);
  try {
    const { uid: owner } = await folder.stat();
    if (owner === uid) return;
    if (owner !== process.getuid?.())
      throw new Refusal("start-failed", `${path} belongs to another user (uid ${owner}).`);
    await folder.chmod(OWN_MODE);
    await folder.chown(uid, uid);
  } finally {
    await folder.close();
  }
}

/** A folder that was there before is left as it is: it must be open to the person by itself. */
async function refuseClosed(workspacePath: string, uid: number) {
  const { uid: owner, mode } = await stat(workspacePath);
  if (owner === uid || (mode & OTHERS_MAY_ENTER) !== 0) return;
  throw new Refusal(
    "start-failed",
    `Sessions run as uid ${uid} here, which may not enter ${workspacePath}. Open it to them (chmod o+rwx, or chown), or use a workspace that Dispatch made.`,
  );
}

const openFolder = (path: string) =>
  open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
