import { linkedRunner } from "./testing/test-runner.ts";
import { readFileSync } from "node:fs";
await using b = await linkedRunner();
const cpu = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]!.split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
const pid = b.server.hellos[0]!.pid;
const id = await b.terminal();
await b.shows(id, "# ");
console.log(JSON.stringify(b.server.session(id).text));
const lat: number[] = [];
for (let i = 0; i < 1000; i++) { const before = b.server.session(id).outputBytes; const t = performance.now(); void b.server.input(id, "a"); await b.server.until(() => b.server.session(id).outputBytes > before); lat.push(performance.now() - t); if (i % 40 === 39) { void b.server.input(id, "\x15"); await new Promise(r => setTimeout(r, 30)); } }
lat.sort((a, b) => a - b); console.log("echo p50", lat[500]!.toFixed(2), "p95", lat[950]!.toFixed(2), "p99", lat[990]!.toFixed(2));
if (!process.argv[2]) for (const cmd of ["head -c 300000000 /dev/zero | tr '\\0' x", "seq 1 10000000"]) {
  let items = 0; b.server.onItem = () => { items++; };
  const c0 = cpu(pid); const s0 = process.cpuUsage(); const t = performance.now();
  const f = await b.run(cmd); await b.ended(f);
  const s = (performance.now() - t) / 1000; const mb = b.server.session(f).outputBytes / 1e6;
  const sc = process.cpuUsage(s0);
  console.log(cmd, mb.toFixed(1), "MB", (mb / s).toFixed(1), "MB/s; runner cpu s/100MB", ((cpu(pid) - c0) / mb * 100).toFixed(2), "items", items, "avg", (mb * 1e6 / items) | 0, "server cpu", ((sc.user + sc.system) / 1e4 / mb).toFixed(2), b.server.session(f).exit);
}
b.server.onItem = () => {};
const f = await b.run("yes");
lat.length = 0;
for (let i = 0; i < 1000; i++) { const before = b.server.session(id).outputBytes; const t = performance.now(); void b.server.input(id, "a"); await b.server.until(() => b.server.session(id).outputBytes > before); lat.push(performance.now() - t); if (i % 40 === 39) { void b.server.input(id, "\x15"); await new Promise(r => setTimeout(r, 30)); } }
lat.sort((a, b) => a - b); console.log("echo beside flood p50", lat[500]!.toFixed(2), "p95", lat[950]!.toFixed(2), "p99", lat[990]!.toFixed(2));
await b.server.call("stop", { sessionId: f, graceMs: 1000 }); await b.ended(f); console.log(b.server.session(f).exit, b.server.holes, b.log.filter(l => l.includes("turn")).join("\n"));

