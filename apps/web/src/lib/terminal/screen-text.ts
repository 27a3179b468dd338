import type { IBuffer } from "@xterm/xterm";

/** The rows from this one on, with wrapped lines joined as the program wrote them. */
export function textFrom(buffer: IBuffer, first: number): string {
  const lines: string[] = [];
  for (let row = first; row < buffer.length; row++) {
    const line = buffer.getLine(row);
    const next = buffer.getLine(row + 1);
    const text = line?.translateToString(next?.isWrapped !== true) ?? "";
    if (line?.isWrapped === true && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
