const lineEnd = /\r\n|\r|\n/;

/** Of one line with its end only that line is run, which is what somebody who copied it wants. */
export const isSeveralLines = (text: string) => text.trimEnd().split(lineEnd).length > 1;
export const linesOf = (text: string) => text.trimEnd().split(lineEnd);
export const onOneLine = (text: string) =>
  linesOf(text)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
