// Takes out the keys whose value is undefined, so that "absent" has one meaning.

type Leaf = string | number | boolean | bigint | null | undefined | Temporal.PlainDate | Temporal.Instant;
type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** `T` with every key that could be undefined made optional instead, all the way down. */
export type Defined<T> = T extends Leaf
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Defined<Item>[]
    : { readonly [K in Exclude<keyof T, Optional<T>>]: Defined<T[K]> } & {
        readonly [K in Optional<T>]?: Defined<Exclude<T[K], undefined>>;
      };

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** A copy of plain objects, at every depth, without keys that hold undefined; everything else as it is. */
export const withoutUndefined = <T>(value: T): Defined<T> => {
  const copy = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(copy);
    if (!isPlain(each)) return each;
    return Object.fromEntries(
      Object.entries(each).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, copy(inner)]])),
    );
  };
  return copy(value) as Defined<T>;
};
