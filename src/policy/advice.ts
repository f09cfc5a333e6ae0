// What somebody who is refused can do instead: tried at the gate before it is said, so that nobody is sent to a closed door.
import { isOneOf } from '../base/one-of.ts';
import { type Asked, applyingServices, type Finding } from './asked.ts';
import { rowOn } from './dated-rows.ts';
import { type Question, services } from './question.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instead, Verdict } from './verdict.ts';

/** The gate; its own advice is not tried in its turn, or two places could send people back and forth for ever. */
export type Decide = (snapshot: Snapshot, question: Question) => Verdict;

/** Nobody is left without a next step. */
const lastResort: readonly Instead[] = [{ step: 'call-96066', channel: 'hotline' }];

/** Never empty. `tries`: null takes the advice as the rules give it. */
export const adviceOf = (
  asked: Asked,
  { instead: given = [] }: Finding,
  { tries, applies }: { readonly tries: Decide | null; readonly applies: Decide },
): readonly Instead[] => {
  const advised = given.map((each) => atItsBank(asked, each));
  const tried = tries ? whereItWouldBeDone(asked, advised, tries) : advised;
  const instead = tidy(whereApplyIsOpen(asked, tried, applies), asked.day);
  return instead.length > 0 ? instead : lastResort;
};

/** "Apply for generation 3" is advice only where the gate would let this person apply; otherwise it says from when. */
const whereApplyIsOpen = (asked: Asked, advice: readonly Instead[], decide: Decide): readonly Instead[] => {
  if (asked.question.service === 'apply') return advice;
  return advice.flatMap((each) => {
    if (each.service !== 'apply' || each.from !== undefined || each.channel === undefined) return [each];
    const {
      documents: _documents,
      delivery: _delivery,
      bank: _bank,
      reason: _reason,
      outlet: _outlet,
      ...facts
    } = asked.question;
    const verdict = decide(asked.snapshot, { ...facts, service: 'apply', channel: each.channel });
    if (verdict.permitted) return [{ ...each, fee: verdict.fee, dueOn: verdict.dueOn }];
    if (verdict.code === 'FACT_MISSING') return [each];
    return verdict.instead.map((other) => (other.channel && !other.service ? { ...other, service: 'apply' } : other));
  });
};

/** What says that the card, not the place, is in the way: at another place it would be too. */
const cardCodes: ReadonlySet<string> = new Set([
  'WRONG_STATE',
  'CARD_EXISTS',
  'CANCEL_SOCIAL_SECURITY_FIRST',
  'REISSUE_REQUESTED',
  'RUNNING_APPLICATION',
  'BANK_CHANGE_TOO_SOON',
  'NOT_YET_OPEN',
  'INSTANT_CLOSED',
]);
const placeCodes: ReadonlySet<string> = new Set(['SERVICE_NOT_AT_CHANNEL', 'NOT_ISSUING_BANK', 'OUTLET_NOT_INSTANT']);
/** The place is right, but somebody else has to come, or something has to be settled before. */
const firstCodes: ReadonlySet<string> = new Set(['ACTOR_NOT_ALLOWED', 'UPSTREAM_NOT_SETTLED']);

/**
 * Nobody is sent to a counter that would send them away: what the gate would refuse there as well gives way to what is
 * advised there. What only depends on papers or on facts not told stays.
 */
const whereItWouldBeDone = (asked: Asked, advice: readonly Instead[], decide: Decide): readonly Instead[] => {
  const { documents: _documents, delivery: _delivery, outlet: _outlet, ...facts } = asked.question;
  return advice.flatMap((each) => {
    const { channel, service = facts.service } = each;
    if (channel === undefined || each.step !== undefined || each.from !== undefined) return [each];
    if (applyingServices.has(service) || !isOneOf(services, service)) return [each];
    const bank = each.outlet?.bank ?? each.bank ?? facts.card?.bank;
    const outlet = { ...(bank ? { bank } : {}), instant: each.outlet?.instant ?? true };
    const there = channel === 'bank' ? { outlet } : {};
    const verdict = decide(asked.snapshot, { ...facts, ...there, service, channel });
    if (verdict.permitted) return [each];
    if (cardCodes.has(verdict.code)) return verdict.instead;
    if (placeCodes.has(verdict.code)) return [];
    if (firstCodes.has(verdict.code)) return [each, ...verdict.instead.filter(({ step }) => step !== undefined)];
    return [each];
  });
};

/** Where no other bank's counter does it, the counter is one of the bank of the card, and is said to be. */
const atItsBank = ({ snapshot, question, day }: Asked, each: Instead): Instead => {
  const { channel, outlet, service = question.service } = each;
  const bank = question.card?.bank;
  if (channel !== 'bank' || !bank || outlet?.bank || each.bank || each.step || applyingServices.has(service))
    return each;
  if (service === 'issue-instantly' || rowOn(snapshot.offers, `${service}/other-bank`, day)?.answer === 'open')
    return each;
  return { ...each, outlet: { ...outlet, bank } };
};

/** A day that has come says nothing any more, and nothing is advised twice. */
const tidy = (instead: readonly Instead[], day: string): readonly Instead[] => {
  const told = new Map<string, Instead>();
  for (const { from, ...each } of instead) {
    const advice = from !== undefined && from > day ? { from, ...each } : each;
    told.set(JSON.stringify(advice), advice);
  }
  return [...told.values()];
};
