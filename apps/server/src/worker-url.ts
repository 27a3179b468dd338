/** The file a worker thread runs: beside the bundle when bundled, beside its source otherwise. */
export const workerUrl = (source: string, bundled: string) =>
  new URL(import.meta.url.endsWith(".ts") ? source : bundled, import.meta.url);
