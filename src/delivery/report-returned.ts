// The card came back from the post, or nobody collected it: its bank keeps it until the person has chosen again (G-40).
import { z } from 'zod';
import { returns } from '../applications/application.ts';
import { bankName, type Ground } from '../applications/use-case.ts';
import { type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from '../production/report.ts';

export const returnedBody = z.object({ reason: z.enum(returns) });
export type ReturnedBody = z.infer<typeof returnedBody>;

const returned: ReportKind<ReturnedBody> = {
  action: 'report-returned',
  rules: ['R-DELIV-03', 'R-DELIV-06'],
  isRepeated: ({ row }) => row.state === 'returned',
  // What nobody fetched was never mailed, and what the post brought back lay at no outlet.
  problem: ({ row, body }) =>
    (body.reason === 'unclaimed') === (row.delivery === 'outlet') ? undefined : refused('DELIVERY_IS_ANOTHER', {}),
  outcome: ({ policy }, { row, content: { phone, language }, body }) => {
    const parameters = { number: row.number, bank: bankName(policy.current(), row.bank, language) };
    return {
      facts: { reason: body.reason },
      parts: [{ jobs: [messageJob({ kind: 'card-returned', to: phone, language, parameters })] }],
    };
  },
};

/** mailed or ready-for-pickup → returned; `unclaimed` belongs to an outlet, the other reasons to the mail. */
export const reportReturned = (
  ground: Ground,
  given: BankReport<ReturnedBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, returned, given);
