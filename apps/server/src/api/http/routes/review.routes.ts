import { z } from "zod";
import { GitRef, RepositoryPath } from "@dispatch/protocol/git";
import { ReviewCommentId } from "@dispatch/protocol/ids";
import {
  CreateReviewComment,
  MessageComments,
  PatchReviewComment,
  PutReviewMark,
  Review,
  ReviewComment,
  ReviewMessage,
} from "@dispatch/protocol/review";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { gitParams, whoseOf } from "./git.routes.ts";

const tags = ["review"];
const one = gitParams.extend({ commentId: ReviewCommentId });

export function reviewRoutes(app: HttpApp, services: ApiServices): void {
  marks(app, services);
  comments(app, services);
  message(app, services);
}

function marks(app: HttpApp, { reviews }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/review",
    {
      config: { action: "review.read" },
      schema: {
        tags,
        summary: "Changed files, which of them were reviewed, and which were changed since",
        params: gitParams,
        querystring: z.object({ against: GitRef.optional() }),
        response: { 200: Review, ...problemResponses },
      },
    },
    (request, reply) => reviews.get(whoseOf(request, reply), request.query.against),
  );

  app.put(
    "/api/workspaces/:id/review/marks",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Mark a file as reviewed, as it is now",
        params: gitParams,
        body: PutReviewMark,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await reviews.mark(whoseOf(request, reply), request.body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/api/workspaces/:id/review/marks",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Take a file's mark away",
        params: gitParams,
        querystring: z.object({ path: RepositoryPath }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await reviews.unmark(whoseOf(request, reply), request.query.path);
      return reply.code(204).send(null);
    },
  );
}

function comments(app: HttpApp, { reviewComments }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/review/comments",
    {
      config: { action: "review.read" },
      schema: {
        tags,
        summary: "Comments on lines, each with where its line is now",
        params: gitParams,
        response: { 200: page(ReviewComment), ...problemResponses },
      },
    },
    async (request, reply) => ({
      items: await reviewComments.list(whoseOf(request, reply)),
      nextCursor: null,
    }),
  );

  app.post(
    "/api/workspaces/:id/review/comments",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Comment on a line, or several",
        params: gitParams,
        body: CreateReviewComment,
        response: { 201: ReviewComment, ...problemResponses },
      },
    },
    async (request, reply) => {
      const whose = whoseOf(request, reply);
      const made = await reviewComments.create(whose, request.body, request.idempotency?.key);
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/workspaces/:id/review/comments/:commentId",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Change a comment, or resolve it",
        params: one,
        body: PatchReviewComment,
        response: { 200: ReviewComment, ...problemResponses },
      },
    },
    (request, reply) => reviewComments.patch(whoseOf(request, reply), request.params.commentId, request.body),
  );

  app.delete(
    "/api/workspaces/:id/review/comments/:commentId",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Delete a comment",
        params: one,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await reviewComments.delete(whoseOf(request, reply), request.params.commentId);
      return reply.code(204).send(null);
    },
  );
}

function message(app: HttpApp, { reviewComments }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/review/message",
    {
      config: { action: "review.read" },
      schema: {
        tags,
        summary: "Open comments as one message",
        params: gitParams,
        querystring: z.object({
          comment: z.union([ReviewCommentId.transform((id) => [id]), MessageComments]).optional(),
        }),
        response: { 200: ReviewMessage, ...problemResponses },
      },
    },
    (request, reply) =>
      reviewComments.message(whoseOf(request, reply), { isSent: false, only: request.query.comment }),
  );

  app.post(
    "/api/workspaces/:id/review/message",
    {
      config: { action: "review.write" },
      schema: {
        tags,
        summary: "Open comments as one message, which are marked as sent",
        params: gitParams,
        body: z.strictObject({ comments: MessageComments }),
        response: { 200: ReviewMessage, ...problemResponses },
      },
    },
    (request, reply) =>
      reviewComments.message(whoseOf(request, reply), { isSent: true, only: request.body.comments }),
  );
}
