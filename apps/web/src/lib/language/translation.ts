/** The shape of a catalogue, its words left open: what a catalogue in another language fills, no name less and none more. */
export type Translation<Words> = Words extends string
  ? string
  : Words extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Name in keyof Words]: Translation<Words[Name]> };
