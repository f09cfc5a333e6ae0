// What is advised to who needs an old card again: its original channel, or generation 3 (R-REISSUE-08, R-PROD-10, R-FEE-04).
import type { Finding } from './asked.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instead } from './verdict.ts';

/** Applying online; the gate says from when, to those it is not open to yet. */
export const applyOnline: Instead = { service: 'apply', channel: 'minsheng' };

/** The old card again for 20 yuan in 4 working days; or generation 3 for those in scope. */
export const originalChannel = ({ calendar }: Snapshot, day: string): readonly Instead[] => [
  {
    step: 'original-channel',
    service: 'reissue-old',
    fee: { amount: '20.00', currency: 'CNY' },
    dueOn: calendar.addWorkdays(day, 4) ?? null,
  },
  applyOnline,
];

/** Who has begun with the new card gets no old one any more, unless they take that back (R-REISSUE-09, G-02). */
export const newCardIsOnItsWay: NonNullable<Finding> = {
  code: 'RUNNING_APPLICATION',
  rules: ['R-REISSUE-09'],
  instead: [{ service: 'query-progress', channel: 'minsheng' }, { step: 'withdraw-first' }],
};
