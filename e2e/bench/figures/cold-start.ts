import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { endChild, endProcess, makeFolder, processesWith, removeFolder } from "../harness/owned.ts";
import { freePort, listens } from "../harness/ports.ts";
import { cpuSeconds } from "../harness/process-figures.ts";
import { interleaved, medianOf } from "../harness/statistics.ts";
import { spawnBare } from "../sides/bare.ts";
import { isReady, makeOwner, spawnDispatch } from "../sides/dispatch.ts";

const ACCEPTS_LIMIT_MS = 400;
const READY_LIMIT_MS = 800;

/** `cpuMs` is the server's own processor time until it is ready: the same on a busy machine. */
type Start = { readonly acceptsMs: number; readonly readyMs: number; readonly cpuMs: number };

async function startBareOnce(folder: string): Promise<Start> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawnBare(port, folder);
  await listens(port);
  const ms = performance.now() - startedAt;
  const cpuMs = cpuSeconds([child.pid as number]) * 1000;
  await endChild(child);
  return { acceptsMs: ms, readyMs: ms, cpuMs };
}

/** Without a runner the server starts one before it is ready; the runner of the last start is ended first. */
async function startDispatchOnce(
  home: string,
  options: { runnerLives: boolean; first?: boolean },
): Promise<Start> {
  if (!options.runnerLives) await Promise.all(processesWith(home).map(endProcess));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawnDispatch(port, home);
  await listens(port);
  const acceptsMs = performance.now() - startedAt;
  await isReady(url, home, child);
  const readyMs = performance.now() - startedAt;
  const cpuMs = cpuSeconds([child.pid as number]) * 1000;
  if (options.first) await makeOwner(url);
  await endChild(child);
  return { acceptsMs, readyMs, cpuMs };
}

export const coldStart: Figure = {
  name: "cold-start",
  async run({ sizes: { starts } }) {
    const [folder, home] = [makeFolder(), makeFolder()];
    // The first start of an installation compiles what later ones find compiled, on both sides.
    await startBareOnce(folder);
    await startDispatchOnce(home, { runnerLives: false, first: true });
    const alone = await interleaved(
      starts,
      () => startBareOnce(folder),
      () => startDispatchOnce(home, { runnerLives: false }),
    );
    const again = await interleaved(
      starts,
      () => startBareOnce(folder),
      () => startDispatchOnce(home, { runnerLives: true }),
    );
    await removeFolder(home);
    await removeFolder(folder);
    return [...rows("without a runner", alone), ...rows("its runner lives", again)];
  },
};

type Starts = Awaited<ReturnType<typeof interleaved<Start>>>;

function rows(name: string, { bare, dispatch }: Starts): Row[] {
  const [accepts, ready] = [
    medianOf(dispatch, ({ acceptsMs }) => acceptsMs),
    medianOf(dispatch, ({ readyMs }) => readyMs),
  ];
  const bareMs = medianOf(bare, ({ acceptsMs }) => acceptsMs);
  const cpu = (of: readonly Start[]) => medianOf(of, ({ cpuMs }) => cpuMs);
  return [
    {
      figure: `start, ${name}: accepts`,
      unit: "ms",
      bare: bareMs,
      dispatch: accepts,
      target: atMost(accepts, ACCEPTS_LIMIT_MS),
    },
    {
      figure: `start, ${name}: ready`,
      unit: "ms",
      bare: bareMs,
      dispatch: ready,
      target: atMost(ready, READY_LIMIT_MS),
    },
    { figure: `start, ${name}: server CPU`, unit: "ms", bare: cpu(bare), dispatch: cpu(dispatch) },
  ];
}
