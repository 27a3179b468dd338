// `npm run bench`: Dispatch beside a bare node-pty and `ws` server, in turns, and the table of both.
import { parseArgs } from "node:util";
import { agents } from "./figures/agents.ts";
import { coldStart } from "./figures/cold-start.ts";
import { echo } from "./figures/echo.ts";
import { firstLoad } from "./figures/first-load.ts";
import { manyReaders } from "./figures/many-readers.ts";
import { memory } from "./figures/memory.ts";
import { page } from "./figures/page.ts";
import { reattach } from "./figures/reattach.ts";
import { resume } from "./figures/resume.ts";
import { stoppedReader } from "./figures/stopped-reader.ts";
import { throughput } from "./figures/throughput.ts";
import { worktrees } from "./figures/worktrees.ts";
import { keepAwake } from "./harness/awake.ts";
import { type Figure, type Row, fullSizes, quickSizes } from "./harness/figure.ts";
import { shareKeptBack } from "./harness/host.ts";
import { describeMachine } from "./harness/machine.ts";
import { endAll, inMemory, makeFolder } from "./harness/owned.ts";
import { makeSourceFile } from "./harness/source-file.ts";
import { formatLine, formatTable } from "./harness/table.ts";

const figures: readonly Figure[] = [
  coldStart,
  echo,
  throughput,
  reattach,
  resume,
  stoppedReader,
  manyReaders,
  memory,
  worktrees,
  agents,
  firstLoad,
  page,
];

const usage = `npm run bench -- [--only ${figures.map(({ name }) => name).join(",")}] [--quick] [--json]`;

const options = readOptions();
if (options) {
  let signal: NodeJS.Signals | undefined;
  try {
    signal = await Promise.race([run(options), firstSignal()]);
  } finally {
    await endAll();
  }
  // Ends the same way, so that whoever started this sees what happened.
  if (signal) process.kill(process.pid, signal);
} else {
  console.error(usage);
  process.exitCode = 2;
}

type Options = { readonly wanted: readonly Figure[]; readonly quick: boolean; readonly json: boolean };

async function run({ wanted, quick, json }: Options): Promise<undefined> {
  const machine = describeMachine();
  /** Progress, apart from the result. */
  const say = (line: string) => console.error(`  ${line}`);
  console.error(machine);
  if (!keepAwake()) say("the processors may fall asleep: times may be those of the host");
  const folder = makeFolder(inMemory);
  const sources = {
    large: makeSourceFile(folder, quick ? 50 : 200),
    small: makeSourceFile(folder, quick ? 2 : 5),
  };
  const rows: Row[] = [];
  for (const figure of wanted) {
    say(figure.name);
    const keptBack = shareKeptBack();
    const measured = await figure.run({ sizes: quick ? quickSizes : fullSizes, sources, say });
    for (const row of measured) say(formatLine(row));
    const share = keptBack();
    if (share) say(`the host kept back ${(100 * share).toFixed(1)} % of the processors' time`);
    rows.push(...measured);
  }
  console.log(
    json
      ? JSON.stringify({ machine, at: new Date().toISOString(), quick, rows }, null, 2)
      : formatTable(rows),
  );
  const missed = rows.filter(({ target }) => target?.met === false).length;
  if (!json)
    console.log(
      missed === 0
        ? "\nEvery target is met."
        : `\n${missed} of ${rows.filter(({ target }) => target).length} targets are missed.`,
    );
}

function readOptions(): Options | undefined {
  try {
    const { only, ...rest } = parseArgs({
      options: {
        only: { type: "string" },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    }).values;
    const names = only?.split(",");
    const unknown = names?.filter((name) => !figures.some((figure) => figure.name === name)) ?? [];
    if (unknown.length > 0) throw new Error(`There is no figure "${unknown.join(", ")}".`);
    return { ...rest, wanted: figures.filter(({ name }) => names?.includes(name) ?? true) };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

/** Ctrl-C leaves nothing behind: servers, runners and folders go before this process does. */
function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
  });
}
