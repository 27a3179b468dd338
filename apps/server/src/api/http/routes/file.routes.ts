import type { FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import { z } from "zod";
import { DeletedFile, FileEntry, FileMatch, FilePath } from "@dispatch/protocol/errands/files";
import { WorkspaceId } from "@dispatch/protocol/ids";
import type { WorkspaceOf } from "../../../domain/files/file.service.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { fileHeaders } from "../file-headers.ts";
import { NDJSON, searchStream } from "../file-search-stream.ts";
import { watchStream } from "../file-watch-stream.ts";
import { givenUp } from "../given-up.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

export const tags = ["files"];
export const FileParams = z.object({ id: WorkspaceId });
const base = "/api/workspaces/:id/files";
const flag = z.enum(["true", "false"]).default("false");
export const Path = FilePath.default("").describe("From the workspace on; empty is the workspace itself.");
const FromTo = z.strictObject({
  from: FilePath,
  to: FilePath,
  overwrite: z.boolean().default(false).describe("What is there is put away, as if it were deleted."),
});
const archiveTypes = { tar: "application/x-tar", zip: "application/zip" } as const;

/** Whose files a request is about. */
export const workspaceOf = (request: FastifyRequest): WorkspaceOf => ({
  ownerId: callerOf(request).userId,
  id: (request.params as z.infer<typeof FileParams>).id,
});

export function fileRoutes(app: HttpApp, services: ApiServices): void {
  const { files } = services;
  app.get(
    base,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "What a folder holds, folders first",
        params: FileParams,
        querystring: z.object({
          path: Path,
          limit: z.coerce.number().int().min(1).max(5000).default(1000),
          cursor: z.coerce.number().int().min(0).default(0),
        }),
        response: { 200: page(FileEntry), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { path, limit, cursor: after } = request.query;
      const options = { signal: givenUp(reply) };
      const list = await files.do(workspaceOf(request), "files.list", { path, limit, after }, options);
      return { items: list.entries, nextCursor: list.isComplete ? null : String(after + limit) };
    },
  );

  app.get(
    `${base}/entry`,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "What one file or folder is, with its etag",
        params: FileParams,
        querystring: z.object({ path: Path }),
        response: { 200: FileEntry, ...problemResponses },
      },
    },
    (request) => files.do(workspaceOf(request), "files.stat", request.query),
  );

  for (const act of ["move", "copy"] as const)
    app.post(
      `${base}/${act}`,
      {
        config: { action: "file.write" },
        schema: {
          tags,
          summary: act === "move" ? "Move or rename a file or folder" : "Copy a file or folder",
          params: FileParams,
          body: FromTo,
          response: { 200: FileEntry, ...problemResponses },
        },
      },
      (request, reply) =>
        files.do(workspaceOf(request), `files.${act}`, request.body, { signal: givenUp(reply) }),
    );

  app.post(
    `${base}/folder`,
    {
      config: { action: "file.write" },
      schema: {
        tags,
        summary: "Make a folder",
        params: FileParams,
        body: z.strictObject({
          path: FilePath,
          parents: z.boolean().default(false).describe("Make those that it lies in, too."),
        }),
        response: { 201: FileEntry, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { path, parents: makeParents } = request.body;
      const made = await files.do(workspaceOf(request), "files.make-folder", { path, makeParents });
      return reply.code(201).send(made);
    },
  );

  app.get(
    `${base}/archive`,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "A folder with all that is in it, as one file",
        produces: Object.values(archiveTypes),
        params: FileParams,
        querystring: z.object({ path: Path, format: z.enum(["zip", "tar"]).default("zip") }),
        response: { 200: z.custom<Readable>().describe("The archive."), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const { head, bytes } = await files.give(workspaceOf(request), "files.archive", request.query);
      return reply
        .headers(fileHeaders(`${head.name}.${format}`))
        .type(archiveTypes[format])
        .send(bytes);
    },
  );

  app.get(
    `${base}/search`,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "Find files by name or by what they hold: all at once as JSON, or as found as NDJSON",
        produces: ["application/json", NDJSON],
        params: FileParams,
        querystring: z.object({
          q: z.string().min(1).max(1000),
          in: z.enum(["names", "contents"]).default("names"),
          path: Path,
          regex: flag.describe("`q` is a regular expression, in Perl's dialect. For contents."),
          case: flag.describe("Large and small letters differ."),
          limit: z.coerce.number().int().min(1).max(5000).default(200),
        }),
        response: {
          200: z.object({ items: z.array(FileMatch), isComplete: z.boolean() }),
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const { q, regex, case: matchCase, ...rest } = request.query;
      const params = { query: q, isRegex: regex === "true", matchCase: matchCase === "true", ...rest };
      const workspace = workspaceOf(request);
      const signal = givenUp(reply);
      if (request.headers.accept?.includes(NDJSON) === true)
        return searchStream(reply, (onNote) =>
          files.do(workspace, "files.search", params, { signal, onNote }),
        );
      const items: FileMatch[] = [];
      const onNote = (match: FileMatch) => void items.push(match);
      const { isComplete } = await files.do(workspace, "files.search", params, { signal, onNote });
      return { items, isComplete };
    },
  );

  app.get(
    `${base}/watch`,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "What changes below a folder, as server-sent events",
        produces: ["text/event-stream"],
        params: FileParams,
        querystring: z.object({ path: Path }),
        response: problemResponses,
      },
    },
    async (request, reply) => {
      await watchStream(services, request, reply, { ...workspaceOf(request), path: request.query.path });
      return reply;
    },
  );

  app.get(
    `${base}/deleted`,
    {
      config: { action: "file.read" },
      schema: {
        tags,
        summary: "What was deleted and can be restored",
        params: FileParams,
        response: { 200: page(DeletedFile), ...problemResponses },
      },
    },
    async (request) => ({
      ...(await files.do(workspaceOf(request), "files.deleted", {})),
      nextCursor: null,
    }),
  );

  app.delete(
    `${base}/deleted`,
    {
      config: { action: "file.write" },
      schema: {
        tags,
        summary: "Clear what was deleted for good: one of them, or all",
        params: FileParams,
        querystring: z.object({ id: DeletedFile.shape.id.optional() }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = request.query;
      await files.do(workspaceOf(request), "files.clear", id === undefined ? {} : { id });
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${base}/restore`,
    {
      config: { action: "file.write" },
      schema: {
        tags,
        summary: "Take back what was deleted, to where it was or elsewhere",
        params: FileParams,
        body: z.strictObject({ id: DeletedFile.shape.id, to: FilePath.optional() }),
        response: { 200: FileEntry, ...problemResponses },
      },
    },
    (request) => {
      const { id, to } = request.body;
      return files.do(workspaceOf(request), "files.restore", { id, ...(to === undefined ? {} : { to }) });
    },
  );
}
