import { ByteCount } from "../harness/byte-count.ts";
import type { SourceFile } from "../harness/source-file.ts";
import type { Dispatch } from "../sides/dispatch.ts";

export type History = {
  readonly runId: string;
  readonly events: readonly { readonly seq: number; readonly bytes: number }[];
};

/** A terminal that has printed the file `times` times and is quiet now. It lives until its server ends. */
export async function makeHistory(dispatch: Dispatch, source: SourceFile, times: number): Promise<History> {
  const files = Array.from({ length: times }, () => `'${source.path}'`).join(" ");
  const { id: runId } = await dispatch.create(
    `${times > 0 ? `cat ${files}; ` : ""}echo done; exec sleep 100000`,
  );
  const count = new ByteCount();
  const events: { seq: number; bytes: number }[] = [];
  await using connection = await dispatch.connect();
  await connection.attach(
    { runId, afterSeq: 0 },
    { onOutput: count.take, onEvent: (seq, bytes) => events.push({ seq, bytes }) },
  );
  await count.reached(times * source.terminalBytes + "done\r\n".length);
  return { runId, events };
}
