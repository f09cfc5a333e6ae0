// How an invented person's application went: when which step happened, up to the moment the city is shown at.
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import type { Random } from './random.ts';

/** Instants of the steps that have happened; undefined: not yet, or never. */
export type Campaign = {
  readonly submittedAt: Temporal.Instant;
  readonly withdrawnAt?: Temporal.Instant;
  readonly rejectedAt?: Temporal.Instant;
  readonly acknowledgedAt?: Temporal.Instant;
  readonly refusedAt?: Temporal.Instant;
  readonly openedAt?: Temporal.Instant;
  readonly producedAt?: Temporal.Instant;
  /** Mailed, or lies at the outlet. */
  readonly sentAt?: Temporal.Instant;
  readonly returnedAt?: Temporal.Instant;
  /** At the outlet. A mailed card says nothing until it is enabled. */
  readonly handedOverAt?: Temporal.Instant;
  readonly enabledAt?: Temporal.Instant;
};

/** The shares of the published figures: two of five insured people had applied when the campaign was nearly over. */
export const appliesShare = 0.8;
const shares = {
  ...{ withdrawn: 0.008, rejected: 0.006, refused: 0.012, late: 0.025, returned: 0.015, enabled: 0.88 },
};
/** Half of those who ever come do so within this time of the day they may. */
const halfLifeDays = 70;
const daySeconds = 86_400;

/** A day from `open` on at an hour of the day; undefined when it lies behind `now`. */
export const whenApplied = (
  random: Random,
  open: Temporal.PlainDate,
  now: Temporal.Instant,
): Temporal.Instant | undefined => {
  const days = Math.floor(-Math.log2(1 - random.fraction()) * halfLifeDays);
  const seconds = 7 * 3_600 + random.below(15 * 3_600);
  const at = open.add({ days }).toZonedDateTime('Asia/Shanghai').add({ seconds }).toInstant();
  return Temporal.Instant.compare(at, now) < 0 ? at : undefined;
};

export type Bounds = {
  readonly submittedAt: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly delivery: 'mail' | 'outlet';
};

/** What became of an application until `now`. */
export const inventCampaign = (random: Random, { submittedAt, now, delivery }: Bounds): Campaign => {
  /** That much later, if it has come to that. */
  const after = (at: Temporal.Instant | undefined, days: number): Temporal.Instant | undefined => {
    const later = at?.add({ seconds: Math.max(60, Math.round(days * daySeconds)) });
    return later && Temporal.Instant.compare(later, now) <= 0 ? later : undefined;
  };
  if (random.chance(shares.withdrawn)) {
    const withdrawnAt = after(submittedAt, (withdrawalMinutes - 3) / 1_440);
    return { submittedAt, ...(withdrawnAt && { withdrawnAt }) };
  }
  if (random.chance(shares.rejected)) {
    const rejectedAt = after(submittedAt, 1 + random.fraction() * 3);
    return { submittedAt, ...(rejectedAt && { rejectedAt }) };
  }
  const acknowledgedAt = after(submittedAt, 0.02 + random.fraction() * 0.1);
  if (random.chance(shares.refused)) {
    const refusedAt = after(acknowledgedAt, 1 + random.fraction() * 2);
    return defined({ submittedAt, acknowledgedAt, refusedAt });
  }
  const openedAt = after(acknowledgedAt, 0.5 + random.fraction() * 3);
  const producedAt = after(
    openedAt,
    random.chance(shares.late) ? 29 + random.fraction() * 12 : 4 + random.fraction() * 18,
  );
  const sentAt = after(producedAt, 0.5 + random.fraction() * 2);
  if (random.chance(shares.returned))
    return defined({ submittedAt, acknowledgedAt, openedAt, producedAt, sentAt, returnedAt: after(sentAt, 31) });
  const inHand = after(sentAt, 1 + random.fraction() * 12);
  const handedOverAt = delivery === 'outlet' ? inHand : undefined;
  const enabledAt = random.chance(shares.enabled) ? after(inHand, random.fraction() * 9) : undefined;
  return defined({ submittedAt, acknowledgedAt, openedAt, producedAt, sentAt, handedOverAt, enabledAt });
};

type Steps = { [step in keyof Campaign]: Campaign[step] | undefined };

const defined = ({ submittedAt, ...steps }: Steps & { readonly submittedAt: Temporal.Instant }): Campaign => ({
  submittedAt,
  ...Object.fromEntries(Object.entries(steps).filter(([, at]) => at !== undefined)),
});
