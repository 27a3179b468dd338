import type { Readable } from "node:stream";
import type { ErrandName, ErrandNote, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import { Problem } from "@dispatch/protocol/problems";
import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import type { Attendants, ErrandOptions } from "../attendants.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";
import { errandStream } from "./errand-stream.ts";

/** So large may a file be that is sent in one piece. */
export const UPLOAD_LIMIT_BYTES = 1024 * 1024 * 1024;

type Needs = { readonly workspaces: Pick<WorkspaceService, "attended">; readonly attendants: Attendants };
type FileErrand = Extract<ErrandName, `files.${string}`>;
type Given = "files.read" | "files.archive";

/** Whose files they are. */
export type WorkspaceOf = { readonly ownerId: UserId; readonly id: WorkspaceId };

/** The files of people's workspaces. Only an attendant touches them: it can do what a session of the person could. */
export class FileService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** One thing that is done with files. Another's workspace is not there (R9). */
  async do<N extends FileErrand>(
    { ownerId, id }: WorkspaceOf,
    errand: N,
    params: ErrandWish<N>,
    options: Pick<ErrandOptions<N>, "signal" | "onNote" | "onBytes" | "upload"> = {},
  ): Promise<ErrandResult<N>> {
    const { place } = await this.#needs.workspaces.attended(ownerId, id);
    return this.#needs.attendants.ask(place, errand, params, options);
  }

  /** Bytes as a stream, with what is known of them before the first. */
  give<N extends Given>(
    workspace: WorkspaceOf,
    errand: N,
    params: ErrandWish<N>,
  ): Promise<{ head: ErrandNote<N>; bytes: Readable }> {
    return errandStream<ErrandNote<N>>((hooks) => this.do(workspace, errand, params, hooks));
  }

  /** Writes a file from what is sent, whole or not at all. */
  async write(
    workspace: WorkspaceOf,
    params: ErrandWish<"files.write">,
    { content, signal }: { readonly content: AsyncIterable<Uint8Array>; readonly signal: AbortSignal },
  ): Promise<ErrandResult<"files.write">> {
    const end = new AbortController();
    async function* limited() {
      let size = 0;
      for await (const bytes of content) {
        size += bytes.length;
        if (size > UPLOAD_LIMIT_BYTES) {
          const problem = tooLarge();
          end.abort(problem);
          throw problem; // or what was sent so far would seem to be all
        }
        yield bytes;
      }
    }
    return this.do(workspace, "files.write", params, {
      upload: limited(),
      signal: AbortSignal.any([signal, end.signal]),
    });
  }
}

export const tooLarge = () =>
  new Problem(
    "payload-too-large",
    { limitBytes: UPLOAD_LIMIT_BYTES },
    `A file may have at most ${UPLOAD_LIMIT_BYTES} bytes when it is sent in one piece.`,
  );
