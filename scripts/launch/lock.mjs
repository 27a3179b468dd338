// One launch at a time prepares a checkout. The lock is a file that names its holders by process id; it is
// stale, and taken over, when none of them lives any more (a crash, kill -9, a reboot).
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const POLL_EVERY_MS = 100;

/**
 * @typedef {{ pid: number, startedAt: string | undefined }} Holder `startedAt` tells a process from a later one
 *   that was given the same id; only where /proc exists.
 * @typedef {{ addHolder: (pid: number) => void, release: () => void }} Lock
 */

/**
 * @param {string} path
 * @param {(pid: number) => void} onWait called once, when another live process holds the lock
 * @returns {Promise<Lock>}
 */
export async function takeLock(path, onWait) {
  const holders = [holderOf(process.pid)];
  const ownFile = `${path}.${process.pid}`;
  let said = false;
  for (;;) {
    // The file appears whole, by a link: no reader ever sees a lock that does not name its holder yet.
    writeFileSync(ownFile, JSON.stringify(holders));
    try {
      linkSync(ownFile, path);
      break;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    } finally {
      rmSync(ownFile, { force: true });
    }
    const found = readIfThere(path);
    if (found === undefined) continue;
    const alive = parseHolders(found).find(isAlive);
    if (!alive) {
      breakLock(path, found);
      continue;
    }
    if (!said) onWait(alive.pid);
    said = true;
    await delay(POLL_EVERY_MS);
  }

  return {
    // A child that outlives a killed launcher is still writing: the lock must count it.
    addHolder(pid) {
      holders.push(holderOf(pid));
      writeFileSync(ownFile, JSON.stringify(holders));
      renameSync(ownFile, path);
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/**
 * Removes a stale lock, unless another process did so first and holds a new one.
 *
 * @param {string} path
 * @param {string} stale what the judged file held
 */
function breakLock(path, stale) {
  const aside = `${path}.broken.${process.pid}`;
  try {
    renameSync(path, aside); // exactly one process gets this very file
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  try {
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path); // a live one was caught: put it back
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} text @returns {Holder[]} */
function parseHolders(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // cut short by a power loss: nobody holds it
  }
}

/** @param {number} pid @returns {Holder} */
function holderOf(pid) {
  return { pid, startedAt: startTimeOf(pid) };
}

/** @param {Holder} holder */
function isAlive({ pid, startedAt }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, "EPERM")) return false; // EPERM: it lives and belongs to somebody else
  }
  return startedAt === startTimeOf(pid);
}

/** @param {number} pid @returns {string | undefined} */
function startTimeOf(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The command's name stands in brackets and may hold anything; 20 fields after it is the start time.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ESRCH")) return undefined;
    throw error;
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
