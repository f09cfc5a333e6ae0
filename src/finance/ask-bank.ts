// What a command adds that needs the issuing bank: the request, the callback that tells of it, and the end of the wish before.
import type { Part } from '../audit/command.ts';
import { type CardId, newId, type PersonId } from '../base/ids.ts';
import { callBank } from '../callbacks/call-bank.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { Fragment } from '../database/fragment.ts';
import {
  type BankMatter,
  type BankRequestContent,
  type BankRequestId,
  type BankRequestKind,
  dueAfter,
  matterOf,
  sealBankRequest,
} from './bank-request.ts';
import { bankRequestLifecycle } from './bank-request-lifecycle.ts';
import { insertBankRequest, moveBankRequestsToReplaced } from './bank-requests-store.ts';
import { rulesOf } from './bank-rules.ts';

type Ground = { readonly sql: Sql; readonly keys: Keys };

export type BankAsked = {
  readonly personId: PersonId;
  readonly cardId: CardId;
  /** The bank that issued the card. */
  readonly bank: string;
  readonly kind: BankRequestKind;
  readonly at: Temporal.Instant;
  /** What the bank needs beside the card, and the holder's name and ID number, which it always gets. */
  readonly content?: BankRequestContent;
  /** Until when the bank is to answer; without it the time of the kind. */
  readonly dueAt?: Temporal.Instant;
};

/**
 * Asks the bank in the statement of the command; at most once in a command. Whatever was still open of the same matter of
 * this card (`matterOf`) is replaced by it. The account itself moves when the bank confirms, not before (C-04).
 */
export const askBank = (ground: Ground, asked: BankAsked): Part => {
  const { personId, cardId, bank, kind, at, content, dueAt = dueAfter(kind, at) } = asked;
  const { sql, keys } = ground;
  const bankRequestId = newId<BankRequestId>();
  const { to: state } = bankRequestLifecycle['ask-bank'];
  const sealed = content ? sealBankRequest(keys, personId, content) : null;
  const call = callBank(sql, { bank, event: 'request-waiting', number: bankRequestId, at });
  return {
    happenings: [
      {
        action: 'ask-bank',
        subject: `bank-request:${bankRequestId}`,
        rules: rulesOf[kind],
        facts: { to: state, kind, card: cardId, of: bank },
      },
    ],
    writes: [
      insertBankRequest(sql, {
        ...{ bankRequestId, cardId, bank, kind, matter: matterOf[kind], state },
        ...{ askedAt: at, dueAt, sealed },
      }),
      replaced(sql, cardId, matterOf[kind]),
      ...(call.writes ?? []),
    ],
    jobs: call.jobs ?? [],
  };
};

const replaced = (sql: Sql, cardId: CardId, matter: BankMatter): Fragment =>
  moveBankRequestsToReplaced(sql, { cardId, matter, ...bankRequestLifecycle['replace-request'] });

/** The bank did itself what concerns this matter: whatever it was still asked about it counts no more. */
export const replaceRequests = (sql: Sql, cardId: CardId, matter: BankMatter): Part => ({
  writes: [replaced(sql, cardId, matter)],
});
