// Reports a card lost, for a time or formally, and releases it: one use case, as the four differ only in the rows of tables.
import { type Ground, type LevelTooLow, levelTooLow, notPermitted } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { cityTimeZone } from '../base/dates.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import type { BankRequestKind } from '../finance/bank-request.ts';
import { admit } from '../policy/admit.ts';
import type { FinancialState, SocialSecurityState } from '../policy/question.ts';
import {
  actingOf,
  askerFacts,
  type CardAsker,
  type CardRefused,
  callerOf,
  cardQuestion,
  type LossService,
  unmetCondition,
  wrongOutlet,
} from './card-asker.ts';
import { type Ask, isAskOpen } from './card-row.ts';
import { type NamedCard, refOf, requestOf } from './enable-card.ts';
import { notReceived } from './enabling.ts';
import { asOf } from './loss.ts';
import { type Account, lossParts } from './loss-parts.ts';
import { findLoss, type LossRow } from './loss-store.ts';

export type LossChange = NamedCard &
  CardAsker & {
    readonly service: LossService;
    /** How surely an online login knows the person; of no account where somebody serves them. */
    readonly level: number;
    readonly key: string;
    /** Staff have told that the account needs the issuing bank (R-LOSS-11). */
    readonly toldOfAccount?: boolean;
  };

export type LossChanged = {
  readonly cardId: string;
  readonly socialSecurity: SocialSecurityState;
  /** RFC 3339; null: it does not end by itself. */
  readonly lostUntil: string | null;
  readonly financial: FinancialState | null;
  /** What the bank was asked and has not answered. */
  readonly asked: BankRequestKind | null;
};

export type LossRefused =
  | CardRefused
  | Refused<'CARD_UNKNOWN' | 'CARD_ON_ITS_WAY', object>
  | Refused<'ACCOUNT_HINT_NOT_GIVEN', object>
  | LevelTooLow
  | CommandRefused;

/**
 * In one statement: the social-security function and its timer, what the bank of the card is asked (C-04), medical care,
 * the message. Refused is what the gate refuses, a caller who is not confirmed (G-28), a card that nobody had in hand yet
 * (G-09), and online a level below the one the policy asks for. Whoever asks for what is so already is answered as if they
 * had done it, and nothing changes. A temporary loss that is over counts as over, whether the sweep has met it or not.
 */
export const changeLoss = async (ground: Ground, asked: LossChange): Promise<Result<LossChanged, LossRefused>> => {
  const { service, actor, channel, key, served } = asked;
  const at = ground.businessClock();
  const outletId = served?.outletId ?? null;
  const since = at.toZonedDateTimeISO(cityTimeZone).subtract({ years: 1 }).toInstant();
  return await changePerson(ground, {
    action: service,
    acting: actingOf(asked),
    key: { caller: callerOf(asked), key, request: { ...requestOf(asked), actor, channel, outletId } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('CARD_UNKNOWN', {}),
    read: (earlierAnswer) => findLoss(ground.sql, { ref: refOf(ground, asked), outletId, since }, earlierAnswer),
    decide: (stored) => decide(ground, { asked, at }, stored),
  });
};

type Case = { readonly asked: LossChange; readonly at: Temporal.Instant };

const decide = (ground: Ground, { asked, at }: Case, stored: LossRow): Decision<LossChanged, LossRefused> => {
  const { service, channel, level } = asked;
  const tooLow = levelTooLow(ground, { action: 'report-loss', channel, level, at });
  if (tooLow) return tooLow;
  const elsewhere = wrongOutlet(asked, stored);
  if (elsewhere) return rejection(elsewhere, ['R-LOSS-08', 'R-LOSS-12']);
  const row = asOf(stored, at);
  const verdict = admit(ground.policy.current(), cardQuestion(ground.keys, { service, asker: asked, row, at }));
  if (!verdict.permitted) {
    if (verdict.code === 'WRONG_STATE' && isSoAlready(row, service)) return change(answerOf(row));
    return notPermitted(verdict);
  }
  const unmet = unmetCondition(ground.keys, verdict, { asker: asked, row });
  if (unmet) return rejection(unmet, verdict.rules);
  if (verdict.conditions.includes('finance-at-issuing-bank') && asked.toldOfAccount !== true)
    return rejection(refused('ACCOUNT_HINT_NOT_GIVEN', {}), ['R-LOSS-11']);
  if (notReceived(row)) return rejection(refused('CARD_ON_ITS_WAY', {}), ['R-LOSS-01']);
  const step = { action: service, at, account: accountFor(asked, row) };
  const told = { rules: verdict.rules, facts: { ...askerFacts(asked), ...often(row, service) } };
  const { move, asked: wish, parts } = lossParts(ground, { row, stored, step, told });
  return change({ ...answerOf({ ...row, ...move }), ...(wish !== null && { asked: wish }) }, ...parts);
};

const goals = {
  'report-temporary-loss': 'temporarily-lost',
  'report-formal-loss': 'formally-lost',
} as const;

/** A second click, a second call: the card is stopped, which is all that was wanted. */
const isSoAlready = ({ socialSecurity }: LossRow, service: LossService): boolean =>
  Object.entries(goals).some(([each, state]) => each === service && state === socialSecurity);

/**
 * A temporary loss stops the account wherever it is reported, by asking the bank (C-04, R-LOSS-02). Everything else about
 * it is the issuing bank's alone: it is asked where its clerk types it in here, and has done it where it reports (R-LOSS-11).
 */
const accountFor = ({ service, served }: LossChange, { cardBank }: LossRow): Account => {
  const isIssuing = served?.bank != null && served.bank === cardBank;
  if (isIssuing) return served.by === 'bank' ? 'done' : 'asked';
  return service === 'report-temporary-loss' ? 'asked' : 'untouched';
};

/** More than three in a year are flagged for whoever looks at the record (G-06). */
const mostInAYear = 3;
const often = ({ lossesOfYear }: LossRow, service: LossService): { readonly often?: string } =>
  service === 'report-temporary-loss' && lossesOfYear >= mostInAYear ? { often: `${lossesOfYear + 1}` } : {};

type Answered = Pick<LossRow, 'cardId' | 'socialSecurity' | 'lostUntil' | 'financial' | keyof Ask>;

const answerOf = ({ cardId, socialSecurity, lostUntil, financial, ...ask }: Answered): LossChanged => ({
  cardId,
  socialSecurity,
  lostUntil: lostUntil?.toString() ?? null,
  financial,
  asked: isAskOpen(ask) ? ask.asked : null,
});
