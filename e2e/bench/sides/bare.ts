import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { endChild, makeFolder, removeFolder, startNode } from "../harness/owned.ts";
import { startReaderApart } from "./start-reader-apart.ts";
import { freePort, listens } from "../harness/ports.ts";
import type { Reader, Side, Take, Terminal } from "./side.ts";

const program = fileURLToPath(new URL("./bare-server.ts", import.meta.url));

export function spawnBare(port: number, folder: string) {
  const env = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: join(folder, "compiled") };
  return startNode([program, String(port)], { env, logFile: join(folder, "bare.log") });
}

export async function startBare(): Promise<Side> {
  const folder = makeFolder();
  const port = await freePort();
  const child = spawnBare(port, folder);
  await listens(port);
  const pid = child.pid as number;
  const holders: Link[] = [];
  let lastId = 0;
  const address = (id: number, script: string) =>
    `ws://127.0.0.1:${port}/?${new URLSearchParams({ id: String(id), script }).toString()}`;
  const link = (id: number, script: string, take: Take) => openLink(address(id, script), take);
  return {
    pid,
    pids: async () => [pid],
    async open(script, take): Promise<Terminal> {
      const id = ++lastId;
      const first = await link(id, script, take);
      return {
        write: (data) => first.socket.send(data),
        join: (other) => link(id, script, other),
        [Symbol.asyncDispose]: () => first[Symbol.asyncDispose](),
      };
    },
    openApart: (script) => startReaderApart(folder, [address(++lastId, script)]),
    async openIdle(script) {
      holders.push(await link(++lastId, script, () => undefined));
    },
    async [Symbol.asyncDispose]() {
      for (const holder of holders) holder.socket.terminate();
      await endChild(child);
      await removeFolder(folder);
    },
  };
}

type Link = Reader & { readonly socket: WebSocket };

async function openLink(url: string, take: Take): Promise<Link> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("message", take);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return {
    socket,
    stopReading: () => socket.pause(),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.terminate();
      await closed;
    },
  };
}
