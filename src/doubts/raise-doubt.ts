// 这不是我: a person says of an event or a look on their record that they know nothing of it.
import { type Ground, type LevelTooLow, levelTooLow } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import type { Language } from '../base/language.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import type { Channel } from '../policy/question.ts';
import { answerWithinWorkdays, type Doubted, type DoubtId, sealDoubt } from './doubt.ts';
import { type DoubtingRow, findDoubting, insertDoubt } from './doubts-store.ts';

export type Doubting = {
  readonly personId: PersonId;
  readonly channel: Channel;
  /** How surely the person is known. */
  readonly level: number;
  /** Of the message about the answer. */
  readonly language: Language;
  readonly key: string;
  readonly doubted: Doubted;
  /** At most `mostWords`; null: none. */
  readonly words: string | null;
};

export type DoubtRaised = { readonly doubtId: string };
/** THING_UNKNOWN: there is no such event or look on this person's record. */
export type DoubtRefused = Refused<'THING_UNKNOWN', object> | LevelTooLow | CommandRefused;

/**
 * Opens a task for the bureau and the auditor, to be answered within `answerWithinWorkdays` working days. Raised again, it is
 * the same doubt: each line of a record has one.
 */
export const raiseDoubt = async (ground: Ground, doubting: Doubting): Promise<Result<DoubtRaised, DoubtRefused>> => {
  const { personId, channel, key, doubted, words } = doubting;
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<DoubtingRow, DoubtRaised, DoubtRefused>(ground, {
    action: 'raise-doubt',
    acting: { actor: 'holder', actorId: personId, channel, outlet: null, bank: null },
    key: { caller: `person:${personId}`, key, request: { doubted, words } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('THING_UNKNOWN', {}),
    read: (earlierAnswer) => findDoubting(ground.sql, personId, { doubted, earlierAnswer }),
    decide: (row) => decide(ground, { doubting, at }, row),
  });
};

type Case = { readonly doubting: Doubting; readonly at: Temporal.Instant };

const decide = (ground: Ground, { doubting, at }: Case, row: DoubtingRow): Decision<DoubtRaised, DoubtRefused> => {
  const { sql, keys, policy } = ground;
  const { personId, doubted, words, language, channel, level } = doubting;
  const tooLow = levelTooLow(ground, { action: 'see-record', channel, level, at });
  if (tooLow) return tooLow;
  if (row.doubtId !== null) return change({ doubtId: row.doubtId });
  const doubtId = newId<DoubtId>();
  const due = policy.current().calendar.addWorkdays(dateIn(at).toString(), answerWithinWorkdays);
  const phone = row.personSealed === null ? null : openPersonal(keys, personId, row.personSealed).phone;
  const about: Readonly<Record<string, string>> =
    doubted.kind === 'event'
      ? { about: 'event', seq: String(doubted.seq) }
      : { about: 'look', traceId: doubted.traceId };
  return change(
    { doubtId },
    {
      happenings: [
        {
          action: 'raise-doubt',
          subject: `doubt:${doubtId}`,
          rules: [],
          facts: { to: 'open', ...about, ...(due && { dueOn: due }) },
        },
      ],
      writes: [
        insertDoubt(sql, {
          doubtId,
          eventSeq: doubted.kind === 'event' ? doubted.seq : null,
          traceId: doubted.kind === 'look' ? doubted.traceId : null,
          raisedAt: at,
          dueOn: due === undefined ? null : Temporal.PlainDate.from(due),
          sealed: sealDoubt(keys, personId, { words, phone, language, answer: null }),
        }),
      ],
    },
  );
};
