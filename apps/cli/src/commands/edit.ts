import type { Session } from "@dispatch/protocol/session";
import { Failure, usageFailure } from "../failure.ts";
import { PLACE } from "../files/file-reference.ts";
import type { Register } from "../program.ts";

export const registerEdit: Register = (program, start) => {
  program
    .command("edit")
    .summary("edit a file of a workspace with your own editor")
    .description(
      "Open a copy of a file of a workspace in your editor (VISUAL or EDITOR, else vi), and save it when that ends. " +
        "What others changed meanwhile is merged; where that does not work nothing is overwritten.",
    )
    .argument(...PLACE)
    .action(
      start(async ({ context, words: [reference = ""] }) => {
        const [{ placeOf }, { editFile }] = await Promise.all([
          import("../files/file-api.ts"),
          import("../editing/edit-file.ts"),
        ]);
        const { client, dataOf, id, path } = await placeOf(context, reference);
        if (path === "") throw usageFailure("No file is named", "Write it as <workspace>:<path>");
        const body = { kind: "editor", workspaceId: id, title: `Edit ${path}`.slice(0, 200) };
        const session = dataOf(await client.POST("/api/sessions", { body: body as never })) as Session;
        const stop = () =>
          client.POST("/api/sessions/{id}/stop", { params: { path: { id: session.id } } }).then(dataOf);
        const edited = editFile({ client, session, path, program: context.settings.editor });
        const isChanged = await edited.catch(async (error: unknown) => {
          // A conflict is resolved in the session: there it goes on.
          if (!(error instanceof Failure && error.code === "editor-conflict")) await stop();
          throw error;
        });
        await stop();
        context.print(
          { id: session.id, path, isChanged },
          isChanged ? `${path}  saved` : `${path}  not changed`,
        );
      }),
    );
};
