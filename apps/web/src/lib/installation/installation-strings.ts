/** What is said of the installation. */
export const installationStrings = {
  title: "Installation",
  lead: "This server, its runners, and what keeps sessions apart on them.",
  again: "Check again",
  server: "Server",
  version: (build: string) => `Version ${build}`,
  check: {
    storage: "The log can be written",
    isolation: "Sessions are kept apart as they must be",
    runner: "A runner is ready",
  },
  runner: (host: string) => `Runner on ${host}`,
  sessions: (count: number) => (count === 1 ? "1 session" : `${count} sessions`),
  started: (when: string) => `started ${when}`,
  process: (pid: number) => `process ${pid}`,
  draining: "takes no new sessions, and leaves with its last one",
  tried:
    "What was tried on this machine. New sessions get the strongest that works, or the one that DISPATCH_ISOLATION names.",
  probing: "It is being tried what keeps sessions apart here…",
  rung: {
    container: "Sessions in a container of their own (container)",
    bubblewrap: "Sessions in a sandbox of their own (bubblewrap)",
    uid: "Sessions as a system user of each person’s own (uid)",
    none: "Sessions as the system user that runs Dispatch (none)",
  },
  unproved: "It did not work here.",
  limits: {
    "cgroup-v2": "Limits by control groups",
    systemd: "Limits by systemd",
    "cgroup-v1": "Limits by control groups (version 1)",
    prlimit: "Limits for single processes",
    nothing: "No limits",
  },
  limitsFix: "Run Dispatch as root, or as a systemd service with Delegate=yes.",
  key: "Encryption key",
  keyText: "Every secret that the server keeps is sealed with it. A new one can be made at any time.",
  rotate: "Replace key",
  rotateTitle: "Replace the encryption key?",
  rotateText: "Every secret is sealed anew. Nobody is signed out and API keys stay.",
  rotated: (count: number) =>
    `A new encryption key is in use, and ${count === 1 ? "1 secret is" : `${count} secrets are`} sealed under it.`,
};
