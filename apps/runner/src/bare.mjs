// bare: child process node-pty over unix socket, two connections: echo and flood
import { createRequire } from "node:module"; import net from "node:net"; import { fork } from "node:child_process"; import { readFileSync, rmSync } from "node:fs";
const req = createRequire(import.meta.url);
const path = "/tmp/bare-" + (process.argv[3] ?? process.pid);
if (process.argv[2] === "child") {
  const pty = req("@lydell/node-pty");
  net.createServer((s) => { let p; s.once("data", (cmd) => { p = pty.spawn("/bin/bash", cmd.toString() === "bash" ? ["-l", "-i"] : ["-c", cmd.toString()], { encoding: null });
    p.onData((d) => { if (!s.write(d)) { p.pause(); s.once("drain", () => p.resume()); } }); p.onExit(() => s.end()); s.on("data", (d) => p.write(d)); s.on("close", () => p.kill()); s.on("error", () => {}); }); }).listen(path, () => process.send("up"));
  process.on("disconnect", () => process.exit());
} else {
  const child = fork(process.argv[1], ["child", String(process.pid)]); await new Promise(r => child.once("message", r));
  const cpu = () => { const f = readFileSync(`/proc/${child.pid}/stat`, "latin1").split(") ")[1].split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
  const open = (cmd, on) => { const s = net.connect(path, () => s.write(cmd)); s.on("data", on); return s; };
  let wake = () => {}; const e = open("bash", () => wake()); await new Promise(r => setTimeout(r, 500));
  const run = async (name) => { const lat = []; for (let i = 0; i < 1000; i++) { const t = performance.now(); const p = new Promise(r => wake = r); e.write("a"); await p; lat.push(performance.now() - t); if (i % 40 === 39) { e.write("\x15"); await new Promise(r => setTimeout(r, 30)); } }
    lat.sort((a, b) => a - b); console.log("bare", name, "p50", lat[500].toFixed(2), "p95", lat[950].toFixed(2), "p99", lat[990].toFixed(2)); };
  await run("idle");
  for (const cmd of ["head -c 300000000 /dev/zero | tr '\\0' x", "seq 1 10000000"]) { let n = 0; const c0 = cpu(); const t = performance.now(); const s = open(cmd, (d) => n += d.length); await new Promise(r => s.on("close", r)); const sec = (performance.now() - t) / 1000; console.log("bare", cmd, (n / 1e6 / sec).toFixed(1), "MB/s cpu/100MB", ((cpu() - c0) / n * 1e8).toFixed(2)); }
  const f = open("yes", () => {}); await run("beside yes"); f.destroy(); e.destroy(); child.disconnect(); rmSync(path, { force: true });
}
