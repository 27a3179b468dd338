import { Attendant } from "./attendant.ts";
import { handlers } from "./handlers.ts";

const attendant = new Attendant({
  folder: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  handlers,
  complain: (text) => void process.stderr.write(`${text}\n`),
});
await attendant.serve();
process.exit(0);
