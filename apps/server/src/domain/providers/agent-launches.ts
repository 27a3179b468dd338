import type { AgentFault, DriverWish } from "@dispatch/protocol/agent/driving";
import type { AgentChoice, AgentCommand } from "@dispatch/protocol/agent/events";
import type { UserId } from "@dispatch/protocol/ids";
import type { ShownFolder } from "../attendants.ts";

/** How an agent is begun for a person. */
export type AgentLaunch = {
  readonly wish: Pick<DriverWish, "adapter" | "folder" | "command" | "env">;
  /** What its processes must see besides the person's own. */
  readonly shown: readonly ShownFolder[];
};

/** What sessions need to know of the agents there are. */
export interface AgentLaunches {
  readonly defaultProvider: string;
  /** Rejects what cannot begin now. */
  admit(ownerId: UserId, provider: string): Promise<void>;
  /** With this person's key, and nobody else's. */
  launch(ownerId: UserId, provider: string): Promise<AgentLaunch>;
  /** What became of a turn. */
  turnEnded(ownerId: UserId, provider: string, fault: AgentFault | undefined): void;
  /** What an agent says can be chosen. */
  learned(
    ownerId: UserId,
    provider: string,
    offers: {
      readonly models: readonly AgentChoice[];
      readonly modes: readonly AgentChoice[];
      readonly commands: readonly AgentCommand[];
    },
  ): void;
}
