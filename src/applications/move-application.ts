// The step of an application as a part of a command: the event and the move its lifecycle allows.
import type { Part } from '../audit/command.ts';
import type { EventFacts } from '../audit/event.ts';
import type { CardId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type ApplicationContent, sealApplication } from './application.ts';
import { type ApplicationAction, applicationLifecycle } from './application-lifecycle.ts';
import { type ApplicationRow, moveApplication } from './applications-store.ts';

export type Step = {
  readonly action: ApplicationAction;
  readonly rules: readonly string[];
  /** What the event says beside the states. */
  readonly facts?: EventFacts;
  /** The sealed content as it is from now on; absent: it stays. */
  readonly content?: ApplicationContent;
  readonly cardId?: CardId;
};

/** The caller has made sure that the lifecycle leads from the state that was read. */
export const stepOf = (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  row: Pick<ApplicationRow, 'personId' | 'applicationId' | 'state'>,
  { action, rules, facts, content, cardId }: Step,
): Part => {
  const { from, to } = applicationLifecycle[action];
  const { personId, applicationId } = row;
  const sealed = content ? sealApplication(keys, personId, content) : null;
  return {
    happenings: [{ action, subject: `application:${applicationId}`, rules, facts: { from: row.state, to, ...facts } }],
    writes: [moveApplication(sql, { applicationId, from, to, sealed, cardId: cardId ?? null })],
  };
};
