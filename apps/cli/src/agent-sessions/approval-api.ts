import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { AnswerApproval, Approval } from "@dispatch/protocol/agent/approval";
import type { Settings } from "../config/environment.ts";
import { exitCode, Failure, usageFailure } from "../failure.ts";

/** What waits, what holds up work first. */
export async function openApprovals(client: Client, sessionId?: string): Promise<Approval[]> {
  const query = { state: "open", limit: 500, ...(sessionId === undefined ? {} : { sessionId }) } as const;
  const answer = await client.GET("/api/approvals", { params: { query: query as never } });
  return (dataOf(answer) as unknown as { items: Approval[] }).items;
}

export const getApproval = async (client: Client, id: string): Promise<Approval> =>
  dataOf(await client.GET("/api/approvals/{id}", { params: { path: { id } } })) as unknown as Approval;

export const answerApproval = async (client: Client, id: string, answer: AnswerApproval): Promise<Approval> =>
  dataOf(
    await client.POST("/api/approvals/{id}", { params: { path: { id } }, body: answer as never }),
  ) as unknown as Approval;

/** The one that is meant by its id, or by the beginning of an id of one that waits. */
export async function resolveApproval(client: Client, reference: string): Promise<Approval> {
  if (/^apr_\w{20}$/.test(reference)) return getApproval(client, reference);
  const found = (await openApprovals(client)).filter(
    ({ id }) => reference !== "" && (id.startsWith(reference) || id.startsWith(`apr_${reference}`)),
  );
  const [first] = found;
  if (!first)
    throw new Failure({
      exitCode: exitCode.notFound,
      code: "approval-not-found",
      what: `Nothing that waits is called ${JSON.stringify(reference)}`,
      advice: "`dispatch approvals` shows what does",
    });
  if (found.length > 1)
    throw usageFailure(
      `${JSON.stringify(reference)} could be ${found.map(({ id }) => id).join(", ")}`,
      "Give more of the id",
    );
  return first;
}

/** An agent asks a person. What runs inside its session is the agent, and must not be the one that answers. */
export function refuseOwn(approval: Pick<Approval, "sessionId">, { ownSession }: Settings): void {
  if (ownSession === undefined || approval.sessionId !== ownSession) return;
  throw new Failure({
    exitCode: exitCode.refused,
    code: "own-approval",
    what: "This asks for the very session that would answer",
    advice: "A person answers it: in the browser, or from a command line of their own",
  });
}

/** Answers by question: each is named by its words, its heading or its number, and may be given several times. */
export function answersOf(
  approval: Pick<Approval, "questions">,
  given: readonly string[],
): Record<string, string | string[]> {
  const answers: Record<string, string | string[]> = {};
  for (const text of given) {
    const asked = (approval.questions ?? []).flatMap((one, at) =>
      [one.question, one.header, String(at + 1)].map((name) => ({ one, name })),
    );
    const match = asked.find(({ name }) => name !== undefined && text.startsWith(`${name}=`));
    if (!match?.name)
      throw usageFailure(
        `${JSON.stringify(text)} answers no question that is asked`,
        'Write it as "question=answer"',
      );
    const { question, multiSelect } = match.one;
    const answer = text.slice(match.name.length + 1);
    const before = answers[question];
    answers[question] = multiSelect ? [...(before === undefined ? [] : [before].flat()), answer] : answer;
  }
  return answers;
}
