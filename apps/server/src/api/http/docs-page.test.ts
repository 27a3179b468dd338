import { expect, test } from "vitest";
import { docsPage } from "./docs-page.ts";

test("every operation is on the page, and nothing a document says becomes markup", () => {
  const page = docsPage({
    info: { title: "T<script>", version: "1" },
    paths: {
      "/api/a": {
        get: {
          tags: ["one"],
          summary: "Reads <b>",
          parameters: [{ name: "id", in: "path", required: true }],
        },
      },
      "/api/b": {
        post: {
          responses: {
            200: { content: { "application/json": { schema: { type: "object", title: "</pre>" } } } },
          },
        },
      },
    },
  });
  expect(page).toContain("<code>/api/a</code>");
  expect(page).toContain("<code>/api/b</code>");
  expect(page).toContain("Reads &lt;b&gt;");
  expect(page).not.toMatch(/<script>|"<\/pre>/);
});
