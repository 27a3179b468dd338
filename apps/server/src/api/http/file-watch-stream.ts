import type { FastifyReply, FastifyRequest } from "fastify";
import type { FileChange } from "@dispatch/protocol/errands/files";
import type { WorkspaceOf } from "../../domain/files/file.service.ts";
import type { ApiServices } from "../services.ts";
import { callerOf } from "./access.ts";
import { EventStream } from "./event-stream.ts";
import { givenUp } from "./given-up.ts";

type Needs = Pick<ApiServices, "files" | "connections" | "revocations">;

/** Changes as server-sent events, from when everything is watched. One that cannot keep up is told to read all anew. */
export async function watchStream(
  { files, connections, revocations }: Needs,
  request: FastifyRequest,
  reply: FastifyReply,
  { path, ...workspace }: WorkspaceOf & { readonly path: string },
): Promise<void> {
  const caller = callerOf(request);
  const leave = connections.enter(caller, request.ip);
  const watching = Promise.withResolvers<void>();
  const live: { stream?: EventStream } = {};
  let hasMissed = false;
  const end = new AbortController();
  const send = (change: FileChange) => live.stream?.send({ event: "change", data: JSON.stringify(change) });
  const done = files.do(
    workspace,
    "files.watch",
    { path },
    {
      signal: AbortSignal.any([givenUp(reply), end.signal]),
      onNote: (note) => {
        if (note.type === "watching") watching.resolve();
        else if (live.stream?.open === true) send(note);
        else hasMissed = true;
      },
    },
  );
  done.then(
    () => live.stream?.close(),
    (error: unknown) => {
      watching.reject(error);
      live.stream?.close();
    },
  );
  try {
    await watching.promise;
  } catch (error) {
    leave();
    throw error;
  }
  const stream = new EventStream(request, reply);
  live.stream = stream;
  stream.onClose(leave);
  stream.onClose(() => end.abort());
  stream.onClose(revocations.subscribe((credential) => credential === caller.credentialId && stream.close()));
  stream.send({ event: "watching", data: "{}" });
  const catchUp = () => {
    if (hasMissed) send({ path: "", type: "overflow" });
    hasMissed = false;
  };
  stream.onDrain(catchUp);
  catchUp();
}
