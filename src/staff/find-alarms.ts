// What the bureau has to see to itself: applications it holds, and those whose last day waits for a calendar (G-37, G-38).
import { dateIn } from '../base/dates.ts';
import type { Wiring } from '../wiring.ts';
import { mostCounted } from './find-queue.ts';
import { may } from './permissions.ts';
import type { QueueList } from './queue.ts';
import { countQueue } from './queue-store.ts';
import type { Staff } from './staff.ts';

export type Alarms = {
  readonly held: number;
  readonly undated: number;
  /** The first year whose calendar is not published here. */
  readonly missingYear: number;
};

/** Counting stops one above `mostCounted`. null: not for this role. */
export const findAlarms = async (
  { sql, businessClock, policy }: Pick<Wiring, 'sql' | 'businessClock' | 'policy'>,
  staff: Staff,
): Promise<Alarms | null> => {
  if (!may(staff, 'hold-application')) return null;
  const now = businessClock();
  const count = async (list: QueueList): Promise<number> => {
    const whole = { list, bank: null, district: null, now };
    return (await countQueue(sql, whole, { most: mostCounted + 1 })).rows;
  };
  const [held, undated] = await Promise.all([count('on-hold'), count('undated')]);
  const covered = new Set(policy.current().calendar.years.map(({ year }) => year));
  let missingYear = dateIn(now).year;
  while (covered.has(missingYear)) missingYear += 1;
  return { held, undated, missingYear };
};
