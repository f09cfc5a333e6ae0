// The bank has produced the card: from now on it exists, neither enabled nor activated.
import { z } from 'zod';
import type { Ground } from '../applications/use-case.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import type { Result } from '../base/result.ts';
import { openCard } from '../cards/card.ts';
import { produceCard, replaceCards } from '../cards/card-parts.ts';
import { socialSecurityLifecycle } from '../cards/social-security-lifecycle.ts';
import type { Keys } from '../crypto/keys.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from './report.ts';

/** What the personalised chip says of itself (design: standards, Card). */
export const producedBody = z.object({
  /** 卡的识别码 (EF05.01): 16 bytes as hexadecimal characters. */
  chipId: z
    .string()
    .toUpperCase()
    .regex(/^[0-9A-F]{32}$/),
  /** 规范版本 (EF05.03): `3.00` and what follows it in the third generation. */
  specificationVersion: z.string().regex(/^3\.\d{2}$/),
  /** Last four digits of the account on the card; more of it must not be sent. */
  accountLastFour: z.string().regex(/^\d{4}$/),
});
export type ProducedBody = z.infer<typeof producedBody>;

const produced = (keys: Keys): ReportKind<ProducedBody> => ({
  action: 'report-produced',
  rules: ['R-PROD-01', 'R-PROD-06'],
  checksFacts: true,
  isRepeated: ({ row, body }) => {
    if (!row.cardSealed) return false;
    const { chipId, specificationVersion, accountLastFour } = openCard(keys, row.personId, row.cardSealed);
    return (
      chipId === body.chipId &&
      specificationVersion === body.specificationVersion &&
      accountLastFour === body.accountLastFour
    );
  },
  outcome: (ground, { row, content, body, at }) => {
    if (row.cardId === null) throw new Error('an application in production has no card number');
    const { personId, cardId, bank } = row;
    const card = { ...body, number: content.cardNumber };
    const made = produceCard(ground, { personId, cardId, bank, at }, card);
    // A lost card ends at the latest now; one that is exchanged goes on until the new one is enabled (G-13, G-14).
    const { service, replacedCard: lost } = row;
    const isOver =
      service === 'reissue' && lost && leadsFrom(socialSecurityLifecycle['replace-card'], lost.socialSecurity);
    const parts = isOver ? [made, replaceCards(ground.sql, { cards: [lost], at })] : [made];
    return { facts: { card: cardId }, parts };
  },
});

/** in-production → produced; the time limit of production ends here (R-PROD-06). Another chip for the same order is WRONG_STATE. */
export const reportProduced = (
  ground: Ground,
  given: BankReport<ProducedBody>,
): Promise<Result<Reported, ReportRefused>> => report(ground, produced(ground.keys), given);
