// The way every change of a purse at a counter goes: who asks and where, what the gate says, what the lifecycle allows, what is written.
import { type Ground, type NotPermitted, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, type Rejection, rejection } from '../audit/command.ts';
import { leadsFrom } from '../base/lifecycle.ts';
import { yuanText } from '../base/money.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import {
  actingOf,
  askerFacts,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardFactsOf,
  cardQuestion,
  type SceneService,
  type Served,
  unmetCondition,
  wrongOutlet,
} from '../cards/card-asker.ts';
import { type NamedCard, refOf, requestOf } from '../cards/enable-card.ts';
import { type NotReceived, notReceived } from '../cards/enabling.ts';
import { admit } from '../policy/admit.ts';
import type { Payment } from '../policy/question.ts';
import type { Permitted } from '../policy/verdict.ts';
import { walletAsOf } from './transit.ts';
import { transitLifecycle, type WalletState } from './transit-lifecycle.ts';
import { findTransit, type TransitRow } from './transit-store.ts';

/** Somebody at a counter of a bank with the card in hand; staff there type it in, or the bank reports it. */
export type AtCounter = NamedCard & CardAsker & { readonly served: Served; readonly key: string };

export type TransitChanged = {
  readonly cardId: string;
  readonly wallet: WalletState;
  /** Yuan. */
  readonly balance: string;
  readonly suburbanRail: boolean;
  /** Last day of a refund; null: none is due. */
  readonly refundDueOn: string | null;
};

/** WALLET_IN_STATE: the purse is not in a state for it, which `state` names. */
export type WalletInState = Refused<'WALLET_IN_STATE', { readonly state: WalletState }>;

export type TransitRefused =
  | CardRefused
  | NotReceived
  | WalletInState
  | Refused<'CARD_UNKNOWN', object>
  | CommandRefused;

export type Found = {
  readonly row: TransitRow;
  readonly verdict: Permitted;
  readonly wallet: WalletState;
  readonly at: Temporal.Instant;
  /** On whose word and with what, for the event. */
  readonly facts: Readonly<Record<string, string>>;
};

type Step<R extends Refused> = {
  readonly action: keyof typeof transitLifecycle;
  readonly service: Extract<SceneService, 'top-up-transit' | 'open-suburban-rail' | 'refund-transit'>;
  readonly asked: AtCounter;
  /** What else tells this command from another. */
  readonly request: object;
  readonly payment?: Payment;
  /** The parts of a permitted change and the purse afterwards, or why not after all. */
  readonly decide: (found: Found) => Rejection<R> | Changed;
};

export type Changed = {
  readonly ok: true;
  readonly parts: readonly Part[];
  readonly balanceFen: number;
  readonly suburbanRail: boolean;
  readonly refundDueOn: Temporal.PlainDate | null;
};

/** Refused is what the gate refuses, a card that nobody has in hand yet, a purse in another state, and what `decide` says. */
export const changeTransit = async <R extends Refused>(
  ground: Ground,
  step: Step<R>,
): Promise<Result<TransitChanged, TransitRefused | R>> => {
  const { action, asked, request, payment } = step;
  const { actor, channel, key, served } = asked;
  const at = ground.businessClock();
  const { outletId } = served;
  const whole = { ...requestOf(asked), actor, channel, outletId, ...request, ...(payment && { payment }) };
  return await changePerson<TransitRow, TransitChanged, TransitRefused | R>(ground, {
    action,
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request: whole },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) =>
      findTransit(ground.sql, { ref: refOf(ground, asked), outletId, entryId: null }, earlierAnswer),
    decide: (row) => decide(ground, step, { row, at }),
  });
};

const decide = <R extends Refused>(
  ground: Ground,
  step: Step<R>,
  { row, at }: Pick<Found, 'row' | 'at'>,
): Decision<TransitChanged, TransitRefused | R> => {
  const { action, asked } = step;
  const verdict = permitted(ground, step, { row, at });
  if (!('permitted' in verdict)) return verdict;
  const wallet = walletAsOf(row.wallet, row);
  const line = transitLifecycle[action];
  if (!leadsFrom(line, wallet)) return rejection(refused('WALLET_IN_STATE', { state: wallet }), verdict.rules);
  const changed = step.decide({ row, verdict, wallet, at, facts: { from: wallet, to: line.to, ...askerFacts(asked) } });
  if (!changed.ok) return changed;
  const { parts, balanceFen, suburbanRail, refundDueOn } = changed;
  return change(
    {
      ...{ cardId: row.cardId, wallet: line.to, balance: yuanText(balanceFen), suburbanRail },
      refundDueOn: refundDueOn?.toString() ?? null,
    },
    ...parts,
  );
};

/** What the gate says to this card, place and day, with what was shown. */
const permitted = <R extends Refused>(
  { keys, policy }: Ground,
  { service, asked, payment }: Step<R>,
  { row, at }: Pick<Found, 'row' | 'at'>,
): Permitted | Rejection<CardRefused | NotReceived | NotPermitted> => {
  const elsewhere = wrongOutlet(asked, row);
  if (elsewhere) return rejection(elsewhere, ['R-TRANSIT-12']);
  const card = { ...cardFactsOf(row), suburbanRail: row.suburbanRailAt !== null };
  const question = cardQuestion(keys, { service, asker: asked, row, at, card, ...(payment && { payment }) });
  const verdict = admit(policy.current(), question);
  if (!verdict.permitted) return notPermitted(verdict);
  const unmet = unmetCondition(keys, verdict, { asker: asked, row });
  if (unmet) return rejection(unmet, verdict.rules);
  return notReceived(row) ?? verdict;
};
