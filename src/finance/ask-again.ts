// Asks a bank again that has not answered in time, a few times; then leaves it to people. By hand staff may ask once more.
import { sweep } from '../applications/sweep.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { callBank } from '../callbacks/call-bank.ts';
import { type BankRequestId, dueAfter, mostOwnRounds, mostRounds } from './bank-request.ts';
import { type BankRequestState, bankRequestLifecycle } from './bank-request-lifecycle.ts';
import {
  type BankRequestRow,
  type DueBankRequest,
  findBankRequest,
  listDueBankRequests,
  moveBankRequest,
} from './bank-requests-store.ts';
import { rulesOf } from './bank-rules.ts';
import { tellRequest } from './tell-request.ts';

/** `false` when there was nothing to do any more. */
export type AskedAgain = { readonly asked: boolean };
type AskRefused =
  | Refused<'BANK_REQUEST_UNKNOWN', object>
  | Refused<'WRONG_REQUEST_STATE', { readonly state: BankRequestState }>
  | Refused<'ASKED_TOO_OFTEN', { readonly most: number }>
  | CommandRefused;

/**
 * The end of one round: the bank is asked again, and after `mostOwnRounds` given up; the holder is told once, with the
 * first round that passes, to call the bank. Given up means that nobody asks any more by themselves: the bank still finds
 * the request in its feed and may answer it.
 */
export const endRound = async (
  ground: Ground,
  { bankRequestId, dueAt, rounds }: DueBankRequest,
): Promise<Result<AskedAgain, AskRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'ask-bank-again',
    acting: { actor: 'system', actorId: 'bank-requests', channel: 'system', outlet: null, bank: null },
    key: { caller: 'system:bank-requests', key: `${bankRequestId}/${rounds}/${dueAt}`, request: { bankRequestId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('BANK_REQUEST_UNKNOWN', {}),
    read: (earlierAnswer) => findBankRequest(ground.sql, { bankRequestId, bank: null }, earlierAnswer),
    decide: (row) => decideRound(ground, row, at),
  });
};

const decideRound = (ground: Ground, row: BankRequestRow, at: Temporal.Instant): Decision<AskedAgain, AskRefused> => {
  if (row.state !== 'requested' || Temporal.Instant.compare(row.dueAt, at) > 0) return change({ asked: false });
  const next = row.rounds < mostOwnRounds ? again(ground, row, at) : givenUp(ground, row);
  return change({ asked: true }, ...next, row.rounds === 1 ? tellRequest(ground, row, 'bank-silent') : {});
};

const again = ({ sql }: Ground, row: BankRequestRow, at: Temporal.Instant): readonly Part[] => {
  const { bankRequestId, kind, bank, state } = row;
  const { from, to } = bankRequestLifecycle['ask-bank-again'];
  const rounds = row.rounds + 1;
  const move = { bankRequestId, from, to, dueAt: dueAfter(kind, at), rounds, answeredAt: null, refusal: null };
  const facts = { from: state, to, kind, round: `${rounds}` };
  return [
    {
      happenings: [{ action: 'ask-bank-again', subject: `bank-request:${bankRequestId}`, rules: rulesOf[kind], facts }],
      writes: [moveBankRequest(sql, move)],
    },
    callBank(sql, { bank, event: 'request-waiting', number: bankRequestId, at }),
  ];
};

const givenUp = ({ sql }: Ground, { bankRequestId, kind, dueAt, rounds, state }: BankRequestRow): readonly Part[] => {
  const { from, to } = bankRequestLifecycle['give-up-request'];
  return [
    {
      happenings: [
        {
          action: 'give-up-request',
          subject: `bank-request:${bankRequestId}`,
          rules: rulesOf[kind],
          facts: { from: state, to, kind, due: `${dueAt}` },
        },
      ],
      writes: [moveBankRequest(sql, { bankRequestId, from, to, dueAt, rounds, answeredAt: null, refusal: null })],
    },
  ];
};

export type AskingByHand = {
  readonly bankRequestId: BankRequestId;
  /** Whose requests they reach; null: of every bank. */
  readonly bank: string | null;
  readonly account: string;
  readonly key: string;
};

/** By staff of the bureau or of the bank itself, also after a refusal; at most `mostRounds` rounds in all. */
export const askBankAgain = async (
  ground: Ground,
  { bankRequestId, bank, account, key }: AskingByHand,
): Promise<Result<AskedAgain, AskRefused>> => {
  const at = ground.businessClock();
  return await changePerson(ground, {
    action: 'ask-bank-again',
    acting: { actor: 'staff', actorId: account, channel: 'console', outlet: null, bank },
    key: { caller: `staff:${account}`, key, request: { bankRequestId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('BANK_REQUEST_UNKNOWN', {}),
    read: (earlierAnswer) => findBankRequest(ground.sql, { bankRequestId, bank }, earlierAnswer),
    decide: (row) => decideByHand(ground, row, at),
  });
};

const decideByHand = (ground: Ground, row: BankRequestRow, at: Temporal.Instant): Decision<AskedAgain, AskRefused> => {
  const { state, kind, rounds, isReplaced } = row;
  const rules = rulesOf[kind];
  // A refused request whose matter was asked anew since then is not brought back beside it.
  if (!leadsFrom(bankRequestLifecycle['ask-bank-again'], state) || isReplaced)
    return rejection(refused('WRONG_REQUEST_STATE', { state: isReplaced ? 'replaced' : state }), rules);
  if (rounds >= mostRounds) return rejection(refused('ASKED_TOO_OFTEN', { most: mostRounds }), rules);
  return change({ asked: true }, ...again(ground, row, at));
};

/** Rows of one read. */
const requestsAtOnce = 500;

/**
 * A round of the sweeper: every request whose time is over, whenever it was; how many were asked again or given up. Several
 * processes may sweep at once: the end of a round is one. One that fails holds up no other and is met again next time.
 */
export const sweepBankRequests = async (ground: Ground): Promise<number> => {
  const at = ground.businessClock();
  let ended = 0;
  let after: DueBankRequest | null = null;
  for (;;) {
    const due: readonly DueBankRequest[] = await listDueBankRequests(ground.sql, { at, after, most: requestsAtOnce });
    ended += await sweep(due, async (request) => {
      const result = await endRound(ground, request);
      return result.ok && result.value.asked;
    });
    after = due.at(-1) ?? null;
    if (after === null || due.length < requestsAtOnce) return ended;
  }
};
