/** What the keys of the review ask of the list of files. */
export type FileListHandle = {
  /** The path of the file that comes before or after the chosen one, as they are listed. */
  readonly neighbour: (step: 1 | -1) => string | undefined;
  readonly focusFilter: () => void;
  readonly reveal: (path: string) => void;
};

/** What they ask of the file that is read. */
export type ReadingHandle = {
  /** False where this file has no more changes. */
  readonly goToChange: (step: 1 | -1) => boolean;
  readonly goToLine: (step: 1 | -1, extend: boolean) => void;
  readonly comment: () => void;
};
