const MONO =
  'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** Fonts for a terminal: the one of this name, where it is installed, before the usual ones. */
export const fontFamily = (name: string) => (name === "" ? MONO : `"${name}", ${MONO}`);
