import { type Figure, atLeast, atMost } from "../harness/figure.ts";
import { interleaved, medianOf } from "../harness/statistics.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import { flow } from "./flow.ts";

export const throughput: Figure = {
  name: "throughput",
  async run({ sizes, sources: { large } }) {
    await using bare = await startBare();
    await using dispatch = await Dispatch.start();
    const flows = await interleaved(
      sizes.rounds,
      () => flow(bare, large),
      () => flow(dispatch, large),
    );
    const speed = (of: typeof flows.bare) => large.megabytes / (medianOf(of, ({ ms }) => ms) / 1000);
    const cpu = (of: typeof flows.bare) =>
      medianOf(of, ({ cpuSecondsPer100Megabytes }) => cpuSecondsPer100Megabytes);
    const [bareSpeed, dispatchSpeed] = [speed(flows.bare), speed(flows.dispatch)];
    return [
      {
        figure: "output to the last byte",
        unit: "MB/s",
        bare: bareSpeed,
        dispatch: dispatchSpeed,
        target: atLeast(dispatchSpeed, 0.85 * bareSpeed, ">= 0.85 x"),
      },
      {
        figure: "server CPU per 100 MB",
        unit: "s",
        bare: cpu(flows.bare),
        dispatch: cpu(flows.dispatch),
        target: atMost(cpu(flows.dispatch), 2),
      },
    ];
  },
};
