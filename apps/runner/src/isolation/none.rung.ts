import type { Rung } from "./rung.ts";

/** The runner's own user and all its files: a clean environment and limits are all there is. */
export const noneRung = (): Rung => ({
  name: "none",
  passesSignalsOn: "as they are",
  programsOf: "the machine",
  probe: () =>
    Promise.resolve({
      rung: "none",
      proved: true,
      how: "Sessions run as the user that runs Dispatch, with a clean environment.",
      networks: ["host"],
    }),
  wrap: (program) => Promise.resolve(program),
});
