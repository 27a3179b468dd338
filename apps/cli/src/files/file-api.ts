import { dataOf, problemFromResponse } from "@dispatch/client/problem";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { Context } from "../context.ts";
import { resolveWorkspace } from "../workspaces/workspace-api.ts";
import { readFileReference } from "./file-reference.ts";

/** The place that a reference means, with the client that asks about it. */
export async function placeOf(context: Context, reference: string) {
  const { workspace, path } = readFileReference(reference);
  const client = await context.client();
  const { id } = await resolveWorkspace(client, workspace);
  return { client, dataOf, id, path };
}

export type FilePlace = Awaited<ReturnType<typeof placeOf>>;

/** Two places of the same workspace. */
export async function placesOf(context: Context, from: string, to: string) {
  const place = await placeOf(context, from);
  const target = await placeOf(context, to);
  return { ...place, to: target.path, isSame: place.id === target.id };
}

export async function entryAt({ client, id, path }: FilePlace): Promise<FileEntry> {
  const params = { path: { id }, query: { path } };
  return dataOf(await client.GET("/api/workspaces/{id}/files/entry", { params }));
}

/** The body of an answer as it comes; what was refused is thrown. */
export async function bodyOf(answer: {
  response: Response;
  error?: unknown;
}): Promise<ReadableStream<Uint8Array>> {
  if (!answer.response.ok) dataOf(answer);
  if (!answer.response.body) throw await problemFromResponse(answer.response);
  return answer.response.body as ReadableStream<Uint8Array>;
}

/** A stream's lines, each when it is whole. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
