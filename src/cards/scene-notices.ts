// What the systems of medical care and transit are told when a card is enabled or lost: as jobs, sent until each has taken it.
import type { Part } from '../audit/command.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Job, JobHandler, NewJob } from '../jobs/job.ts';
import { openCard } from './card.ts';

/** Well under the lease of a job, so that a slow system never makes two workers send the same notice. */
const timeoutMilliseconds = 5000;

export type NoticedCard = {
  readonly personId: PersonId;
  readonly cardSealed: Uint8Array;
  /** Number of the holder in the core system, by which medical care knows whose earlier cards have ended (R-OLD-03). */
  readonly coreNumber: string;
  readonly at: Temporal.Instant;
};

/**
 * Queued in the same statement as the enabling (3.3-a): medical care learns which card holds from now on, transit that its
 * purse may be topped up (R-ENABLE-09). A card without a number is none either of them could know.
 */
export const noticesOfEnabling = (keys: Keys, { personId, cardSealed, coreNumber, at }: NoticedCard): Part => {
  const { number } = openCard(keys, personId, cardSealed);
  if (number === null) return {};
  const notice = { event: 'card-enabled', cardNumber: number, at: at.toString() };
  const jobs: readonly NewJob[] = [
    { kind: 'notify-medical', payload: { ...notice, coreNumber } },
    { kind: 'notify-transit', payload: notice },
  ];
  return { jobs };
};

/**
 * Medical care stops and takes the card again with its social-security function (R-LOSS-02, R-LOSS-07). Transit is told
 * nothing: no rule stops a lost card's purse from afar (3.3-a), its balance is simply not paid back (R-TRANSIT-10).
 */
export const noticeOfLoss = (
  keys: Keys,
  { personId, cardSealed, coreNumber, at }: NoticedCard,
  event: 'card-lost' | 'card-usable',
): Part => {
  const { number } = openCard(keys, personId, cardSealed);
  if (number === null) return {};
  return {
    jobs: [{ kind: 'notify-medical', payload: { event, cardNumber: number, at: at.toString(), coreNumber } }],
  };
};

/** A card whose enabling is undone: transit was told of it, so it is told that the purse may not be topped up after all. */
export const noticeOfUndoneEnabling = (
  keys: Keys,
  { personId, cardSealed, at }: Omit<NoticedCard, 'coreNumber'>,
): Part => {
  const { number } = openCard(keys, personId, cardSealed);
  if (number === null) return {};
  return {
    jobs: [{ kind: 'notify-transit', payload: { event: 'card-not-enabled', cardNumber: number, at: at.toString() } }],
  };
};

/** Posts a notice as JSON with a `noticeId` that is the same for every try; any answer outside of 200–299 is a failure. */
export const sendNotice =
  (url: string): JobHandler =>
  async ({ jobId, payload }: Job) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ noticeId: jobId, ...payload }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await response.body?.cancel();
    if (!response.ok) throw new NoticeRefused(response.status);
  };

class NoticeRefused extends Error {
  readonly code: string;
  constructor(status: number) {
    super(`the system answered ${status}`);
    this.name = 'NoticeRefused';
    this.code = String(status);
  }
}
