import type { IsolationReport, IsolationRung, LimitsProof, RungProof } from "@dispatch/protocol/isolation";
import type { Tone } from "#lib/sessions/session-words.ts";
import { strings } from "#lib/strings.ts";

/** One line of what a runner has proved: what holds, or what fails and how to mend it. */
export type IsolationLine = {
  readonly key: IsolationRung | "limits";
  readonly name: string;
  readonly tone: Tone;
  readonly text: string;
  readonly fix?: string;
};

/** Strongest rung first. What does not work is worth a warning where nothing stronger does. */
export function isolationLines({ rungs, limits }: IsolationReport): readonly IsolationLine[] {
  const lines: IsolationLine[] = [];
  let isKept = false;
  for (const proof of rungs.toReversed()) {
    lines.push(rungLine(proof, isKept));
    isKept ||= proof.proved && proof.rung !== "none";
  }
  return [...lines, limitsLine(limits)];
}

function rungLine({ rung, proved, how, why, fix }: RungProof, isKept: boolean): IsolationLine {
  const line = { key: rung, name: strings.installation.rung[rung] };
  if (proved) return { ...line, tone: rung === "none" && !isKept ? "warn" : "good", text: how };
  const text = why ?? strings.installation.unproved;
  return isKept ? { ...line, tone: "quiet", text } : { ...line, tone: "warn", text, ...(fix ? { fix } : {}) };
}

function limitsLine({ by, enforces, detail }: LimitsProof): IsolationLine {
  const line = { key: "limits", name: strings.installation.limits[by], text: detail } as const;
  // Without groups a limit holds for each process by itself, and a session has many.
  return enforces.includes("cpu")
    ? { ...line, tone: "good" }
    : { ...line, tone: "warn", fix: strings.installation.limitsFix };
}
