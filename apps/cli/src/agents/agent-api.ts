import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Provider } from "@dispatch/protocol/providers";
import type { Context } from "../context.ts";
import { exitCode, Failure, interrupted } from "../failure.ts";
import { ProgressLine } from "../output/progress-line.ts";
import { sizeText } from "../output/size.ts";

const LOOK_EVERY_MS = 500;

export const listAgents = async (client: Client): Promise<Provider[]> =>
  dataOf(await client.GET("/api/providers")).items;

export async function agentOf(client: Client, id: string): Promise<Provider> {
  return dataOf(await client.GET("/api/providers/{id}", { params: { path: { id } } }));
}

/** Has it installed and tells how far that has come. Who stops waiting does not stop it. */
export async function installAgent(
  context: Context,
  id: string,
  { wait }: { wait: boolean },
): Promise<Provider> {
  const { stderr, signal } = context;
  const client = await context.client();
  const path = { id };
  const begun = await client.POST("/api/providers/{id}/install", { params: { path } });
  let agent = dataOf(begun) as Provider;
  using progress = new ProgressLine(stderr);
  while (wait && agent.install?.state === "running") {
    const { bytes = 0, totalBytes = 0, version } = agent.install;
    progress.tell(
      `Installing ${agent.name} ${version}`,
      `${sizeText(bytes)} of about ${sizeText(totalBytes)}`,
    );
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw interrupted();
    agent = await agentOf(client, id);
  }
  if (agent.install?.state !== "failed") return agent;
  throw new Failure({
    exitCode: exitCode.failed,
    code: "agent-install-failed",
    what: agent.install.reason ?? `${agent.name} could not be installed`,
    advice: `\`dispatch agent install ${id}\` tries again`,
  });
}
