import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Between two looks at a port: little beside what is measured, and no load. */
const LOOK_AGAIN_MS = 2;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}

/** Returns as soon as something accepts connections there. */
export async function listens(port: number): Promise<void> {
  for (;;) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (accepted) return;
    await sleep(LOOK_AGAIN_MS);
  }
}
