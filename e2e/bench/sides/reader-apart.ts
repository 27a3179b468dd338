// A reader in a process of its own, so that what it takes does not delay what is timed. Says when it gets much.
// Arguments: the address of the yardstick's terminal, or an address, a token and a session of Dispatch.
import { WebSocket } from "ws";
import { ByteCount } from "../harness/byte-count.ts";
import { LiveConnection } from "./live-connection.ts";

/** More than a greeting: the flood is on its way. */
const FLOWS_BYTES = 1_000_000;

const [url = "", token, runId] = process.argv.slice(2);
const count = new ByteCount();
if (token && runId) {
  const connection = await LiveConnection.open(url, token);
  await connection.attach({ runId, afterSeq: 0 }, { onOutput: count.take });
} else {
  new WebSocket(url, { perMessageDeflate: false }).on("message", count.take);
}
await count.reached(FLOWS_BYTES);
process.send?.("flows");
