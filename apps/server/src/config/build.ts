declare const __DISPATCH_BUILD__: string | undefined;

/** What this server is made of: a runner of another build drains, and a newer one takes the new sessions. */
export function buildId(developmentBuild: string | undefined): string {
  if (developmentBuild) return developmentBuild;
  return typeof __DISPATCH_BUILD__ === "string" ? __DISPATCH_BUILD__ : "0.0.0+dev";
}
