import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ByteCount } from "../harness/byte-count.ts";
import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { endChild, makeFolder, removeFolder, startNode } from "../harness/owned.ts";
import { interleaved, median, percentile } from "../harness/statistics.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import type { Side } from "../sides/side.ts";
