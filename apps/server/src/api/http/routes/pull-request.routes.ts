import { z } from "zod";
import { WorkspaceId } from "@dispatch/protocol/ids";
import { OpenPullRequest, OpenedPullRequest, PullRequestStatus } from "@dispatch/protocol/pull-request";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";

const tags = ["pull requests"];
const params = z.object({ id: WorkspaceId });

export function pullRequestRoutes(app: HttpApp, { pullRequests }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/git/pull-request",
    {
      config: { action: "pull-request.read" },
      schema: {
        tags,
        summary: "The pull request of a workspace's branch with its checks, as seen within some seconds",
        params,
        response: { 200: PullRequestStatus, ...problemResponses },
      },
    },
    (request) => pullRequests.status(callerOf(request).userId, request.params.id),
  );

  app.post(
    "/api/workspaces/:id/git/pull-request",
    {
      config: { action: "pull-request.open" },
      schema: {
        tags,
        summary: "Push the workspace's branch and open its pull request, or change the one that is open",
        params,
        body: OpenPullRequest,
        response: { 200: OpenedPullRequest, 201: OpenedPullRequest, ...problemResponses },
      },
    },
    async (request, reply) => {
      const opened = await pullRequests.open(callerOf(request), request.params.id, request.body);
      const { host, project, number, outcome } = opened;
      note(request, { details: { host, project, number, outcome } });
      return reply.code(outcome === "opened" ? 201 : 200).send(opened);
    },
  );
}
