import type { Client } from "@dispatch/client";
import type { IsolationReport, LimitsProof, RungProof } from "@dispatch/protocol/isolation";
import type { Finding } from "./examine.ts";

/** What the runners have proved about keeping sessions apart. Only administrators are told. */
export async function* checkIsolation(client: Client): AsyncGenerator<Finding> {
  const { data, response } = await client.GET("/api/runners");
  if (!data) {
    yield {
      name: "Isolation",
      state: "warn",
      found: `the server does not tell whom it does not know as an administrator (HTTP ${response.status})`,
      fix: "Sign in with `dispatch login` and ask again.",
    };
    return;
  }
  const reports = data.items.filter(({ draining }) => !draining).map(({ isolation }) => isolation);
  for (const report of reports) {
    if (report) yield* isolationFindings(report);
    else
      yield {
        name: "Isolation",
        state: "warn",
        found: "is still being tried",
        fix: "Ask again in a moment.",
      };
  }
}

/** Strongest first: what does not work is worth a warning where nothing stronger does. */
export function* isolationFindings({ rungs, limits }: IsolationReport): Generator<Finding> {
  let isKept = false;
  for (const proof of rungs.toReversed()) {
    yield rungFinding(proof, isKept);
    isKept ||= proof.proved && proof.rung !== "none";
  }
  yield limitsFinding(limits);
}

function rungFinding({ rung, proved, how, why, fix }: RungProof, isKept: boolean): Finding {
  const name = `Isolation by ${rung}`;
  if (proved) return { name, state: "ok", found: how };
  const found = `does not work here. ${why ?? ""}`.trim();
  return isKept ? { name, state: "ok", found } : { name, state: "warn", found, ...(fix && { fix }) };
}

function limitsFinding({ by, enforces, detail }: LimitsProof): Finding {
  const name = "Limits";
  if (enforces.includes("cpu")) return { name, state: "ok", found: detail };
  return {
    name,
    state: "warn",
    found: by === "nothing" ? `none. ${detail}` : detail,
    fix: "Run Dispatch as root, or as a systemd service with Delegate=yes.",
  };
}
