import { cpus, release, totalmem } from "node:os";

/** What the figures were measured on: without it they say nothing. */
export function describeMachine(): string {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${processors[0]?.model.trim() ?? "unknown"}, ${processors.length} cores, ${memory}, Linux ${release()}, Node ${process.versions.node}`;
}
