// The one gate: whether a service may be had here, today, by this person, and what to bring or do instead.
import { adviceOf } from './advice.ts';
import { type Asked, applyingServices, ask, type Finding } from './asked.ts';
import { openOffer } from './guards-channel.ts';
import { permit } from './permission.ts';
import type { Question } from './question.ts';
import { guardsFor, openToThePerson } from './service-guards.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instead, Refusal, Verdict } from './verdict.ts';

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

const refusal = (asked: Asked, found: Finding, adviceIsTried: boolean): Refusal => {
  const finding = forThisPerson(asked, found);
  let advice: readonly Instead[] | undefined;
  return {
    permitted: false,
    code: finding.code,
    rules: finding.rules,
    /** Put together when it is read: to try it at the gate takes longer than the decision, and many want no more than that. */
    get instead() {
      advice ??= adviceOf(asked, finding, { tries: adviceIsTried ? withAdviceAsGiven : null, applies: admit });
      return advice;
    },
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

/** Advice is tried once and not again in its turn. */
const withAdviceAsGiven = (snapshot: Snapshot, question: Question): Verdict => decide(snapshot, question, false);

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
