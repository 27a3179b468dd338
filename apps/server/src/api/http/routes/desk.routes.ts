import { z } from "zod";
import { KeptLayout, Layout, LayoutClient } from "@dispatch/protocol/layout";
import { PatchPreferences, Preferences } from "@dispatch/protocol/preferences";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { problemResponses } from "../schemas.ts";

const tags = ["desk"];
const params = z.object({ client: LayoutClient });

/** What a person's screens look like: the panes of each browser, and what holds on all of them. */
export function deskRoutes(app: HttpApp, { layouts, preferences }: ApiServices): void {
  app.get(
    "/api/layouts/:client",
    {
      config: { action: "layout.read" },
      schema: {
        tags,
        summary: "The panes that this client of mine showed last",
        params,
        response: { 200: KeptLayout, ...problemResponses },
      },
    },
    (request) => layouts.read(callerOf(request).userId, request.params.client),
  );

  app.put(
    "/api/layouts/:client",
    {
      config: { action: "layout.put" },
      schema: {
        tags,
        summary: "Keep the panes of this client of mine",
        params,
        body: Layout,
        response: { 200: KeptLayout, ...problemResponses },
      },
    },
    (request) => layouts.put(callerOf(request).userId, request.params.client, request.body),
  );

  app.get(
    "/api/me/preferences",
    {
      config: { action: "preferences.read" },
      schema: {
        tags,
        summary: "What I want on every device; what is missing is as usual",
        response: { 200: Preferences, ...problemResponses },
      },
    },
    (request) => preferences.read(callerOf(request).userId),
  );

  app.put(
    "/api/me/preferences",
    {
      config: { action: "preferences.change" },
      schema: {
        tags,
        summary: "Replace all my preferences",
        body: Preferences,
        response: { 200: Preferences, ...problemResponses },
      },
    },
    (request) => preferences.put(callerOf(request).userId, request.body),
  );

  app.patch(
    "/api/me/preferences",
    {
      config: { action: "preferences.change" },
      schema: {
        tags,
        summary: "Change some of my preferences: each that is named is replaced whole, null takes it back",
        body: PatchPreferences,
        response: { 200: Preferences, ...problemResponses },
      },
    },
    (request) => preferences.patch(callerOf(request).userId, request.body),
  );
}
