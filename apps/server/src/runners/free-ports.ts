import { createServer } from "node:net";

/** Whether nobody on this machine, which sessions run on, listens at a port. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    // At every address: who has only one of them has the port.
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
