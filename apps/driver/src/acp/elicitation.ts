import type { Question } from "@dispatch/protocol/agent/approval";
import type { AskAnswer } from "@dispatch/protocol/agent/driving";
import type { FormField, FormRequest } from "./wire.ts";

/** A field for words of one's own that stands beside a choice: it is not asked for by itself. */
const OWN_WORDS = "_custom";
const YES = "Yes";
const NO = "No";

type Asked = {
  readonly key: string;
  readonly field: FormField;
  readonly ownWordsKey: string | undefined;
  readonly question: Question;
};

/** A form as questions, in the form's order. */
export function questionsOf(form: FormRequest): Question[] {
  return askedOf(form).map(({ question }) => question);
}

/** The answers as what the form holds then. What was not answered is left out, so that the agent sees it. */
export function contentOf(
  form: FormRequest,
  answers: NonNullable<AskAnswer["answers"]>,
): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const { key, field, ownWordsKey, question } of askedOf(form)) {
    const answer = answers[question.question];
    if (answer === undefined) continue;
    const given = (Array.isArray(answer) ? answer : [answer]).filter((one) => one !== "");
    const labels = new Map(optionsOf(field).map(({ value, label }) => [label, value]));
    const chosen = given.filter((one) => labels.has(one)).map((one) => labels.get(one) ?? one);
    const own = given.filter((one) => !labels.has(one));
    if (ownWordsKey !== undefined && own.length > 0) content[ownWordsKey] = own.join(", ");
    const values = ownWordsKey === undefined ? [...chosen, ...own] : chosen;
    const [first] = values;
    if (field.type === "array") content[key] = values;
    else if (first !== undefined) content[key] = typed(field, first);
  }
  return content;
}

function askedOf({ message, requestedSchema: { properties } }: FormRequest): Asked[] {
  const keys = Object.keys(properties).filter(
    (key) => !(key.endsWith(OWN_WORDS) && key.slice(0, -OWN_WORDS.length) in properties),
  );
  const taken = new Set<string>();
  return keys.flatMap((key) => {
    const field = properties[key];
    if (!field) return [];
    // Answers are found by the question's words, so no two may be alike.
    const words = field.description || (keys.length === 1 ? message : (field.title ?? key));
    const question = taken.has(words) ? `${words} (${key})` : words;
    taken.add(question);
    const ownWordsKey = `${key}${OWN_WORDS}`;
    return {
      key,
      field,
      ownWordsKey: ownWordsKey in properties ? ownWordsKey : undefined,
      question: {
        question,
        ...(field.title && field.title !== question ? { header: field.title } : {}),
        options: optionsOf(field).map(({ label, description }) => ({
          label,
          ...(description ? { description } : {}),
        })),
        multiSelect: field.type === "array",
      },
    };
  });
}

type Option = {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null | undefined;
};

function optionsOf({ type, enum: names, oneOf, items }: FormField): Option[] {
  if (type === "boolean") return [YES, NO].map((label) => ({ label, value: label }));
  const titled = oneOf ?? items?.anyOf;
  if (titled)
    return titled.map((one) => ({
      label: one.title ?? one.const,
      value: one.const,
      description: one.description,
    }));
  return (names ?? items?.enum ?? []).map((name) => ({ label: name, value: name }));
}

function typed({ type }: FormField, value: string): unknown {
  if (type === "boolean") return value === YES;
  if (type === "number" || type === "integer") return Number(value);
  return value;
}
