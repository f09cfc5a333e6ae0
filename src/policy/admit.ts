// The one gate: whether a service may be had here, today, by this person, and what to bring or do instead.
import { isOneOf } from '../base/one-of.ts';
import { type Asked, applyingServices, ask, type Finding } from './asked.ts';
import { rowOn } from './dated-rows.ts';
import { openOffer } from './guards-channel.ts';
import { permit } from './permission.ts';
import { type Question, services } from './question.ts';
import { guardsFor, openToThePerson } from './service-guards.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instead, Refusal, Verdict } from './verdict.ts';

/** Nobody is left without a next step. */
const lastResort: readonly Instead[] = [{ step: 'call-96066', channel: 'hotline' }];

const closedCodes: ReadonlySet<string> = new Set([
  'OFFLINE_CLOSED',
  'INSTANT_CLOSED',
  'SERVICE_NOT_AT_CHANNEL',
  'NOT_YET_OPEN',
]);

/**
 * Where a channel is closed to applications, what is open elsewhere is only advice for those whose batch has opened;
 * the others are told when it opens (R-ELIG-20).
 */
const forThisPerson = (asked: Asked, finding: Finding): Finding => {
  if (!closedCodes.has(finding.code) || !applyingServices.has(asked.question.service)) return finding;
  const online = { ...asked, question: { ...asked.question, channel: 'minsheng' } };
  for (const guard of openToThePerson) {
    const found = guard(online);
    if (!found || 'missing' in found) continue;
    // The channel opens one day, the batch perhaps another: the later one is the day that counts.
    if (finding.code === 'NOT_YET_OPEN') return found.code === 'NOT_YET_OPEN' ? laterOf(finding, found) : found;
    const later = (finding.instead ?? []).filter((each) => each.from !== undefined);
    return { ...finding, instead: [...later, ...(found.instead ?? [])] };
  }
  return finding;
};

/** Of two findings that something opens later, the one that opens last; a batch's own finding stays as it was. */
const laterOf = (channel: Finding, batch: Finding): Finding =>
  (channel.facts?.from ?? '') > (batch.facts?.from ?? '') || channel.facts?.batch !== undefined ? channel : batch;

/** "Apply for generation 3" is advice only where the gate would let this person apply; otherwise it says from when. */
const whereApplyIsOpen = (asked: Asked, advice: readonly Instead[]): readonly Instead[] => {
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
    const verdict = admit(asked.snapshot, { ...facts, service: 'apply', channel: each.channel });
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
const whereItWouldBeDone = (asked: Asked, advice: readonly Instead[]): readonly Instead[] => {
  const { documents: _documents, delivery: _delivery, outlet: _outlet, ...facts } = asked.question;
  return advice.flatMap((each) => {
    const { channel, service = facts.service } = each;
    if (channel === undefined || each.step !== undefined || each.from !== undefined) return [each];
    if (applyingServices.has(service) || !isOneOf(services, service)) return [each];
    const bank = each.outlet?.bank ?? each.bank ?? facts.card?.bank;
    const outlet = { ...(bank ? { bank } : {}), instant: each.outlet?.instant ?? true };
    const there = channel === 'bank' ? { outlet } : {};
    const verdict = decide(asked.snapshot, { ...facts, ...there, service, channel }, false);
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

const refusal = (asked: Asked, found: Finding, adviceIsTried: boolean): Refusal => {
  const finding = forThisPerson(asked, found);
  const advised = (finding.instead ?? []).map((each) => atItsBank(asked, each));
  const tried = adviceIsTried ? whereItWouldBeDone(asked, advised) : advised;
  const instead = tidy(whereApplyIsOpen(asked, tried), asked.day);
  return {
    permitted: false,
    code: finding.code,
    rules: finding.rules,
    instead: instead.length > 0 ? instead : lastResort,
    facts: finding.facts ?? {},
    snapshot: asked.snapshot.number,
  };
};

/**
 * Decides one question on one snapshot. Pure; answers for every day from 2024-01-31 on.
 * The first thing found wrong refuses. A missing fact only counts where nothing that is known refuses already, and comes
 * back as FACT_MISSING with its path in `facts.fact`. Closed world: what no row opens is refused.
 */
export const admit = (snapshot: Snapshot, question: Question): Verdict => decide(snapshot, question, true);

/** Advice is tried once and not again in its turn, or two places could send people back and forth for ever. */
const decide = (snapshot: Snapshot, question: Question, adviceIsTried: boolean): Verdict => {
  const asked = ask(snapshot, question);
  let lacking: string | undefined;
  for (const guard of guardsFor(asked)) {
    const found = guard(asked);
    if (found === undefined) continue;
    if ('code' in found) return refusal(asked, found, adviceIsTried);
    lacking ??= found.missing;
  }
  if (lacking === undefined) return permit(asked);
  const missing: Finding = {
    code: 'FACT_MISSING',
    rules: openOffer(asked)?.rules ?? ['R-CHAN-18'],
    facts: { fact: lacking },
    instead: [{ step: 'tell-fact' }],
  };
  return refusal(asked, missing, false);
};
