// One stage of a card that is made on the spot: what it does, once, and where it leads; a failure stays where it can go on.
import type { Ground } from '../applications/use-case.ts';
import type { PersonId } from '../base/ids.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { StockKeeper } from '../card-stock/card-stock.ts';
import type { StockRefused } from '../card-stock/change-stock.ts';
import type { ActivateRefused } from '../cards/activate-finance.ts';
import type { EnableRefused } from '../cards/enable-card.ts';
import type { Document } from '../policy/question.ts';
import type { ReportRefused } from '../production/report.ts';
import type { DeviceRefused, Devices } from './devices.ts';
import { type InstantContent, type InstantJobId, openInstant, sealInstant } from './instant-job.ts';
import { type InstantStage, instantStages, isPast } from './instant-stages.ts';
import { findInstant, type InstantRow, moveInstant } from './instant-store.ts';
import { stageActs } from './stage-acts.ts';

export type StageAsked = {
  readonly keeper: StockKeeper;
  readonly personId: PersonId;
  readonly jobId: InstantJobId;
  readonly stage: InstantStage;
  /** What the clerk enters at some of them. */
  readonly entered: {
    /** Last four of the account that the bank opened. */
    readonly accountLastFour?: string;
    /** The person has seen the photo. */
    readonly confirmed?: boolean;
    readonly documents?: readonly Document[];
    readonly collectedBy?: 'holder' | 'guardian';
    /** R-ENABLE-03: whoever declines takes the card as it is. */
    readonly wish?: 'enable-and-activate' | 'enable' | 'neither';
  };
};

export type StageActRefused =
  | ReportRefused
  | EnableRefused
  | ActivateRefused
  | StockRefused
  | DeviceRefused
  | Refused<'ACCOUNT_DIGITS' | 'NOT_CONFIRMED' | 'CHIP_DIFFERS', object>;

/** INSTANT_JOB_UNKNOWN: none here. STAGE_NOT_YET: another comes first. */
export type StageRefused = StageActRefused | Refused<'INSTANT_JOB_UNKNOWN' | 'STAGE_NOT_YET', object>;

/** What an act has found out; the blank as it is from then on. */
export type StageActed = {
  readonly content: InstantContent;
  readonly blank: InstantRow['blank'];
  readonly attempt: number;
};

/** What an act works with. */
export type StageCase = {
  readonly job: InstantRow;
  readonly content: InstantContent;
  readonly asked: StageAsked;
  readonly devices: Devices;
};

/**
 * Does a stage that was done before again by doing nothing; one whose turn has not come is refused. What an act does
 * elsewhere it does under a key of the job, so that a crash between the act and its state is mended by asking again.
 * A failure is kept with its code; the job stands where it stood, or, with a spoiled card, before the next blank.
 */
export const runStage = async (
  ground: Ground,
  devices: Devices,
  asked: StageAsked,
): Promise<Result<InstantRow, StageRefused>> => {
  const { personId, stage, keeper } = asked;
  const job = await findInstant(ground.sql, asked);
  if (!job || job.outletId !== keeper.outletId) return refused('INSTANT_JOB_UNKNOWN', {});
  if (isPast(job.state, stage)) return ok(job);
  if (!leadsFrom(instantStages[stage], job.state)) return refused('STAGE_NOT_YET', {});
  const content = openInstant(ground.keys, personId, job.sealed);
  const acted = await stageActs[stage](ground, { job, content, asked, devices });
  const at = ground.businessClock();
  const named = { personId, jobId: job.jobId, from: instantStages[stage].from };
  const by = { stage, at, account: keeper.account };
  if (!acted.ok) {
    // A spoiled card has left its step with the blank; a mistake of the form is no try.
    if (!silent.includes(acted.code)) {
      const { attempt, blank, sealed, state: to } = (await findInstant(ground.sql, asked)) ?? job;
      await moveInstant(ground.sql, { ...named, to, attempt, blank, sealed, step: { ...by, code: acted.code } });
    }
    return acted;
  }
  const { blank, attempt } = acted.value;
  const sealed = sealInstant(ground.keys, personId, acted.value.content);
  const { to } = instantStages[stage];
  await moveInstant(ground.sql, { ...named, to, blank, attempt, sealed, step: { ...by, code: null } });
  return ok((await findInstant(ground.sql, asked)) ?? job);
};

const silent: readonly string[] = ['CARD_SPOILED', 'CHIP_DIFFERS', 'ACCOUNT_DIGITS', 'NOT_CONFIRMED'];
