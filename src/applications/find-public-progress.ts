// How far an application is, for somebody who is not logged in: steps and dates, nothing of the person (R-QUERY-01).
import type { PersonId } from '../base/ids.ts';
import { normaliseIdNumber } from '../people/id-number.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { parseApplicationNumber } from './application.ts';
import { findProgress, type Milestone, type Progress } from './find-progress.ts';
import { findOwnerOfNumber } from './progress-store.ts';
import type { Ground } from './use-case.ts';

/** What the number of an application and four characters may show: no outlet, no parcel, no card, no channel. */
export type PublicProgress = Pick<Progress, 'number' | 'service' | 'state' | 'bank' | 'delivery' | 'dueOn' | 'late'> & {
  readonly milestones: readonly Pick<Milestone, 'step' | 'at' | 'bank'>[];
};

export type ProgressAsked = {
  /** As somebody wrote it. */
  readonly number: string;
  /** The last four characters of the ID number, as somebody wrote them. */
  readonly idLastFour: string;
};

/** undefined for a number nobody has and for another person's last four alike: the answer tells nothing of either. */
export const findPublicProgress = async (
  ground: Pick<Ground, 'sql' | 'keys' | 'businessClock'>,
  asked: ProgressAsked,
): Promise<PublicProgress | undefined> => {
  const number = parseApplicationNumber(asked.number);
  const owner = number && (await findOwnerOfNumber(ground.sql, number));
  if (!owner || !hasLastFour(ground, owner, asked.idLastFour)) return undefined;
  const progress = await findProgress(ground, { personId: owner.personId, number });
  return progress && publicProgress(progress);
};

/** What of it may be shown to whoever did not prove who they are. */
export const publicProgress = (progress: Progress): PublicProgress => {
  const { number, service, state, bank, delivery, dueOn, late } = progress;
  const milestones = progress.milestones.map(({ step, at, bank: by }) => ({ step, at, bank: by }));
  return { number, service, state, bank, delivery, dueOn, late, milestones };
};

type Owner = { readonly personId: PersonId; readonly personSealed: Buffer };

const hasLastFour = ({ keys }: Pick<Ground, 'keys'>, { personId, personSealed }: Owner, written: string): boolean =>
  openPersonal(keys, personId, personSealed).idNumber.slice(-4) === normaliseIdNumber(written);
