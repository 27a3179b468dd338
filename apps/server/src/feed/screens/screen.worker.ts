import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { returnMemory } from "../../garbage.ts";
import { PastScreens } from "./past-screens.ts";
import { ScreenFollower } from "./screen-follower.ts";
import { ScreenLog } from "./screen-log.ts";
import type { FromWorker, ToWorker, WorkerData } from "./screen-messages.ts";

// Screens give way to the echo of keystrokes. On Linux this is the priority of the thread, elsewhere of the process.
if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

const port = parentPort;
if (!port) throw new Error("This file is the main file of a worker thread.");

const { databasePath, times } = workerData as WorkerData;
const log = new ScreenLog(databasePath);
const post = (message: FromWorker) => port.postMessage(message);
const follower = new ScreenFollower({ log, times, post, returnMemory });
const past = new PastScreens({ log, post });

port.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "advanced":
      for (const advance of message.advances) follower.advanced(advance);
      return;
    case "read":
      if (message.at === undefined) follower.read(message.session, message.read);
      else past.read(message.session, message.read, message.at);
      return;
    case "forget":
      follower.forget(message.session);
      past.forget(message.session);
      return;
    case "stop":
      follower[Symbol.dispose]();
      past[Symbol.dispose]();
      log[Symbol.dispose]();
      port.close();
  }
});
