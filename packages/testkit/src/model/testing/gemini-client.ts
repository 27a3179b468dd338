import type { Heard, WireClient } from "./wire-client.ts";

export const geminiClient: WireClient = {
  name: "gemini",
  request: ({ said, tools, schema, stream }) => ({
    path: `/v1beta/models/m:${stream ? "streamGenerateContent?alt=sse" : "generateContent"}`,
    headers: { "x-goog-api-key": "key of gemini" },
    body: {
      systemInstruction: { role: "user", parts: [{ text: "You are a program." }] },
      contents: [
        {
          role: "user",
          parts: [
            { text: "<session_context>\n- **Workspace Directories:**\n  - /work/folder\n</session_context>" },
          ],
        },
        ...said.map((each) => {
          if ("user" in each || "system" in each)
            return { role: "user", parts: [{ text: "user" in each ? each.user : each.system }] };
          if ("result" in each) {
            const response = each.failed ? { error: each.result } : { output: each.result };
            return {
              role: "user",
              parts: [{ functionResponse: { id: each.of.id, name: each.of.name, response } }],
            };
          }
          const calls = (each.calls ?? []).map(({ id, name, input: args }) => ({
            functionCall: { id, name, args },
          }));
          return { role: "model", parts: [{ text: each.model }, ...calls] };
        }),
      ],
      tools: [
        {
          functionDeclarations: tools?.map(({ name, schema: parametersJsonSchema }) => ({
            name,
            parametersJsonSchema,
          })),
        },
      ],
      generationConfig: schema ? { responseMimeType: "application/json", responseJsonSchema: schema } : {},
    },
  }),
  whole: (answer: GeminiAnswer) => heardOfGemini([answer]),
  stream: (events) => heardOfGemini((events as readonly { data: GeminiAnswer }[]).map(({ data }) => data)),
};

type GeminiPart = {
  text?: string;
  thought?: boolean;
  functionCall?: { id: string; name: string; args: unknown };
};
type GeminiAnswer = {
  error?: { status: string };
  candidates: { content: { role: "model"; parts: GeminiPart[] }; finishReason?: string }[];
  usageMetadata: { promptTokenCount: number; candidatesTokenCount: number };
};

function heardOfGemini(answers: readonly GeminiAnswer[]): Heard {
  const fault = answers.find((answer) => answer.error);
  if (fault) throw new Error(fault.error!.status);
  const parts = answers.flatMap((answer) => answer.candidates[0]!.content.parts);
  const { candidates, usageMetadata } = answers.at(-1)!;
  return {
    text: parts.map((part) => (part.thought ? "" : (part.text ?? ""))).join(""),
    thought: parts.map((part) => (part.thought ? part.text! : "")).join(""),
    calls: parts.flatMap(({ functionCall: call }) =>
      call ? [{ id: call.id, name: call.name, input: call.args }] : [],
    ),
    end: candidates[0]!.finishReason!,
    tokens: [usageMetadata.promptTokenCount, usageMetadata.candidatesTokenCount],
  };
}
