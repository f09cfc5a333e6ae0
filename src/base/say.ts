// How a list of words speaks: a key and its values become a sentence, and the compiler asks for every gap.

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Values<Text extends string> = Readonly<Record<Placeholder<Text>, string | number>>;

/** Says a key of `Words`; every `{name}` of its text must be given a value. */
export type SayOf<Words extends Readonly<Record<string, string>>> = <Key extends keyof Words>(
  key: Key,
  ...values: Placeholder<Words[Key]> extends never ? [] : [Values<Words[Key]>]
) => string;

/** The voice of a list; `words` has the same keys as the list that decides which there are. The text is plain. */
export const sayFrom =
  <Words extends Readonly<Record<string, string>>>(words: Readonly<Record<keyof Words, string>>): SayOf<Words> =>
  (key, ...values) => {
    const given: Readonly<Record<string, string | number>> = values[0] ?? {};
    return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
  };
