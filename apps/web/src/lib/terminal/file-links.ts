import type { IBufferRange, ILink, ILinkProvider, Terminal } from "@xterm/xterm";
import { pathWords } from "./path-words.ts";

export type FileLinks = {
  /** The path within the workspace, if there is such a file. */
  readonly find: (path: string) => Promise<string | undefined>;
  readonly open: (path: string, line: number | undefined) => void;
  /** What is pointed at, or nothing any more. */
  readonly point: (path: string | undefined, line?: number) => void;
};

/** Rows of one line that are looked at: what is longer is no listing of files. */
const ROWS_OF_A_LINE = 8;

/** Makes paths of files that exist into links, of the line that is pointed at. */
export const fileLinks = (terminal: Terminal, links: FileLinks): ILinkProvider => ({
  provideLinks(row, done) {
    const { text, first } = lineAround(terminal, row - 1);
    const words = text === "" ? [] : pathWords(text);
    if (words.length === 0) return done(undefined);
    void Promise.all(
      words.map(async ({ start, end, path, line }): Promise<ILink[]> => {
        const found = await links.find(path);
        if (found === undefined) return [];
        return [
          {
            range: rangeOf(terminal.cols, first, start, end),
            text: text.slice(start, end),
            activate: () => links.open(found, line),
            hover: () => links.point(found, line),
            leave: () => links.point(undefined),
          },
        ];
      }),
    ).then((each) => done(each.flat()));
  },
});

/** A line as the program wrote it, though it may go on over several rows. */
function lineAround({ buffer: { active } }: Terminal, row: number): { text: string; first: number } {
  let first = row;
  while (active.getLine(first)?.isWrapped === true && row - first < ROWS_OF_A_LINE) first -= 1;
  let text = "";
  for (let at = first; at - first < ROWS_OF_A_LINE; at += 1) {
    const line = active.getLine(at);
    if (!line || (at > first && !line.isWrapped)) break;
    // Where characters are two cells wide, places would not be columns.
    const cells = line.translateToString(false);
    if (cells.length !== line.length) return { text: "", first };
    text += cells;
  }
  return { text: text.trimEnd(), first };
}

const rangeOf = (cols: number, first: number, start: number, end: number): IBufferRange => ({
  start: { x: (start % cols) + 1, y: first + Math.floor(start / cols) + 1 },
  end: { x: ((end - 1) % cols) + 1, y: first + Math.floor((end - 1) / cols) + 1 },
});
