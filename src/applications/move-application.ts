// The step of an application as a part of a command: the event and the move its lifecycle allows.
import type { Part } from '../audit/command.ts';
import type { EventFacts } from '../audit/event.ts';
import type { Clock } from '../base/clock.ts';
import type { ApplicationId, CardId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { giveBackForAnotherBank, giveBackPictures, keepPictures } from '../photos/photo-parts.ts';
import { type ApplicationContent, sealApplication } from './application.ts';
import {
  type ApplicationAction,
  type ApplicationState,
  applicationLifecycle,
  waitingStates,
} from './application-lifecycle.ts';
import type { ApplicationRow } from './application-row.ts';
import { moveApplication } from './applications-store.ts';
import { type LimitRow, limitMissed, missedLimit } from './missed-limit.ts';
import { reminderAfter } from './reminders.ts';

type PicturesEnd = (sql: Sql, applicationId: ApplicationId, at: Temporal.Instant) => Part;

/** What becomes of the pictures when an application ends; while it runs they stay. */
const picturesAfter: Readonly<Partial<Record<ApplicationState, PicturesEnd>>> = {
  collected: keepPictures,
  received: keepPictures,
  withdrawn: giveBackPictures,
  'account-refused': giveBackForAnotherBank,
};

export type Step = {
  readonly action: ApplicationAction;
  readonly rules: readonly string[];
  /** What the event says beside the states. */
  readonly facts?: EventFacts;
  /** The sealed content as it is from now on; absent: it stays. */
  readonly content?: ApplicationContent;
  readonly cardId?: CardId;
  /** The card and its number are no more. */
  readonly dropsCard?: boolean;
};

/** The caller has made sure that the lifecycle leads from the state that was read. */
export const stepOf = (
  { sql, keys, businessClock }: { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock },
  row: Pick<ApplicationRow, 'personId'> & LimitRow,
  { action, rules, facts, content, cardId, dropsCard = false }: Step,
): Part => {
  const { from, to } = applicationLifecycle[action];
  const { personId, applicationId } = row;
  const at = businessClock();
  const pictures = picturesAfter[to]?.(sql, applicationId, at);
  const missed = missedLimit(row, at);
  const waiting = waitingStates.includes(to) ? { since: at, remindAt: reminderAfter(at, at) } : null;
  const sealed = content ? sealApplication(keys, personId, content) : null;
  return {
    happenings: [
      ...(missed ? [limitMissed(row, missed)] : []),
      { action, subject: `application:${applicationId}`, rules, facts: { from: row.state, to, ...facts } },
    ],
    writes: [
      moveApplication(sql, {
        applicationId,
        from,
        to,
        sealed,
        cardId: cardId ?? null,
        dropsCard,
        waiting,
        limitMissedOn: missed?.toString() ?? null,
      }),
      ...(pictures?.writes ?? []),
    ],
  };
};
