import type { PlanEntry } from "@dispatch/protocol/agent/events";
import { PlanEntry as Entry } from "@dispatch/protocol/agent/events";
import type { ToolUse } from "@dispatch/protocol/agent/tools";
import { z } from "zod";

const Todos = z.object({ todos: z.array(Entry) });
const Created = z.object({ task: z.object({ id: z.string(), subject: z.string() }) });
const Listed = z.object({
  tasks: z.array(z.object({ id: z.string(), subject: z.string(), status: Entry.shape.status })),
});
const Updated = z.object({
  taskId: z.string(),
  subject: z.string().optional(),
  status: z.enum([...Entry.shape.status.options, "deleted"]).optional(),
});

/** What the agent says it has to do: some models write the list at once, others keep it task by task. */
export class TodoList {
  readonly #tasks = new Map<string, PlanEntry>();

  /** The list after a tool has done its work, where it was one that changes the list. */
  after({ tool, input }: ToolUse, result: unknown): PlanEntry[] | undefined {
    switch (tool) {
      case "TodoWrite":
        return Todos.safeParse(input).data?.todos;
      case "TaskCreate": {
        const task = Created.safeParse(result).data?.task;
        if (!task) return undefined;
        this.#tasks.set(task.id, { content: task.subject, status: "pending" });
        break;
      }
      case "TaskList": {
        const tasks = Listed.safeParse(result).data?.tasks;
        if (!tasks) return undefined;
        this.#tasks.clear();
        for (const { id, subject, status } of tasks) this.#tasks.set(id, { content: subject, status });
        break;
      }
      case "TaskUpdate": {
        const change = Updated.safeParse(input).data;
        const task = change && this.#tasks.get(change.taskId);
        if (!task) return undefined;
        const { taskId, subject = task.content, status = task.status } = change;
        if (status === "deleted") this.#tasks.delete(taskId);
        else this.#tasks.set(taskId, { content: subject, status });
        break;
      }
      default:
        return undefined;
    }
    return [...this.#tasks.values()];
  }
}
