// What a command answers: a value, or a refusal that is a value too. Bugs and outages throw.

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string = string, Facts extends object = object> = {
  readonly ok: false;
  readonly code: Code;
  readonly facts: Facts;
};
export type Result<T, R extends Refused = Refused> = Ok<T> | R;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** A refusal: `code` is a key of the refusal table, `facts` are what its words need. */
export const refused = <const Code extends string, Facts extends object>(
  code: Code,
  facts: Facts,
): Refused<Code, Facts> => ({ ok: false, code, facts });
