// What a change about a lost card is made of: its event, the row, medical care, the account at the bank, and the message.
import type { Ground } from '../applications/use-case.ts';
import type { Part } from '../audit/command.ts';
import type { Happening } from '../audit/event.ts';
import { cityTimeZone } from '../base/dates.ts';
import { askBank, replaceRequests } from '../finance/ask-bank.ts';
import { messageJob } from '../messages/message.ts';
import { type PersonRow, personFrom } from '../people/person-row.ts';
import type { SocialSecurityState } from '../policy/question.ts';
import { financialAfter } from './account-ask.ts';
import type { LossService } from './card-asker.ts';
import { isAskOpen } from './card-row.ts';
import { type Addressee, contactOf } from './enabling.ts';
import { type BankAsk, hasLapsed, type LostFrom, temporaryLoss } from './loss.ts';
import { type EndingRow, type LossMove, type LossRow, moveLoss } from './loss-store.ts';
import { noticeOfLoss } from './scene-notices.ts';
import { socialSecurityLifecycle } from './social-security-lifecycle.ts';

/** Who moves the account: nobody, its bank when it is asked, or its bank itself, which says so and has done it. */
export type Account = 'untouched' | 'asked' | 'done';

type Step = {
  readonly action: LossService;
  readonly at: Temporal.Instant;
  readonly account: Account;
  /** The loss comes with a re-issue, whose message tells of both (C-11, C-54). */
  readonly isReissued?: boolean;
};

const wishes: Readonly<Record<LossService, BankAsk>> = {
  'report-temporary-loss': 'suspend',
  'release-temporary-loss': 'resume',
  'report-formal-loss': 'formal-loss',
  'release-formal-loss': 'release-formal-loss',
};

/** From which states of the account a wish is one at all (3.3-b): an account that was never active has nothing to stop. */
const wishable: Readonly<Record<BankAsk, readonly LossRow['financial'][]>> = {
  suspend: ['active', 'suspended'],
  resume: ['active', 'suspended'],
  'formal-loss': ['active', 'suspended'],
  'release-formal-loss': ['active', 'suspended', 'formally-lost'],
};

/** What the bank is to do; null: nothing, as it is so already and nothing else was asked since. */
export const wishOf = (row: LossRow, action: LossService): BankAsk | null => {
  const wish = wishes[action];
  if (row.cardBank === null || !wishable[wish].includes(row.financial)) return null;
  if (isAskOpen(row)) return row.asked === wish ? null : wish;
  return financialAfter[wish] === row.financial ? null : wish;
};

/** What the social-security function is afterwards. */
const stateAfter = (
  row: LossRow,
  { action, at }: Step,
): Pick<LossMove, 'socialSecurity' | 'lostUntil' | 'lostFrom'> => {
  const lostFrom: LostFrom = row.lostFrom ?? (row.socialSecurity === 'not-enabled' ? 'not-enabled' : 'enabled');
  const { to } = socialSecurityLifecycle[action];
  if (action === 'report-temporary-loss') return { socialSecurity: to, lostUntil: at.add(temporaryLoss), lostFrom };
  if (action === 'report-formal-loss') return { socialSecurity: to, lostUntil: null, lostFrom };
  return { socialSecurity: lostFrom, lostUntil: null, lostFrom: null };
};

/** The bank is asked, or what it was asked before is answered by what it did itself. */
const bankParts = (ground: Ground, row: LossRow, { wish, step }: { wish: BankAsk | null; step: Step }): Part => {
  const { personId, cardId, cardBank: bank } = row;
  const { account, at } = step;
  if (account === 'done') return replaceRequests(ground.sql, cardId, 'account');
  if (wish === null || bank === null || account === 'untouched') return {};
  return askBank(ground, { personId, cardId, bank, kind: wish, at });
};

export type Told = { readonly rules: readonly string[]; readonly facts: Happening['facts'] };

/**
 * The card afterwards and everything that goes with it. `row` is the card as it is at the instant of the step; `stored`
 * what the database says, where a temporary loss may be over that nobody has swept yet.
 */
