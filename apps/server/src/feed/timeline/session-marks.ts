import type { SessionEvent } from "@dispatch/protocol/events";
import type { Mark } from "@dispatch/protocol/timeline";
import { mark } from "./mark.ts";

/** The marks of what is said in JSON: the session's course, and what an agent says and does. */
export function sessionMarks(event: SessionEvent): Mark[] {
  switch (event.channel) {
    case "session:status": {
      const { status, outcome } = event.payload;
      if (status === "pending") return [mark(event, event.seq === 1 ? "started" : "resumed")];
      if (status !== "ended") return [];
      return [mark(event, "ended", { label: outcome, isError: outcome === "failed" || outcome === "lost" })];
    }
    case "terminal:exit": {
      const { exitCode, signal } = event.payload;
      return [mark(event, "exit", { label: signal ?? String(exitCode), isError: exitCode !== 0 })];
    }
    case "session:error":
      return [mark(event, "error", { label: event.payload.error, isError: true })];
    case "agent:message": {
      const { role, text, parentToolUseId } = event.payload;
      if (role === "user") return [mark(event, "message", { label: text })];
      return parentToolUseId === undefined ? [mark(event, "answer", { label: text })] : [];
    }
    case "agent:tool_use": {
      const { title, tool } = event.payload;
      return [mark(event, "tool", { label: title ?? tool })];
    }
    case "agent:tool_result":
      return event.payload.isError
        ? [mark(event, "error", { label: event.payload.tool, isError: true })]
        : [];
    case "session:waiting_for_input":
      return [mark(event, "approval", { label: event.payload.prompt })];
    case "session:answered":
      return [mark(event, "answered", { label: event.payload.decision })];
    case "session:completed":
      return [
        mark(event, "turn-end", {
          label: event.payload.outcome,
          isError: event.payload.outcome === "failed",
        }),
      ];
    default:
      return [];
  }
}
