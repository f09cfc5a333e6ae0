// Asking the issuing bank to cancel an account after its card: at its own counter alone, and once.
import { type Ground, notPermitted } from '../applications/use-case.ts';
import type { Part, Rejection } from '../audit/command.ts';
import { askBank } from '../finance/ask-bank.ts';
import { admit } from '../policy/admit.ts';
import { type CardAsker, type CardRefused, cardFactsOf, cardQuestion } from './card-asker.ts';
import { isAskOpen } from './card-row.ts';
import type { LossRow } from './loss-store.ts';

type Asked = { readonly asked: CardAsker; readonly at: Temporal.Instant };

/**
 * What follows for the account when the social-security function ends (R-CANCEL-04, R-CANCEL-07). Nothing to ask where there
 * is no account, where it is cancelled, or where its bank was asked already.
 */
export const accountCancelling = (
  ground: Ground,
  { asked, at }: Asked,
  row: LossRow,
): Rejection<CardRefused> | { readonly ok: true; readonly parts: readonly Part[] } => {
  const { personId, cardId, cardBank: bank, financial, asked: open } = row;
  const card = { ...cardFactsOf(row), socialSecurity: 'cancelled' } as const;
  const question = cardQuestion(ground.keys, { service: 'cancel-finance', asker: asked, row, at, card });
  const verdict = admit(ground.policy.current(), question);
  if (!verdict.permitted) return notPermitted(verdict);
  const isAsked = isAskOpen(row) && open === 'cancel';
  if (bank === null || financial === null || financial === 'cancelled' || isAsked) return { ok: true, parts: [] };
  return { ok: true, parts: [askBank(ground, { personId, cardId, bank, kind: 'cancel', at })] };
};
