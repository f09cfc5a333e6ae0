// What the bank's word that a transit balance is paid back changes: the purse, its event and the message.
import type { Part } from '../audit/command.ts';
import type { CardId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import { transitLifecycle } from './transit-lifecycle.ts';
import { moveWalletToRefunded } from './transit-store.ts';

/** refund-pending → refunded (R-TRANSIT-11); part of the bank's answer. */
export const paidBack = (
  sql: Sql,
  { cardId, at }: { readonly cardId: CardId; readonly at: Temporal.Instant },
): Part => {
  const { from, to } = transitLifecycle['pay-transit-refund'];
  return {
    happenings: [
      {
        action: 'pay-transit-refund',
        subject: `card:${cardId}`,
        rules: ['R-TRANSIT-11'],
        facts: { from: from[0], to },
      },
    ],
    writes: [moveWalletToRefunded(sql, { cardId, from, to, at })],
  };
};
