// 申领进度查询 without a login, counted so that nobody can try all of the ten thousand endings of an ID number.
import { parseApplicationNumber } from '../../applications/application.ts';
import { findPublicProgress } from '../../applications/find-public-progress.ts';
import { countFailure, isLockedOut } from '../../identity/attempts.ts';
import type { Wiring } from '../../wiring.ts';
import { publicView } from './application-view.ts';
import type { LookedUp, LookUp } from './desk.ts';

const tooOften: LookedUp = { found: false, why: 'too-often' };

/**
 * Every question about a number counts, right or wrong and whether anybody has it, so that the count itself tells
 * nothing; of an address only those that found nothing, because many people share one.
 */
export const lookUp = async (wiring: Wiring, { number, idLastFour, address, language }: LookUp): Promise<LookedUp> => {
  const byAddress = { at: 'progress-address', by: address } as const;
  if (await isLockedOut(wiring, byAddress)) return tooOften;
  const asked = parseApplicationNumber(number);
  // Counted before it is answered: tries at the same moment are tries too.
  if (asked && (await countFailure(wiring, { at: 'progress-number', by: asked })) < 0) return tooOften;
  const progress = await findPublicProgress(wiring, { number, idLastFour });
  if (progress) {
    const telling = { snapshot: wiring.policy.current(), now: wiring.businessClock(), language };
    return { found: true, application: publicView(progress, telling) };
  }
  await countFailure(wiring, byAddress);
  return { found: false, why: 'unknown' };
};
