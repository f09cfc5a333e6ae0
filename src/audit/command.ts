// A command: who asks for what, under which key, and what the decision about it may be.

import type { PersonId } from '../base/ids.ts';
import type { Refused } from '../base/result.ts';
import type { Fragment } from '../database/fragment.ts';
import type { NewJob } from '../jobs/job.ts';
import type { Acting, Happening } from './event.ts';

/** What an answer may hold: it is kept sealed as JSON, so that the same key gets the same answer. */
export type Answer = Readonly<Record<string, string | number | boolean | null>>;

/** The caller's key. Within `caller` the same key means the same command; `request` tells whether it really is. */
export type CommandKey = { readonly caller: string; readonly key: string; readonly request: object };

/** Columns that every read of a command brings along: the head of the person's chain and an earlier answer. */
export type Head = {
  readonly personId: PersonId;
  readonly eventCount: number;
  readonly eventMac: Buffer;
  readonly answeredRequest: Buffer | null;
  readonly answered: Buffer | null;
  /** Whom the earlier answer is about; another person than this one when a key was used again. */
  readonly answeredFor: PersonId | null;
};

/**
 * A piece of a change that one slice gives: what happened, the rows it writes (common table expressions that select from
 * `guard`, each beginning with a comma) and what must follow. A command is put together from the parts of several slices.
 */
export type Part = {
  readonly happenings?: readonly Happening[];
  readonly writes?: readonly Fragment[];
  readonly jobs?: readonly NewJob[];
};

/** What a permitted command does. Without parts it changes nothing: the answer alone is given (a repeated report). */
export type Change<A extends Answer> = { readonly ok: true; readonly answer: A; readonly parts: readonly Part[] };

/** What a refused command leaves: why, and by which rules. */
export type Rejection<R extends Refused> = {
  readonly ok: false;
  readonly refusal: R;
  readonly rules: readonly string[];
};

export type Decision<A extends Answer, R extends Refused> = Change<A> | Rejection<R>;

/** One command on one person's things. */
export type Command<Row extends Head, A extends Answer, R extends Refused> = {
  readonly action: string;
  readonly acting: Acting;
  readonly key: CommandKey;
  /** The business instant of the whole command: the decision and its events count by the same one. */
  readonly at: Temporal.Instant;
  readonly policySnapshot: number;
  /** Reads everything the decision needs in one select, with `headColumns` and the join that is handed in. */
  readonly read: (earlierAnswer: Fragment) => Promise<Row | undefined>;
  /** What is answered when nothing was found to decide upon. */
  readonly missing: R;
  /** Decides from what was read; may draw fresh ids and seal, but neither waits nor writes. Called again after a retry. */
  readonly decide: (row: Row) => Decision<A, R>;
};

/** A change that was decided upon; its parts are recorded in their order. */
export const change = <A extends Answer>(answer: A, ...parts: readonly Part[]): Change<A> => ({
  ok: true,
  answer,
  parts,
});

export const rejection = <R extends Refused>(refusal: R, rules: readonly string[]): Rejection<R> => ({
  ok: false,
  refusal,
  rules,
});
