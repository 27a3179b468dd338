import type { Buffer } from "node:buffer";
import type { ByteSink } from "./byte-sink.ts";

/** One thing that goes into an archive. */
export type Packed = {
  /** From the archive's top, with `/` between names. */
  readonly path: string;
  readonly mode: number;
  readonly modifiedAt: number;
} & (
  | { readonly type: "folder" }
  | { readonly type: "link"; readonly target: string }
  | {
      readonly type: "file";
      /** As many as `bytes` gives, or it fails. */
      readonly size: number;
      readonly bytes: () => AsyncIterable<Buffer>;
    }
);

export type ArchiveWriter = {
  add(packed: Packed): Promise<void>;
  end(): Promise<void>;
};

export type MakeArchive = (sink: ByteSink) => ArchiveWriter;
