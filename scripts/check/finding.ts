// What a check finds: where, what is wrong, and how to mend it.

export type Finding = {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
  readonly mend: string;
};

/** One finding as people and editors read it: `path:line problem`, then the remedy. */
export const describeFinding = ({ path, line, problem, mend }: Finding): string =>
  `  ${path}:${line} ${problem}\n      → ${mend}`;
