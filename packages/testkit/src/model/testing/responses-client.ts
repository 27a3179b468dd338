import type { Heard, WireClient } from "./wire-client.ts";

export const responsesClient: WireClient = {
  name: "openai-responses",
  request: ({ said, tools, schema, stream, conversation }) => ({
    path: "/v1/responses",
    headers: { authorization: "Bearer key of openai-responses" },
    body: {
      model: "m",
      stream,
      prompt_cache_key: conversation,
      instructions: "You are a program.",
      input: [
        {
          type: "message",
          role: "user",
          content: [
            {
              type: "input_text",
              text: "<environment_context>\n<cwd>/work/folder</cwd>\n</environment_context>",
            },
          ],
        },
        ...said.flatMap((each): object[] => {
          if ("user" in each)
            return [{ type: "message", role: "user", content: [{ type: "input_text", text: each.user }] }];
          if ("system" in each) return [{ type: "message", role: "developer", content: each.system }];
          if ("result" in each)
            return [{ type: "function_call_output", call_id: each.of.id, output: each.result }];
          const content = [{ type: "output_text", text: each.model }];
          const calls = (each.calls ?? []).map(({ id, name, input }) => ({
            type: "function_call",
            call_id: id,
            name,
            arguments: JSON.stringify(input),
          }));
          return [{ type: "message", role: "assistant", content }, ...calls];
        }),
      ],
      tools: tools?.map(({ name, schema: parameters }) => ({
        type: name === "apply_patch" ? "custom" : "function",
        name,
        parameters,
      })),
      ...(schema ? { text: { format: { type: "json_schema", name: "answer", schema } } } : {}),
    },
  }),
  whole: (response: ResponsesAnswer) => heardOfResponses(response),
  stream(events) {
    const deltas = new Map<string, string>();
    let finished: ResponsesAnswer | undefined;
    for (const [at, { event, data }] of (
      events as readonly { event: string; data: ResponsesEvent }[]
    ).entries()) {
      if (event !== data.type || data.sequence_number !== at) throw new Error(`event ${at} is out of order`);
      if (data.delta !== undefined) deltas.set(data.item_id!, (deltas.get(data.item_id!) ?? "") + data.delta);
      if (data.response?.error) throw new Error(data.response.error.code);
      if (/^response\.(completed|incomplete)$/.test(data.type)) finished = data.response;
    }
    if (!finished) throw new Error("the response is not whole");
    for (const item of finished.output)
      if (deltas.get(item.id) !== contentOfItem(item)) throw new Error(`the deltas of ${item.type} differ`);
    return heardOfResponses(finished);
  },
};

type ResponsesItem = {
  id: string;
  type: string;
  call_id: string;
  name: string;
  content?: { text: string }[];
  summary?: { text: string }[];
  arguments?: string;
  input?: string;
};
type ResponsesAnswer = {
  status: string;
  error: { code: string } | null;
  incomplete_details: { reason: string } | null;
  output: ResponsesItem[];
  usage: { input_tokens: number; output_tokens: number };
};
type ResponsesEvent = {
  type: string;
  sequence_number: number;
  item_id?: string;
  delta?: string;
  response?: ResponsesAnswer;
};

const contentOfItem = (item: ResponsesItem) =>
  item.arguments ?? item.input ?? (item.content ?? item.summary)!.map((part) => part.text).join("");

const heardOfResponses = (response: ResponsesAnswer): Heard => ({
  text: response.output.map((item) => (item.type === "message" ? contentOfItem(item) : "")).join(""),
  thought: response.output.map((item) => (item.type === "reasoning" ? contentOfItem(item) : "")).join(""),
  calls: response.output
    .filter((item) => item.type.endsWith("_call"))
    .map(({ call_id: id, name, arguments: json, input }) => ({
      id,
      name,
      input: json === undefined ? input : (JSON.parse(json) as unknown),
    })),
  end: response.incomplete_details?.reason ?? response.status,
  tokens: [response.usage.input_tokens, response.usage.output_tokens],
});
