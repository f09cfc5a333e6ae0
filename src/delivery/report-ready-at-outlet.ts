// The card lies at the outlet the person chose; one message says so (R-DELIV-03, R-NOTICE-01).
import { z } from 'zod';
import type { Ground } from '../applications/use-case.ts';
import { type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from '../production/report.ts';

export const atOutletBody = z.object({ outletId: z.string().regex(/^[0-9A-Za-z-]{1,32}$/) });
export type AtOutletBody = z.infer<typeof atOutletBody>;

const ready: ReportKind<AtOutletBody> = {
  action: 'report-ready-at-outlet',
  rules: ['R-DELIV-03', 'R-NOTICE-01'],
  isRepeated: ({ row, body }) =>
    (row.state === 'ready-for-pickup' || row.state === 'collected') && row.outletId === body.outletId,
  problem: ({ row, body }) => {
    if (row.delivery !== 'outlet') return refused('DELIVERY_IS_ANOTHER', {});
    return row.outletId === body.outletId ? undefined : refused('WRONG_OUTLET', {});
  },
  outcome: (_, { row, content: { phone, language }, body }) => {
    const parameters = { number: row.number, outlet: row.outletName ?? body.outletId };
    return {
      facts: { outlet: body.outletId },
      parts: [{ jobs: [messageJob({ kind: 'ready-for-pickup', to: phone, language, parameters })] }],
    };
  },
};

/** produced → ready-for-pickup, for applications with delivery to an outlet; another outlet than the chosen one is WRONG_OUTLET. */
export const reportReadyAtOutlet = (
  ground: Ground,
  given: BankReport<AtOutletBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, ready, given);

/** The same for a card that is made where its person waits for it: nobody is sent a message to come (R-PROD-02). */
export const reportMadeOnTheSpot = (
  ground: Ground,
  given: BankReport<AtOutletBody>,
): Promise<Result<Reported, ReportRefused>> =>
  report(ground, { ...ready, outcome: (_, { body: { outletId } }) => ({ facts: { outlet: outletId } }) }, given);
