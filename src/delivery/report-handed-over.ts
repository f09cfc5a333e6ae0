// The outlet has handed the card over to the person with their valid ID (R-DELIV-05).

import type { Ground } from '../applications/use-case.ts';
import { type Result, refused } from '../base/result.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from '../production/report.ts';
import type { AtOutletBody } from './report-ready-at-outlet.ts';

const handedOver: ReportKind<AtOutletBody> = {
  action: 'report-handed-over',
  rules: ['R-DELIV-03', 'R-DELIV-05'],
  isRepeated: ({ row, body }) => row.state === 'collected' && row.outletId === body.outletId,
  problem: ({ row, body }) => (row.outletId === body.outletId ? undefined : refused('WRONG_OUTLET', {})),
  outcome: (_, { body }) => ({ facts: { outlet: body.outletId } }),
};

/** ready-for-pickup → collected. Enabling on the spot is a command of its own (R-ENABLE-03). */
export const reportHandedOver = (
  ground: Ground,
  given: BankReport<AtOutletBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, handedOver, given);
