import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Client } from "@dispatch/client";
import type { Context } from "../context.ts";
import { addAgentTools } from "./agent-tools.ts";
import { addSessionTools } from "./session-tools.ts";
import { addTranscripts } from "./transcript-resources.ts";

export type McpNeeds = Pick<Context, "settings" | "signal"> & {
  readonly client: Client;
  /** Whether what agents ask may be answered from here. */
  readonly mayAnswer: boolean;
};

/** Speaks the Model Context Protocol between the two pipes until the input ends. What its tools may do, the key decides. */
export async function serveMcp(
  needs: McpNeeds & Pick<Context, "stdin" | "stdout"> & { readonly build: string },
): Promise<void> {
  const { stdin, stdout, signal, build } = needs;
  const ended = Promise.withResolvers<void>();
  stdin.once("end", () => ended.resolve());
  stdin.once("close", () => ended.resolve());
  signal.addEventListener("abort", () => ended.resolve(), { once: true });
  const served = serveStdio(
    () => {
      const server = new McpServer({ name: "dispatch", version: build });
      addSessionTools(server, needs);
      addAgentTools(server, needs);
      addTranscripts(server, needs);
      return server;
    },
    { transport: new StdioServerTransport(stdin, stdout) },
  );
  await ended.promise;
  await served.close();
  signal.throwIfAborted();
}
