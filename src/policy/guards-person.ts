// Guards about the person: insured, in a group that may apply today, without a card or a running application.
import { type Asked, type Guard, holdsThirdGeneration, isOnline, missing } from './asked.ts';
import { nextRow, rowOn } from './dated-rows.ts';
import { onlineChannels } from './question.ts';
import type { Batch } from './rows.ts';
import type { Instead } from './verdict.ts';

/** R-ELIG-01: any one social insurance of the city, or the rights of land transfer. */
export const isInsured: Guard = ({ question: { person } }) => {
  if (person?.groups?.includes('land-transfer') || person?.insured === true) return undefined;
  if (person?.insured === undefined) return missing('person.insured');
  return {
    code: 'NOT_INSURED',
    rules: ['R-ELIG-01'],
    instead: [{ step: 'join-insurance' }, { step: 'call-96066', channel: 'hotline' }],
  };
};

/** R-ELIG-14, G-27: 军休干部 wait for the notice of the veterans' affairs department, in every phase, until a row opens it. */
export const hasNoSeparateNotice: Guard = ({ group, snapshot, day }) => {
  if (group !== 'military-retiree' || rowOn(snapshot.batches, group, day)) return undefined;
  const next = nextRow(snapshot.batches, group, day);
  const announced: readonly Instead[] = next ? onlineChannels.map((channel) => ({ from: next.from, channel })) : [];
  return {
    code: 'SEPARATE_NOTICE',
    rules: ['R-ELIG-14'],
    instead: [...announced, ...(next ? [] : [{ step: 'veterans-notice' }]), { step: 'old-card-goes-on' }],
  };
};

/** R-REISSUE-11: who has a third-generation card exchanges it; there is no second application. */
export const hasNoThirdGeneration: Guard = ({ question: { card } }) => {
  const holds = holdsThirdGeneration(card);
  if (holds === undefined)
    return missing(
      card === undefined ? 'card' : card?.generation === undefined ? 'card.generation' : 'card.socialSecurity',
    );
  if (!holds) return undefined;
  const at = {
    channel: 'bank',
    ...(card?.bank ? { bank: card.bank, outlet: { bank: card.bank, instant: true } } : {}),
  };
  return {
    code: 'CARD_EXISTS',
    rules: ['R-REISSUE-11'],
    instead: [
      { service: 'exchange-damaged', ...at },
      { service: 'reissue', ...at },
      { service: 'change-bank-cancel', ...at },
    ],
  };
};

/** Guard of the application's lifecycle (C-56): one running application at most, in every phase. */
export const hasNoRunningApplication: Guard = ({ question: { person } }) => {
  if (person?.runningApplication === undefined) return missing('person.runningApplication');
  if (!person.runningApplication) return undefined;
  return {
    code: 'RUNNING_APPLICATION',
    rules: ['R-QUERY-01'],
    instead: [{ service: 'query-progress', channel: 'minsheng' }, { step: 'withdraw-first' }],
  };
};

const batchKeys = ({ group, question: { person } }: Asked): readonly string[] =>
  group === 'employee' ? [`employee/${person?.employer?.district}`, 'employee'] : [group ?? ''];

const batchOn = (asked: Asked): Batch | undefined => {
  for (const key of batchKeys(asked)) {
    const row = rowOn(asked.snapshot.batches, key, asked.day);
    if (row) return row;
  }
  return undefined;
};

/** The batch under which the person may apply on the day, if any. */
export const openBatch = batchOn;

const nextBatch = (asked: Asked): Batch | undefined => {
  const rows = batchKeys(asked).map((key) => nextRow(asked.snapshot.batches, key, asked.day));
  return rows.filter((row) => row !== undefined).sort((a, b) => (a.from < b.from ? -1 : 1))[0];
};

/** What a new hire without a card can do while the new card is not open to them (R-ELIG-18, R-GROUP-06). */
export const originalChannelForNewHire = ({ group, phase, question: { card } }: Asked): readonly Instead[] =>
  group === 'employee' && phase !== 'regular' && card === null ? [{ step: 'original-channel-new-hire' }] : [];

/** R-OLD-01: said to everybody but those who have no card. */
export const oldCardGoesOn = ({ question: { card } }: Asked): readonly Instead[] =>
  card === null ? [] : [{ step: 'old-card-goes-on' }];

/** R-ELIG-05 to R-ELIG-13: the batch of the group, for employees of the employer's district, has opened. */
export const isInOpenBatch: Guard = (asked) => {
  const { group, question } = asked;
  const everybody = group === undefined ? undefined : rowOn(asked.snapshot.batches, group, asked.day);
  if (everybody) return undefined;
  if (group === undefined) return missing('person.groups');
  // Without an employer nobody can have opened a group: that is the next guard's finding.
  if (group === 'employee' && question.person?.employer === null) return undefined;
  if (group === 'employee' && !question.person?.employer?.district) return missing('person.employer.district');
  if (batchOn(asked)) return undefined;
  const next = nextBatch(asked);
  const online: readonly Instead[] = next ? onlineChannels.map((channel) => ({ from: next.from, channel })) : [];
  const chosen = online.filter((each) => each.channel === question.channel);
  return {
    code: 'NOT_YET_OPEN',
    rules: next?.rules ?? ['R-ELIG-20'],
    facts: next ? { from: next.from, batch: next.batch, ...(next.assumed ? { assumed: 'yes' } : {}) } : {},
    instead: [...(chosen.length > 0 ? chosen : online), ...originalChannelForNewHire(asked), ...oldCardGoesOn(asked)],
  };
};

/**
 * R-GROUP-05, G-08: a group is confirmed by those who count as employees or students; others apply for themselves. Whoever
 * is one of them and under 18 is in the group too, and the guardian confirms (matrix 3.2).
 */
export const isInGroupOrder: Guard = ({ group, question: { channel, person } }) => {
  if (group === undefined || group === 'employee' || group === 'student') return undefined;
  if (group === 'minor' && person?.groups?.some((each) => each === 'employee' || each === 'student')) return undefined;
  const online = isOnline(channel) ? channel : 'minsheng';
  return { code: 'EMPLOYER_GROUP_NOT_OPEN', rules: ['R-GROUP-05'], instead: [{ service: 'apply', channel: online }] };
};

/** For the clerk who opens a group only the batch of the employer counts, for a school that of the students. */
export const employerIsInOpenBatch: Guard = (asked) =>
  isInOpenBatch({ ...asked, group: asked.question.person?.employer?.kind === 'school' ? 'student' : 'employee' });

/**
 * R-CHAN-09, C-48: in the centralized phase a bank's counter serves holders of old cards only where they may exchange them
 * already. What is not known of somebody keeps nobody from a question about themselves.
 */
export const isServedAtBank: Guard = (asked) => {
  const { phase, question } = asked;
  const generation = question.card?.generation;
  if (phase !== 'centralized' || question.channel !== 'bank' || generation === undefined || generation === 3)
    return undefined;
  const found = [hasNoSeparateNotice, isInOpenBatch]
    .map((guard) => guard(asked))
    .find((each) => each && 'code' in each);
  if (found === undefined) return undefined;
  return {
    code: 'SERVICE_NOT_AT_CHANNEL',
    rules: ['R-CHAN-09'],
    instead: [{ channel: 'minsheng' }, { channel: 'district' }, { channel: 'street' }],
  };
};
