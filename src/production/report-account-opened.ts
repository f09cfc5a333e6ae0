// The bank has opened the account: the bureau allots the card number and production begins.

import type { Ground } from '../applications/use-case.ts';
import { type CardId, newId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { drawCardNumber } from '../cards/card.ts';
import { allotCardNumber } from '../cards/card-parts.ts';
import { type BankReport, type Reported, type ReportKind, type ReportRefused, report } from './report.ts';

const accountOpened: ReportKind<object> = {
  action: 'report-account-opened',
  rules: ['R-PROD-01'],
  isRepeated: ({ content }) => content.cardNumber !== null,
  outcome: ({ sql, keys }, { content }) => {
    const cardId = newId<CardId>();
    const cardNumber = drawCardNumber();
    return {
      content: { ...content, cardNumber },
      cardId,
      facts: { card: cardId },
      parts: [allotCardNumber({ sql, keys }, { cardId, number: cardNumber })],
    };
  },
};

/** submitted → in-production. Answers the card number (nine characters) under which the card is to be made. */
export const reportAccountOpened = (
  ground: Ground,
  given: BankReport<object>,
): Promise<Result<Reported, ReportRefused>> => report(ground, accountOpened, given);
