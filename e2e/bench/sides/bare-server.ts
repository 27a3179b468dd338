// The yardstick: node-pty and `ws`, tuned, with nothing else. No history, no accounts, no backpressure; what is
// written while nobody reads is lost, and a reader that stops fills this process. Started by `bare.ts`.
import { Buffer } from "node:buffer";
import { spawn, type IPty } from "@lydell/node-pty";
import { WebSocketServer, type WebSocket } from "ws";

/** As much as goes into one frame; less waits for the end of the event loop's turn only. */
const BATCH_LIMIT_BYTES = 64 * 1024;

type Terminal = { readonly pty: IPty; readonly clients: Set<WebSocket> };

const terminals = new Map<string, Terminal>();
const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  perMessageDeflate: false,
});

server.on("connection", (client, request) => {
  const query = new URL(request.url ?? "/", "http://bare").searchParams;
  const id = query.get("id") ?? "";
  const terminal = terminals.get(id) ?? start(id, query.get("script") ?? "");
  terminal.clients.add(client);
  // A string: node-pty decodes what is written as a buffer no differently, and copies it once more.
  client.on("message", (data: Buffer) => terminal.pty.write(data.toString("latin1")));
  client.on("close", () => {
    terminal.clients.delete(client);
    if (terminal.clients.size === 0) terminal.pty.kill();
  });
});

function start(id: string, script: string): Terminal {
  const clients = new Set<WebSocket>();
  const pty = spawn("/bin/sh", ["-c", script], {
    encoding: null,
    cols: 80,
    rows: 24,
    name: "xterm-256color",
  });
  let pieces: Buffer[] = [];
  let bytes = 0;
  let soon: NodeJS.Immediate | undefined;
  const flush = () => {
    if (soon) clearImmediate(soon);
    soon = undefined;
    const frame = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, bytes);
    pieces = [];
    bytes = 0;
    for (const client of clients) client.send(frame);
  };
  // With `encoding: null` the pieces are bytes, whatever the declaration says.
  pty.onData((piece: unknown) => {
    pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
    if (bytes >= BATCH_LIMIT_BYTES) flush();
    else soon ??= setImmediate(flush);
  });
  pty.onExit(() => {
    terminals.delete(id);
    for (const client of clients) client.close();
  });
  const terminal = { pty, clients };
  terminals.set(id, terminal);
  return terminal;
}
