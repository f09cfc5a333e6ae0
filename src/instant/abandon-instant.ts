// 即时制卡 is given up before there is a card: the application goes back into its bank's queue and is made there.
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { leaveOrderToBank } from '../production/order-parts.ts';
import { type Blank, spoil } from './blank.ts';
import type { InstantJobId } from './instant-job.ts';
import { abandoning } from './instant-stages.ts';
import { type AbandoningRow, findAbandoning, findInstant, moveToAbandoned } from './instant-store.ts';

export type Abandoned = { readonly jobId: InstantJobId };

/** CARD_IN_WORK: there is a card with a chip; it is finished, or spoiled first. */
export type AbandonRefused = Refused<'INSTANT_JOB_UNKNOWN' | 'CARD_IN_WORK', object> | CommandRefused;

/**
 * checked, account-open, photo-confirmed → abandoned. A blank that a machine took and never answered for is set aside as
 * spoiled: nobody knows what became of it. Asked again, it is answered again.
 */
export const abandonInstant = async (
  ground: Ground,
  { keeper, personId, jobId, key }: Blank & { readonly key: string },
): Promise<Result<Abandoned, AbandonRefused>> => {
  const { account, outletId, bank } = keeper;
  const job = await findInstant(ground.sql, { personId, jobId });
  if (!job || job.outletId !== outletId) return refused('INSTANT_JOB_UNKNOWN', {});
  if (job.state === 'photo-confirmed' && job.blank === 'taken')
    await spoil(ground, { keeper, personId, jobId }, { attempt: job.attempt, code: 'DEVICE_UNREACHABLE' });
  const at = toMilliseconds(ground.businessClock());
  return await changePerson<AbandoningRow, Abandoned, AbandonRefused>(ground, {
    action: 'abandon-instant-card',
    acting: { actor: 'staff', actorId: account, channel: 'bank', outlet: outletId, bank },
    key: { caller: `staff:${account}`, key, request: { personId, jobId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('INSTANT_JOB_UNKNOWN', {}),
    read: (earlierAnswer) => findAbandoning(ground.sql, { personId, jobId }, earlierAnswer),
    decide: (row) => decide(ground, row, { at, account }),
  });
};

const decide = (
  { sql }: Ground,
  { jobId, state, bank, applicationId, applicationState }: AbandoningRow,
  by: { readonly at: Temporal.Instant; readonly account: string },
): Decision<Abandoned, AbandonRefused> => {
  if (state === 'abandoned') return change({ jobId });
  const { from, to } = abandoning;
  if (!leadsFrom(abandoning, state)) return rejection(refused('CARD_IN_WORK', {}), ['R-PROD-08']);
  const facts = { from: state, to };
  return change({ jobId }, leaveOrderToBank(sql, { applicationId, bank, applicationState }), {
    happenings: [{ action: 'abandon-instant-card', subject: `instant:${jobId}`, rules: ['R-PROD-04'], facts }],
    writes: [moveToAbandoned(sql, { jobId, from, ...by })],
  });
};
