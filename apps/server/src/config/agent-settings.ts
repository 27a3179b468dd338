import { ProviderId } from "@dispatch/protocol/providers";
import { z } from "zod";
import { presets } from "../domain/providers/presets.ts";

const known = new Set(presets.map(({ id }) => id));
const form =
  'each agent is { "id", "name", "command": ["program", "argument", …], "env"?: { "NAME": "value" } }';

const OwnAgent = z.strictObject({
  id: ProviderId,
  name: z.string().trim().min(1).max(100),
  command: z.array(z.string().min(1)).min(1),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
});

/** Agents that speak the Agent Client Protocol, as `agents` in `config.json` lists them. Messages name no value: it may be a secret. */
export const OwnAgents = z.unknown().transform((value, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (!Array.isArray(value)) return refuse(`must be a list: ${form}`);
  const agents: z.infer<typeof OwnAgent>[] = [];
  for (const [index, one] of value.entries()) {
    const parsed = OwnAgent.safeParse(one);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(
        `agent ${index + 1}, ${issue?.path.join(".") || "as a whole"}: ${issue?.message}; ${form}`,
      );
    }
    const { id } = parsed.data;
    if (known.has(id))
      return refuse(`"${id}" is an agent that Dispatch knows already; give yours another id`);
    if (agents.some((other) => other.id === id))
      return refuse(`"${id}" is there twice; give one of them another id`);
    agents.push(parsed.data);
  }
  return agents;
});
