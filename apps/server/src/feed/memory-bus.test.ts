import { busContract } from "../domain/log/bus.contract.ts";
import { MemoryBus } from "./memory-bus.ts";

busContract("the memory bus", () => ({ bus: new MemoryBus(), settled: () => Promise.resolve() }));
