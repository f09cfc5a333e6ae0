// Whether a text is one of a list of codes, which the compiler does not let one ask of a list of literals.

/** Narrows `value` to the codes of `list`. */
export const isOneOf = <Code extends string>(list: readonly Code[], value: string): value is Code =>
  list.some((code) => code === value);
