import { Readable } from "node:stream";
import { z } from "zod";
import { DeletedFile, FileEntry } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";
import { UPLOAD_LIMIT_BYTES, tooLarge } from "../../../domain/files/file.service.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { contentTypeOf, etagsOf, fileHeaders, rangeOf } from "../file-headers.ts";
import { givenUp } from "../given-up.ts";
import { problemResponses } from "../schemas.ts";
import { FileParams, Path, tags, workspaceOf } from "./file.routes.ts";

const flag = z.enum(["true", "false"]).default("false");
const Etags = z.string().max(10_000).optional();
const url = "/api/workspaces/:id/files/content";

/** A file's bytes: read, written and deleted under the etag that one knows. */
export async function fileContentRoutes(app: HttpApp, { files }: ApiServices): Promise<void> {
  app.get(
    url,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "A file's bytes, or a range of them",
        produces: ["application/octet-stream"],
        params: FileParams,
        querystring: z.object({ path: Path }),
        headers: z.object({ range: z.string().optional(), "if-range": Etags, "if-none-match": Etags }),
        response: {
          200: z.custom<Readable>().describe("The file."),
          206: z.custom<Readable>().describe("The range that was asked for."),
          304: z.null().describe("It is as `If-None-Match` says."),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { path } = request.query;
      const range = rangeOf(request.headers.range);
      const ifRange = request.headers["if-range"];
      const unless = etagsOf("If-None-Match", request.headers["if-none-match"]);
      const { head, bytes } = await files
        .give(workspaceOf(request), "files.read", {
          path,
          ...(range && { range }),
          ...(range && ifRange !== undefined && { rangeOnlyOf: ifRange }),
          ...(unless && { unless }),
        })
        .catch((error: unknown) => {
          if (error instanceof Problem && error.code === "range-refused")
            void reply.header("content-range", `bytes */${(error as Problem<"range-refused">).data.size}`);
          throw error;
        });
      const { entry, start, length, isUnchanged } = head;
      void reply
        .headers({ ...fileHeaders(entry.name), "accept-ranges": "bytes" })
        .header("etag", entry.etag)
        .header("last-modified", new Date(entry.modifiedAt).toUTCString());
      if (isUnchanged) return reply.code(304).send(null);
      const isPart = length < entry.size;
      void reply.type(contentTypeOf(entry.name)).header("content-length", length);
      if (isPart) void reply.header("content-range", `bytes ${start}-${start + length - 1}/${entry.size}`);
      return reply.code(isPart ? 206 : 200).send(bytes);
    },
  );

  app.delete(
    url,
    {
      config: { action: "file.write" },
      schema: {
        tags,
        summary: "Delete a file or folder; it can be restored for 14 days, unless it is to go now",
        params: FileParams,
        querystring: z.object({ path: Path, now: flag }),
        headers: z.object({ "if-match": Etags }),
        response: { 200: z.object({ deleted: DeletedFile.nullable() }), ...problemResponses },
      },
    },
    (request, reply) => {
      const { path, now } = request.query;
      const onlyOver = etagsOf("If-Match", request.headers["if-match"]);
      const params = { path, forGood: now === "true", ...(onlyOver && { onlyOver }) };
      return files.do(workspaceOf(request), "files.delete", params, { signal: givenUp(reply) });
    },
  );

  // Whatever its type, what is put is bytes, and taken as it comes.
  await app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    (scope as HttpApp).put(
      url,
      {
        config: { action: "file.write" },
        schema: {
          tags,
          summary: `Write a file of up to ${UPLOAD_LIMIT_BYTES} bytes, whole or not at all`,
          consumes: ["application/octet-stream"],
          params: FileParams,
          querystring: z.object({
            path: Path,
            parents: flag.describe("Make the folders that it lies in."),
          }),
          headers: z.object({ "if-match": Etags, "if-none-match": Etags }),
          body: z.custom<AsyncIterable<Uint8Array>>().optional().describe("The file."),
          response: { 200: FileEntry, 201: FileEntry, ...problemResponses },
        },
      },
      async (request, reply) => {
        callerOf(request);
        const { path, parents } = request.query;
        const onlyOver = etagsOf("If-Match", request.headers["if-match"]);
        const unless = etagsOf("If-None-Match", request.headers["if-none-match"]);
        if (unless && unless[0] !== "*")
          throw new Problem("invalid-request", {
            errors: [{ path: "If-None-Match", message: "must be *, for a file that is to be new" }],
          });
        if (Number(request.headers["content-length"] ?? 0) > UPLOAD_LIMIT_BYTES) throw tooLarge();
        const params = { path, makeParents: parents === "true", onlyNew: unless !== undefined };
        const { entry, isNew } = await files.write(
          workspaceOf(request),
          { ...params, ...(onlyOver && { onlyOver }) },
          { content: contentOf(request.body), signal: givenUp(reply) },
        );
        return reply
          .code(isNew ? 201 : 200)
          .header("etag", entry.etag)
          .send(entry);
      },
    );
    ready();
  });
}

/** A refusal leaves the rest unread, and the connection open for the answer. */
const contentOf = (body: unknown): AsyncIterable<Uint8Array> =>
  body instanceof Readable
    ? (body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>)
    : Readable.from([]);
