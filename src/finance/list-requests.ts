// What a bank is given: its requests that wait for an answer, with what it needs to do them.
import type { Ground } from '../applications/use-case.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import { openCard } from '../cards/card.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import { type BankRequest, type BankRequestContent, openBankRequest } from './bank-request.ts';
import { listWaitingBankRequests, type WaitingBankRequest } from './bank-requests-store.ts';

/** Rows of one answer; a bank answers them and asks again. */
export const mostBankRequests = 200;

/** Personal data in clear, for this bank only. */
export type GivenRequest = Pick<BankRequest, 'bankRequestId' | 'kind' | 'askedAt' | 'dueAt' | 'rounds'> & {
  readonly cardNumber: string | null;
  readonly name: string;
  readonly idNumber: string;
  readonly content: BankRequestContent;
};

/** Those asked first first; each comes again until it is answered. Every reading leaves a trace the person can see. */
export const listRequests = async (
  ground: Ground,
  { bank, most = mostBankRequests }: { readonly bank: string; readonly most?: number },
): Promise<readonly GivenRequest[]> => {
  const rows = await listWaitingBankRequests(ground.sql, { bank, most: Math.min(most, mostBankRequests) });
  const acting = { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank: null } as const;
  const people = rows.map(({ personId }) => personId);
  await leaveTraces(ground, { ...acting, at: ground.businessClock(), purpose: 'list-requests', note: null }, people);
  return rows.map((row) => givenFrom(ground, row));
};

const givenFrom = ({ keys }: Ground, row: WaitingBankRequest): GivenRequest => {
  const { personId, bankRequestId, kind, askedAt, dueAt, rounds } = row;
  const { name, idNumber } = openPersonal(keys, personId, row.personSealed);
  const { number: cardNumber } = openCard(keys, personId, row.cardSealed);
  const content = openBankRequest(keys, personId, row.sealed);
  return { bankRequestId, kind, askedAt, dueAt, rounds, cardNumber, name, idNumber, content };
};
