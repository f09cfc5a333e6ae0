// The bank cannot open the account: this application ends, and the person is told what can be done (G-39).
import { z } from 'zod';
import { bankName, type Ground } from '../applications/use-case.ts';
import type { Result } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from './report.ts';

/** Why, as the bank codes it; no free text, which could hold anything. */
export const accountRefusedBody = z.object({
  reason: z.enum(['identity-not-confirmed', 'account-limit', 'risk-control', 'other']),
});
export type AccountRefusedBody = z.infer<typeof accountRefusedBody>;

const accountRefused: ReportKind<AccountRefusedBody> = {
  action: 'report-account-refused',
  rules: ['R-BANK-10'],
  isRepeated: ({ row }) => row.state === 'account-refused',
  outcome: ({ policy }, { row, content: { phone, language }, body }) => {
    const parameters = { number: row.number, bank: bankName(policy.current(), row.bank, language) };
    return {
      facts: { reason: body.reason },
      parts: [{ jobs: [messageJob({ kind: 'account-refused', to: phone, language, parameters })] }],
    };
  },
};

/** submitted → account-refused, an end: the person may apply again. */
export const reportAccountRefused = (
  ground: Ground,
  given: BankReport<AccountRefusedBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, accountRefused, given);
