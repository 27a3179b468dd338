/** A path as a word that every shell takes as it is. */
export const shellWord = (text: string) =>
  /^[A-Za-z0-9_@%+:,./-]+$/.test(text) && !text.startsWith("-")
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Names that stand beside each other and hide nothing: `report.pdf`, then `report-2.pdf`. */
export function otherName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf(".");
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)}-${number}${name.slice(end)}`;
}

/** A file's name without what a path or a terminal would misread. */
export function plainName(name: string, type: string): string {
  const plain = name.replaceAll(/[\u0000-\u001f\u007f/\\]+/g, "-");
  if (!/^[.-]*$/.test(plain)) return plain.slice(0, 200);
  return `file.${/^[a-z]+\/([a-z0-9]{1,8})$/.exec(type)?.[1] ?? "bin"}`;
}
