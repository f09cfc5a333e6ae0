// All SQL of counting how far people come in the form.
import { arrayOf } from '../database/array-literal.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';

/** For a `with` that begins with another part: one more at each of these pages; no rows where there are none. */
export const upsertFormSteps = (
  sql: Sql,
  given: { readonly day: Temporal.PlainDate; readonly steps: readonly string[]; readonly piece: number },
): Fragment => sql`
  , counted as (
    insert into form_steps (day, step, piece, count)
    select ${given.day}::date, step, ${given.piece}::int, 1 from unnest(${arrayOf(given.steps)}::text::text[]) as step
    on conflict (day, step, piece) do update set count = form_steps.count + 1
  )`;
