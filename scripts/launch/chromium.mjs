// The browser of the end-to-end tests: the system's own, as no browser is downloaded.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { LaunchProblem } from "./launch-problem.mjs";
import { runQuietly, step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds Chromium; on a Debian CI machine brings it.
 *
 * @returns {Promise<Record<string, string>>} the environment that tells the tests where it is
 */
export async function bringChromium() {
  const { env } = process;
  const found = findChromium(env) ?? (canInstall(env) ? await installChromium() : undefined);
  if (found) return { CHROMIUM_PATH: found };
  throw new LaunchProblem("The browser tests need Chromium, and none was found.", {
    fix:
      "Debian, Ubuntu: sudo apt-get install chromium    Fedora: sudo dnf install chromium    macOS: brew install chromium\n" +
      "Or name one that is elsewhere: export CHROMIUM_PATH=/path/to/chromium\n" +
      "Everything but the browser: npm test -- build generated format lint types arrows unused unit web int",
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findChromium(env) {
  const named = env["CHROMIUM_PATH"];
  if (named) {
    if (isProgram(named)) return named;
    throw new LaunchProblem(`CHROMIUM_PATH names ${named}, which is not a program.`, {
      fix: "unset CHROMIUM_PATH",
    });
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...macApplications].find(isProgram);
}

/** @param {NodeJS.ProcessEnv} env */
function canInstall(env) {
  return env["CI"] === "true" && process.getuid?.() === 0 && isProgram("/usr/bin/apt-get");
}

async function installChromium() {
  const options = {
    cwd: "/",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    what: "Installing Chromium",
  };
  await step("Installing Chromium", async () => {
    await runQuietly(["apt-get", "update", "-qq"], options);
    await runQuietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], options);
  });
  return findChromium(process.env);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
