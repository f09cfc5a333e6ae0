// 我现在能办吗 as an interview: three questions, then only what the gate says it still needs.
import { admit } from '../../policy/admit.ts';
import {
  type CardFacts,
  type Channel,
  channels,
  type Group,
  groups,
  type Question,
  type Reason,
  reasons,
  type Service,
  type SocialSecurityState,
  services,
  socialSecurityStates,
} from '../../policy/question.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import type { Verdict } from '../../policy/verdict.ts';

/** The answers so far, as they stand in the address; anything not offered by a question is as if not answered. */
export type Answers = {
  readonly service: Service | undefined;
  readonly group: Group | undefined;
  readonly channel: Channel | undefined;
  readonly on: Temporal.PlainDate;
  readonly more: Readonly<Record<string, string>>;
};

const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((each) => each === value);

/** Questions that follow only when the gate lacks their fact; the key is the gate's path of the fact. */
export const followUps = [
  'person.employer.district',
  'person.employer.groupOpen',
  'person.pensionBank',
  'person.upstreamSettled',
  'outlet.bank',
  'outlet.instant',
  'card.generation',
  'card.bank',
  'card.socialSecurity',
  'card.financial',
  'reason',
] as const;
export type FollowUp = (typeof followUps)[number];

/** Reads the answers out of the address. `today` counts where no day is given. */
export const readAnswers = (query: URLSearchParams, today: Temporal.PlainDate): Answers => {
  const [, year, month, date] = /^(20\d{2})-(\d{2})-(\d{2})$/.exec(query.get('on') ?? '') ?? [];
  // A day no month has becomes the last one it has, as people mean it.
  const on = year && Temporal.PlainDate.from({ year: Number(year), month: Number(month) || 1, day: Number(date) || 1 });
  const more = followUps.flatMap((key) => {
    const value = query.get(key);
    return value ? [[key, value] as const] : [];
  });
  return {
    service: oneOf(services, query.get('service') ?? undefined),
    group: oneOf(groups, query.get('group') ?? undefined),
    channel: oneOf(channels, query.get('channel') ?? undefined),
    on: on || today,
    more: Object.fromEntries(more),
  };
};

const cardOf = (more: Answers['more'], applies: boolean): CardFacts | null => {
  const generation = more['card.generation'];
  if (generation === 'none') return null;
  if (generation === undefined && applies) return { generation: 2, socialSecurity: 'enabled' };
  const state = oneOf(socialSecurityStates, more['card.socialSecurity']);
  const financial = oneOf(['not-activated', 'active'] as const, more['card.financial']);
  return {
    reissueRequested: false,
    ...(generation === 'old' ? { generation: 2 as const } : generation === 'new' ? { generation: 3 as const } : {}),
    ...(more['card.bank'] ? { bank: more['card.bank'] } : {}),
    ...(state ? { socialSecurity: state } : {}),
    ...(financial ? { financial } : {}),
  };
};

const yesOrNo = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'yes');

const personOf = (group: Group, more: Answers['more']): NonNullable<Question['person']> => {
  const groupOpen = yesOrNo(more['person.employer.groupOpen']);
  const settled = yesOrNo(more['person.upstreamSettled']);
  const district = more['person.employer.district'];
  const employed = group === 'employee' || groupOpen !== undefined || district !== undefined;
  return {
    groups: [group],
    insured: true,
    runningApplication: false,
    lastBankChangeOn: null,
    // A student here insures himself; whole-school schemes are asked for by the school (R-GROUP-18, R-GROUP-19).
    employer: employed
      ? {
          kind: 'employer',
          ...(district ? { district } : {}),
          ...(groupOpen === undefined ? {} : { groupOpen }),
        }
      : null,
    ...(more['person.pensionBank'] ? { pensionBank: more['person.pensionBank'] } : {}),
    ...(settled === undefined ? {} : { upstreamSettled: settled }),
  };
};

const applying: ReadonlySet<Service> = new Set(['apply', 'confirm-group', 'issue-instantly']);

type Complete = Answers & { readonly service: Service; readonly group: Group; readonly channel: Channel };
const isComplete = (answers: Answers): answers is Complete =>
  answers.service !== undefined && answers.group !== undefined && answers.channel !== undefined;

const questionOf = ({ service, group, channel, on, more }: Complete): Question => {
  const instant = yesOrNo(more['outlet.instant']);
  const reason = oneOf<Reason>(reasons, more.reason);
  return {
    service,
    channel,
    on,
    actor: group === 'minor' ? 'guardian' : channel === 'website' && service === 'open-group' ? 'clerk' : 'holder',
    person: personOf(group, more),
    card: cardOf(more, applying.has(service)),
    outlet: {
      ...(more['outlet.bank'] ? { bank: more['outlet.bank'] } : {}),
      ...(instant === undefined ? {} : { instant }),
    },
    ...(reason ? { reason } : {}),
    ...(service === 'collect' && more['card.bank'] ? { bank: more['card.bank'] } : {}),
  };
};

export type Interview =
  | { readonly state: 'asking' }
  | { readonly state: 'follow-up'; readonly fact: FollowUp }
  | { readonly state: 'answered'; readonly question: Question; readonly verdict: Verdict };

const aliases: Readonly<Record<string, FollowUp>> = {
  card: 'card.generation',
  'person.employer': 'person.employer.district',
  bank: 'card.bank',
};

/** Where the interview stands: a question of the three, one more, or the answer of the gate. */
export const interview = (snapshot: Snapshot, answers: Answers): Interview => {
  if (!isComplete(answers)) return { state: 'asking' };
  const question = questionOf(answers);
  const verdict = admit(snapshot, question);
  if (verdict.permitted || verdict.code !== 'FACT_MISSING') return { state: 'answered', question, verdict };
  const lacking = verdict.facts.fact ?? '';
  const fact = aliases[lacking] ?? oneOf(followUps, lacking);
  return fact ? { state: 'follow-up', fact } : { state: 'answered', question, verdict };
};

/** The states of a card one can choose from where it matters. */
export const askableStates: readonly SocialSecurityState[] = [
  'not-enabled',
  'enabled',
  'temporarily-lost',
  'formally-lost',
  'cancelled',
];
