// The issuing bank reports that it has activated the financial function, on request enabling the card just before.
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, type Rejection, rejection } from '../audit/command.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { admit } from '../policy/admit.ts';
import type { Document } from '../policy/question.ts';
import {
  actingOf,
  askerFacts,
  type CardActor,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardFactsOf,
  cardQuestion,
  wrongOutlet,
} from './card-asker.ts';
import { activatedCard, activatedWithIt } from './card-parts.ts';
import { refOf } from './enable-card.ts';
import { type Asking, enablingParts, isEnabled, mayEnable, type NotReceived, notReceived, toldTo } from './enabling.ts';
import { type EnablingRow, findEnabling } from './enabling-store.ts';
import { readOnceEnded } from './end-temporary-loss.ts';

/** C-14: at the counter, at a machine in the outlet of a bank that has them, or on the bank's visit to an employer. */
export const activationPlaces = ['counter', 'outlet-machine', 'bank-visit'] as const;
export type ActivationPlace = (typeof activationPlaces)[number];

export type FinancialActivation = {
  /** Who was authenticated, never what the report says. */
  readonly bank: string;
  readonly key: string;
  /** 卡号, nine characters. */
  readonly cardNumber: string;
  readonly place: ActivationPlace;
  /** null: on a visit. */
  readonly outletId: string | null;
  readonly actor: CardActor;
  readonly documents: readonly Document[];
  /** C-15: the card is enabled in the same command, before it is activated. */
  readonly enable: boolean;
  /** Account of the clerk of an outlet of this bank who says so in the console; absent: the bank by its interface. */
  readonly clerk?: string;
};

export type Activated = {
  readonly cardId: string;
  readonly socialSecurity: EnablingRow['socialSecurity'];
  readonly financial: 'active';
};

export type ActivateRefused = CardRefused | NotReceived | Refused<'CARD_UNKNOWN', object> | CommandRefused;

/** A machine stands in an outlet: the same channel, another thing to be asked of the bank. */
export const visitOrCounter = (place: ActivationPlace): 'bank' | 'door' => (place === 'bank-visit' ? 'door' : 'bank');

/**
 * not-activated → active in the mirror; the account itself is the bank's. Nothing is told to whoever pays a pension
 * (R-FIN-04). Refused is whatever the gate refuses: another bank, a machine the bank is not known for, an agent, missing
 * documents, a card whose social-security function is not enabled (R-ENABLE-08). Repeated, it changes nothing.
 */
export const activateFinance = async (
  ground: Ground,
  activation: FinancialActivation,
): Promise<Result<Activated, ActivateRefused>> => {
  const { bank, key, cardNumber, place, outletId, actor, documents, enable, clerk } = activation;
  const at = ground.businessClock();
  const by = clerk === undefined ? 'bank' : 'staff';
  const served = { by, outletId, bank, documents, machine: place === 'outlet-machine' } as const;
  const asker: CardAsker = { actor, actorId: clerk ?? bank, channel: visitOrCounter(place), served };
  return await changePerson(ground, {
    action: 'activate-finance',
    acting: actingOf(asker),
    key: { caller: callerOf(asker), key, request: { cardNumber, place, outletId, actor, documents, enable } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) =>
      readOnceEnded(ground, at, () =>
        findEnabling(ground.sql, { ref: refOf(ground, { cardNumber }), outletId }, earlierAnswer),
      ),
    decide: (row) => decide(ground, { asker, row, at }, { enable, place }),
  });
};

export type Wish = { readonly enable: boolean; readonly place: ActivationPlace };

const decide = (ground: Ground, asking: Asking, wish: Wish): Decision<Activated, ActivateRefused> => {
  const { row, asker } = asking;
  const elsewhere = wrongOutlet(asker, row);
  if (elsewhere) return rejection(elsewhere, ['R-FIN-01']);
  const begun = activation(ground, asking, wish);
  if (!begun.ok) return begun;
  const { parts, socialSecurity } = begun;
  const answer = { cardId: row.cardId, socialSecurity, financial: 'active' } as const;
  return (parts.length === 0 ? undefined : notReceived(row)) ?? change(answer, ...parts);
};

export type Activation = {
  readonly ok: true;
  readonly parts: readonly Part[];
  /** What the function is afterwards. */
  readonly socialSecurity: EnablingRow['socialSecurity'];
};

/** All of it: enabling first where it is wished for, then activating; each asked of the gate as it is then (C-15). */
export const activation = (
  ground: Ground,
  asking: Asking,
  { enable, place }: Wish,
): Rejection<CardRefused> | Activation => {
  const { row } = asking;
  const { keys, policy, sql } = ground;
  const isNew = enable && !isEnabled(row);
  const enabling = isNew ? mayEnable(ground, asking) : undefined;
  if (enabling && !enabling.ok) return enabling;
  const socialSecurity = enabling ? 'enabled' : row.socialSecurity;
  const enabled = (activates: boolean): readonly Part[] =>
    enabling ? enablingParts(ground, asking, { rules: enabling.rules, activates }) : [];
  // Only its own bank hears that it is active already.
  if (row.financial === 'active' && row.cardBank === asking.asker.served?.bank)
    return { ok: true, parts: enabled(false), socialSecurity };
  const card = { ...cardFactsOf(row), socialSecurity };
  const verdict = admit(policy.current(), cardQuestion(keys, { service: 'activate-finance', ...asking, card }));
  if (!verdict.permitted) return notPermitted(verdict);
  const step = { cardId: row.cardId, rules: verdict.rules, facts: { place, ...askerFacts(asking.asker) } };
  const activated = enabling ? activatedWithIt(step) : activatedCard(sql, step);
  return {
    ok: true,
    parts: [...enabled(true), activated, ...toldTo(ground, row, 'finance-activated')],
    socialSecurity,
  };
};
