/** Set by the build; a program that runs from its sources has none. */
declare const __DISPATCH_BUILD__: string | undefined;
export const buildId = typeof __DISPATCH_BUILD__ === "string" ? __DISPATCH_BUILD__ : "dev";
