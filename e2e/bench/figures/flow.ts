import { ByteCount } from "../harness/byte-count.ts";
import { cpuSeconds } from "../harness/process-figures.ts";
import type { SourceFile } from "../harness/source-file.ts";
import type { Side, Terminal } from "../sides/side.ts";

/** What the script below says before it waits for its key. */
const READY_BYTES = "ready\r\n".length;

export type Flow = { readonly ms: number; readonly cpuSecondsPer100Megabytes: number };

/** A terminal that waits for a key, then prints the file and stays. */
export async function openFlow(side: Side, source: SourceFile) {
  const count = new ByteCount();
  const terminal = await side.open(
    `stty -echo; echo ready; read key; cat '${source.path}'; exec sleep 100000`,
    count.take,
  );
  await count.reached(READY_BYTES);
  return { count, terminal };
}

/** Lets it flow; the time from the key to the last byte at the reader. */
export async function runFlow(
  side: Side,
  source: SourceFile,
  { count, terminal }: { count: ByteCount; terminal: Terminal },
): Promise<Flow> {
  const pids = await side.pids();
  const cpuBefore = cpuSeconds(pids);
  const startedAt = performance.now();
  terminal.write("\n");
  const ms = (await count.reached(READY_BYTES + source.terminalBytes)) - startedAt;
  const cpu = cpuSeconds(pids) - cpuBefore;
  return { ms, cpuSecondsPer100Megabytes: (cpu * 100) / source.megabytes };
}

export async function flow(side: Side, source: SourceFile): Promise<Flow> {
  const opened = await openFlow(side, source);
  await using _terminal = opened.terminal;
  return await runFlow(side, source, opened);
}
