import { cpus, loadavg, release, totalmem } from "node:os";

/** What the figures were measured on, and how busy it was with other things: without it they say nothing. */
export function describeMachine(): string {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const load = loadavg()[0] ?? 0;
  return `${processors[0]?.model.trim() ?? "unknown"}, ${processors.length} cores, ${memory}, Linux ${release()}, Node ${process.versions.node}, load ${load.toFixed(1)} before the run`;
}
