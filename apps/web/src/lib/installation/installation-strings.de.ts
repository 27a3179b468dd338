import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { installationStrings as english } from "./installation-strings.ts";

export const installationStrings: Translation<typeof english> = {
  title: "Installation",
  lead: "Dieser Server, seine Runner, und was Sitzungen auf ihnen trennt.",
  again: "Erneut prüfen",
  server: "Server",
  version: (build) => `Version ${build}`,
  check: {
    storage: "Das Log lässt sich schreiben",
    isolation: "Sitzungen sind getrennt, wie sie es sein müssen",
    runner: "Ein Runner ist bereit",
  },
  runner: (host) => `Runner auf ${host}`,
  sessions: (count) => counted(count, "Sitzung", "Sitzungen"),
  started: (when) => `gestartet ${when}`,
  process: (pid) => `Prozess ${pid}`,
  draining: "nimmt keine neuen Sitzungen an und geht mit der letzten",
  tried:
    "Was auf dieser Maschine versucht wurde. Neue Sitzungen bekommen das Stärkste, das geht, oder was DISPATCH_ISOLATION nennt.",
  probing: "Es wird geprüft, was Sitzungen hier trennt…",
  rung: {
    container: "Sitzungen im eigenen Container (container)",
    bubblewrap: "Sitzungen in der eigenen Sandbox (bubblewrap)",
    uid: "Sitzungen als eigener Systembenutzer je Person (uid)",
    none: "Sitzungen als der Systembenutzer von Dispatch (none)",
  },
  unproved: "Das ging hier nicht.",
  limits: {
    "cgroup-v2": "Grenzen durch Control Groups",
    systemd: "Grenzen durch systemd",
    "cgroup-v1": "Grenzen durch Control Groups (Version 1)",
    prlimit: "Grenzen für einzelne Prozesse",
    nothing: "Keine Grenzen",
  },
  limitsFix: "Dispatch als root oder als systemd-Dienst mit Delegate=yes laufen lassen.",
  key: "Verschlüsselung",
  keyText:
    "Jedes Geheimnis des Servers ist mit diesem Schlüssel versiegelt. Ein neuer ist jederzeit möglich.",
  rotate: "Schlüssel ersetzen",
  rotateTitle: "Den Schlüssel der Verschlüsselung ersetzen?",
  rotateText: "Jedes Geheimnis wird neu versiegelt. Niemand wird abgemeldet, und API-Schlüssel bleiben.",
  rotated: (count) =>
    `Ein neuer Schlüssel ist in Gebrauch; ${counted(count, "Geheimnis ist", "Geheimnisse sind")} damit versiegelt.`,
};
