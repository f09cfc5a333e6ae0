// Holds an application for the bureau: what it was decided upon has changed, or somebody looks into it (G-38).
import { randomUUID } from 'node:crypto';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import type { Acting } from '../audit/event.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { holdOrder } from '../production/order-parts.ts';
import { openApplication } from './application.ts';
import { type ApplicationState, applicationLifecycle, isHoldable } from './application-lifecycle.ts';
import type { ApplicationRow } from './application-row.ts';
import { findApplicationOfNumber } from './applications-store.ts';
import { type HoldReason, rulesOfHold } from './hold-reasons.ts';
import { moveToHold } from './holds-store.ts';
import type { Ground } from './use-case.ts';

/** Number of the application as it is kept; at least one reason. */
type Held = { readonly number: string; readonly reasons: readonly HoldReason[] };
export type HoldByClerk = Held & {
  /** Account of the clerk; that it may hold, the border has seen to. */
  readonly clerkId: string;
  readonly key: string;
};

export type Holding = { readonly number: string; readonly state: ApplicationState };
export type HoldRefused =
  | Refused<'APPLICATION_UNKNOWN', object>
  | Refused<'WRONG_STATE', { readonly state: ApplicationState }>
  | CommandRefused;

/** submitted, in-production, produced, ready-for-pickup, returned → on-hold, by the bureau; the person is told. */
export const holdApplication = (ground: Ground, hold: HoldByClerk): Promise<Result<Holding, HoldRefused>> =>
  held(ground, hold, {
    acting: { actor: 'staff', actorId: hold.clerkId, channel: 'console', outlet: null, bank: null },
    key: { caller: `staff:${hold.clerkId}`, key: hold.key },
  });

/**
 * The same, by the program itself after a report of a bank was refused for what has changed. Held already is fine. A key
 * of its own each time: it may be held again for the same reason after it went another way.
 */
export const holdChanged = (ground: Ground, hold: Held): Promise<Result<Holding, HoldRefused>> =>
  held(ground, hold, {
    acting: { actor: 'system', actorId: 'fact-check', channel: 'system', outlet: null, bank: null },
    key: { caller: 'system:fact-check', key: randomUUID() },
  });

type By = { readonly acting: Acting; readonly key: { readonly caller: string; readonly key: string } };

const held = async (
  ground: Ground,
  { number, reasons }: Held,
  { acting, key }: By,
): Promise<Result<Holding, HoldRefused>> => {
  if (reasons.length === 0) throw new RangeError('a hold needs a reason');
  return await changePerson(ground, {
    action: 'hold-application',
    acting,
    key: { ...key, request: { number, reasons } },
    at: ground.businessClock(),
    policySnapshot: ground.policy.current().number,
    missing: refused('APPLICATION_UNKNOWN', {}),
    read: (earlierAnswer) => findApplicationOfNumber(ground.sql, number, earlierAnswer),
    decide: (row) => decide(ground, { reasons, bySystem: acting.actor === 'system' }, row),
  });
};

type Given = { readonly reasons: readonly HoldReason[]; readonly bySystem: boolean };

const decide = (ground: Ground, { reasons, bySystem }: Given, row: ApplicationRow): Decision<Holding, HoldRefused> => {
  const { number, applicationId, state } = row;
  const rules = rulesOfHold(reasons);
  const { to } = applicationLifecycle['hold-application'];
  if (state === to && bySystem) return change({ number, state });
  if (!isHoldable(state)) return rejection(refused('WRONG_STATE', { state }), rules);
  const { phone, language } = openApplication(ground.keys, row.personId, row.sealed);
  return change(
    { number, state: to },
    {
      happenings: [
        {
          action: 'hold-application',
          subject: `application:${applicationId}`,
          rules,
          facts: { from: state, to, reasons: reasons.join(' ') },
        },
      ],
      writes: [moveToHold(ground.sql, { applicationId, from: state, to, reasons })],
      jobs: [messageJob({ kind: 'application-held', to: phone, language, parameters: { number } })],
    },
    ...holdOrder(ground.sql, row, ground.businessClock()),
  );
};