export const lossParts = (
  ground: Ground,
  { row, stored, step, told }: { row: LossRow; stored: LossRow; step: Step; told: Told },
): { readonly move: LossMove; readonly asked: BankAsk | null; readonly parts: readonly Part[] } => {
  const { action, at, account, isReissued = false } = step;
  const wish = wishOf(row, action);
  const after = stateAfter(row, step);
  const isDone = wish !== null && account === 'done';
  const financial = isDone ? financialAfter[wish] : row.financial;
  const move = {
    cardId: row.cardId,
    from: [stored.socialSecurity],
    ...after,
    financial,
    isReissued,
  };
  const facts = {
    ...{ from: row.socialSecurity, to: after.socialSecurity },
    ...(after.lostUntil && { until: after.lostUntil.toString() }),
    ...(isDone && { financial: financialAfter[wish] }),
    ...told.facts,
  };
  const happened: Happening = { action, subject: `card:${row.cardId}`, rules: told.rules, facts };
  const ended = hasLapsed(stored, at) ? [lapseOf(stored)] : [];
  return {
    move,
    asked: account === 'asked' ? wish : null,
    parts: [
      { happenings: [...ended, happened], writes: [moveLoss(ground.sql, move)] },
      bankParts(ground, row, { wish, step }),
      ...noticed(ground, { row, to: after.socialSecurity, at }),
      ...(isReissued ? [] : messaged(ground, { row, action, until: after.lostUntil })),
    ],
  };
};

type Lapsed = Pick<LossRow, 'cardId' | 'socialSecurity' | 'lostFrom' | 'lostUntil'>;

/** The event of a loss that is over; also of one that the sweep had not met yet when somebody came. */
const lapseOf = ({ cardId, socialSecurity: from, lostFrom, lostUntil }: Lapsed): Happening => ({
  action: 'end-temporary-loss',
  subject: `card:${cardId}`,
  rules: endRules,
  facts: { from, to: lostFrom ?? 'enabled', due: `${lostUntil}` },
});

/** The account follows its bank's own rules (R-LOSS-04). */
const endRules = ['R-LOSS-03', 'R-LOSS-04'] as const;

/** What goes with the end of a temporary loss: the card is what it was, medical care takes it again, the person is told. */
export const endParts = (ground: Ground, row: EndingRow, at: Temporal.Instant): readonly Part[] => [
  { happenings: [lapseOf(row)] },
  ...noticed(ground, { row, to: row.lostFrom, at }),
  ...messaged(ground, { row, action: 'end-temporary-loss', until: null }),
];

type Noticed = {
  readonly row: PersonRow & Pick<LossRow, 'personId' | 'socialSecurity' | 'cardSealed'>;
  readonly to: SocialSecurityState;
  readonly at: Temporal.Instant;
};

/** Medical care knows enabled cards only: one that was never enabled is neither stopped nor restored there. */
const noticed = ({ keys }: Ground, { row, to, at }: Noticed): readonly Part[] => {
  const { socialSecurity: from, personId, cardSealed } = row;
  if ((from === 'enabled') === (to === 'enabled')) return [];
  const { coreNumber } = personFrom(keys, personId, row);
  const card = { personId, cardSealed, coreNumber, at };
  return [noticeOfLoss(keys, card, to === 'enabled' ? 'card-usable' : 'card-lost')];
};

type Messaged = {
  readonly row: Addressee;
  readonly action: LossService | 'end-temporary-loss';
  readonly until: Temporal.Instant | null;
};

const messaged = ({ keys }: Ground, { row, action, until }: Messaged): readonly Part[] => {
  const contact = contactOf(keys, row);
  if (!contact) return [];
  const { phone: to, language } = contact;
  if (action !== 'report-temporary-loss')
    return [{ jobs: [messageJob({ kind: kinds[action], to, language, parameters: {} })] }];
  if (until === null) throw new Error('a temporary loss without an end');
  const local = until.toZonedDateTimeISO(cityTimeZone).toPlainDateTime();
  const parameters = { until: local.toString({ smallestUnit: 'minute' }).replace('T', ' ') };
  return [{ jobs: [messageJob({ kind: 'loss-reported', to, language, parameters })] }];
};

const kinds = {
  'end-temporary-loss': 'loss-ended',
  'release-temporary-loss': 'loss-released',
  'report-formal-loss': 'formal-loss-reported',
  'release-formal-loss': 'formal-loss-released',
} as const;
