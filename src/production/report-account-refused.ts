// The bank cannot open the account: the person is told, and may choose another bank (G-39).
import { z } from 'zod';
import { accountRefusals } from '../applications/application.ts';
import { bankName, type Ground } from '../applications/use-case.ts';
import type { Result } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from './report.ts';

/** Why, as the bank codes it; no free text, which could hold anything. */
export const accountRefusedBody = z.object({ reason: z.enum(accountRefusals) });
export type AccountRefusedBody = z.infer<typeof accountRefusedBody>;

const accountRefused: ReportKind<AccountRefusedBody> = {
  action: 'report-account-refused',
  rules: ['R-BANK-10'],
  isRepeated: ({ row }) => row.state === 'account-refused',
  outcome: ({ policy }, { row, content: { phone, language }, body }) => {
    const parameters = { number: row.number, bank: bankName(policy.current(), row.bank, language) };
    return {
      facts: { reason: body.reason },
      parts: [
        {
          jobs: [
            messageJob({
              kind: row.service === 'apply' ? 'account-refused' : 'replacement-refused',
              to: phone,
              language,
              parameters,
            }),
          ],
        },
      ],
    };
  },
};

/** submitted → account-refused; from there another bank under the same number, or an application of its own. A replacement is ordered anew. */
export const reportAccountRefused = (
  ground: Ground,
  given: BankReport<AccountRefusedBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, accountRefused, given);
