// The bank has mailed the card (R-DELIV-06).
import { z } from 'zod';
import { bankName, type Ground } from '../applications/use-case.ts';
import { type Result, refused } from '../base/result.ts';
import { messageJob } from '../messages/message.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from '../production/report.ts';

export const mailedBody = z.object({
  trackingNumber: z
    .string()
    .toUpperCase()
    .regex(/^[0-9A-Z]{6,32}$/),
});
export type MailedBody = z.infer<typeof mailedBody>;

const mailed: ReportKind<MailedBody> = {
  action: 'report-mailed',
  rules: ['R-DELIV-06'],
  checksFacts: true,
  isRepeated: ({ content, body }) => content.trackingNumber === body.trackingNumber,
  problem: ({ row }) => (row.delivery === 'mail' ? undefined : refused('DELIVERY_IS_ANOTHER', {})),
  outcome: ({ policy }, { row, content, body }) => {
    const { phone, language } = content;
    const parameters = { number: row.number, bank: bankName(policy.current(), row.bank, language) };
    return {
      content: { ...content, trackingNumber: body.trackingNumber },
      // Nothing goes on until a re-issued card is enabled.
      parts: [
        {
          jobs: [
            messageJob({
              kind: row.service === 'reissue' ? 'reissued-card-mailed' : 'card-mailed',
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

/** produced → mailed, for applications with delivery by mail. */
export const reportMailed = (ground: Ground, given: BankReport<MailedBody>): Promise<Result<Reported, ReportRefused>> =>
  report(ground, mailed, given);
