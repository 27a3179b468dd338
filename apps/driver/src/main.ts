import { adapters } from "./adapters.ts";
import { environment } from "./config/environment.ts";
import { Driver } from "./driver.ts";

const driver = new Driver({
  input: process.stdin,
  output: process.stdout,
  adapters,
  env: environment,
  complain: (text) => void process.stderr.write(`${text}\n`),
});
// Told to end, it lets its agent end first.
for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const)
  process.once(signal, () => process.stdin.destroy());
await driver.serve();
process.exit(0);
