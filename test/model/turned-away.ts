// Who asks where and with what, and why the two matrices turn them away; read off the tables somebody wrote by hand.
import type { Actor, Document, Service } from '../../src/policy/question.ts';
import type { Random } from '../../src/seed/random.ts';
import { expectedByActor, expectedByPlace } from '../support/matrix-expected.ts';
import type { Period } from '../support/matrix-questions.ts';
import { batchOpens, notice } from './life.ts';

const online = ['website', 'jingtong', 'wechat-account', 'minsheng'] as const;
const spots = [...online, 'district', 'street', 'own', 'other', 'hotline', 'bank-phone', 'door'] as const;
/** `own` and `other`: an outlet of the bank of the card, or of another one. */
export type Spot = (typeof spots)[number];

const columns: Readonly<Record<Spot, string>> = {
  ...{ website: 'ON', jingtong: 'ON', 'wechat-account': 'ON', minsheng: 'ON', district: 'DS', street: 'DS' },
  ...{ own: 'IB-N', other: 'OB', hotline: 'H', 'bank-phone': 'BP', door: 'D' },
};
const letters = {
  ...{ H: 'holder-id', C: 'card', A: 'agent-id', W: 'authorisation' },
  ...{ M: 'agent-material', G: 'guardian-id', P: 'guardianship-proof' },
} as const satisfies Readonly<Record<string, Document>>;
const isLetter = (text: string): text is keyof typeof letters => text in letters;

/** What a sign of the matrix answers where a service is not to be had. */
const signs: Readonly<Record<string, readonly string[]>> = {
  N: ['SERVICE_NOT_AT_CHANNEL', 'NOT_YET_OPEN'],
  B: ['NOT_ISSUING_BANK'],
  V: ['IN_PERSON_REQUIRED'],
  X: ['EXTERNAL_SERVICE'],
  O: ['OFFLINE_CLOSED'],
  I: ['INSTANT_CLOSED'],
  U: ['OUTLET_NOT_INSTANT'],
};

/** R-CHAN-09: before their batch nobody has more than an old card, and a bank's counter does not serve those for this. */
const notForOldCards: readonly Service[] = ['change-password', 'reset-password', 'change-contact'];
const outOfScope = (service: Service, { spot }: Asker, day: string): readonly string[] =>
  ['own', 'other'].includes(spot) && day < batchOpens && notForOldCards.includes(service)
    ? ['SERVICE_NOT_AT_CHANNEL']
    : [];

/** Somebody who asks: for whom, where, with what, and how surely they are known. */
export type Asker = {
  readonly spot: Spot;
  readonly actor: Extract<Actor, 'holder' | 'agent' | 'guardian'>;
  readonly by: 'self' | 'staff' | 'bank';
  readonly documents: readonly Document[];
  /** Of a login. */
  readonly level: number;
  /** Whether a caller proved to be the holder (G-28). */
  readonly isKnown: boolean;
  /** Staff have said that the account needs its bank (R-LOSS-11). */
  readonly isTold: boolean;
};

const periodOf = (day: string): Period => (day < notice ? 'before' : day < '2026-01-01' ? 'centralized' : 'regular');
const cellsOf = (table: typeof expectedByPlace, service: Service, day: string): Readonly<Record<string, string>> =>
  table.find((line) => line.name === service)?.cells[periodOf(day)] ?? {};

/** What each has to bring there; undefined: they may not, or nobody may. */
const bringing = (service: Service, { spot, actor }: Asker, day: string): readonly Document[] | undefined => {
  const kind = ['ON', 'H', 'BP'].includes(columns[spot]) ? 0 : columns[spot] === 'D' ? 2 : 1;
  const text = cellsOf(expectedByActor, service, day)[actor]?.split('/')[kind] ?? '-';
  return text === '-' || text === '.' ? undefined : [...text].filter(isLetter).map((letter) => letters[letter]);
};

/** Everything that is in the way of a grown person's wish by place, actor, papers and login; empty: nothing is. */
export const turnedAway = (service: Service, asker: Asker, day: string): readonly string[] => {
  const { spot, actor, by, documents, isKnown } = asker;
  const sign = cellsOf(expectedByPlace, service, day)[columns[spot]] ?? 'N';
  const closed = sign.startsWith('Y') ? [] : sign === 'M' && spot === 'minsheng' ? [] : (signs[sign] ?? signs.N ?? []);
  const needed = bringing(service, asker, day);
  // 3.2: the column of guardians is for holders under eighteen.
  const mayNot = needed === undefined || actor === 'guardian' ? ['ACTOR_NOT_ALLOWED'] : [];
  const lacks = by !== 'self' && needed?.some((document) => !documents.includes(document)) ? ['DOCUMENT_MISSING'] : [];
  // Who acts for another needs a word that an outlet recorded (R-PROXY-02, C-32); a bank by its interface has seen it itself.
  const isCounter = !['ON', 'H', 'BP'].includes(columns[spot]);
  const unrecorded = isCounter ? actor === 'agent' && by === 'staff' : actor !== 'holder';
  return [
    ...closed,
    ...outOfScope(service, asker, day),
    ...mayNot,
    ...lacks,
    ...(unrecorded ? ['AUTHORISATION_NOT_RECORDED'] : []),
    ...(spot === 'hotline' && !isKnown ? ['CALLER_NOT_CONFIRMED'] : []),
  ];
};

/** Somebody who asks, most often as the matrices want it. */
export const drawAsker = (random: Random, service: Service, day: string): Asker => {
  const all = cellsOf(expectedByPlace, service, day);
  const open = spots.filter((spot) => all[columns[spot]]?.startsWith('Y'));
  const spot = (random.chance(0.85) ? random.any(open) : undefined) ?? random.pick(spots);
  const actor = random.chance(0.8) ? 'holder' : random.chance(0.7) ? 'agent' : 'guardian';
  const isOnline = columns[spot] === 'ON';
  const by = isOnline ? 'self' : ['own', 'other', 'door'].includes(spot) && random.chance(0.5) ? 'bank' : 'staff';
  const rest = { level: random.pick([3, 3, 3, 3, 2, 1]), isKnown: random.chance(0.9), isTold: random.chance(0.9) };
  const asker: Asker = { spot, actor, by, documents: [], ...rest };
  const needed = bringing(service, asker, day) ?? [];
  const documents = random.chance(0.9) ? needed : needed.slice(1);
  return { ...asker, documents };
};

export const isOnline = ({ spot }: Asker): boolean => columns[spot] === 'ON';
