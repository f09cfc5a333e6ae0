// The question behind each cell of the service matrices: one person in whom only place, actor and day decide.
import { admit } from '../../src/policy/admit.ts';
import type { Actor, CardFacts, PersonFacts, Question, Service } from '../../src/policy/question.ts';
import type { Place } from '../../src/policy/rows.ts';
import type { RefusalCode, Verdict } from '../../src/policy/verdict.ts';
import { day, employer, newCard, oldCard, person, snapshot } from './questions.ts';

/** The days the matrices are shown for, each with the park ticket on sale: before the notice of 2025-10-09, from it on, regular. */
export const periods = { before: '2025-01-06', centralized: '2025-12-22', regular: '2026-01-05' } as const;
export type Period = keyof typeof periods;
export const periodNames: readonly Period[] = ['before', 'centralized', 'regular'];

/** The columns of matrix 3.1, with the places each stands for. */
export const columns = {
  ON: ['website', 'jingtong', 'wechat-account', 'minsheng'],
  DS: ['district', 'street'],
  'IB-I': ['own-bank-instant'],
  'IB-N': ['own-bank'],
  OB: ['other-bank'],
  H: ['hotline'],
  BP: ['bank-phone'],
  D: ['door'],
} as const satisfies Readonly<Record<string, readonly Place[]>>;
export type Column = keyof typeof columns;
export const columnNames: readonly Column[] = ['ON', 'DS', 'IB-I', 'IB-N', 'OB', 'H', 'BP', 'D'];

/** A line of the matrices; the card made on the spot has two, as a first card and as a replacement. */
export type Line = { readonly name: string; readonly service: Service; readonly card: CardFacts };

const fresh = newCard({ socialSecurity: 'not-enabled', financial: 'not-activated' });
const lost = newCard({ socialSecurity: 'formally-lost', financial: 'formally-lost' });
const cards: Partial<Readonly<Record<Service, CardFacts>>> = {
  apply: oldCard,
  'open-group': oldCard,
  'confirm-group': oldCard,
  collect: fresh,
  enable: fresh,
  'activate-finance': newCard({ financial: 'not-activated' }),
  'release-temporary-loss': newCard({ socialSecurity: 'temporarily-lost' }),
  'release-formal-loss': lost,
  'release-finance': lost,
  reissue: newCard({ socialSecurity: 'formally-lost' }),
  'reissue-old': oldCard,
  'cancel-finance': newCard({ socialSecurity: 'cancelled' }),
  'change-bank-apply': newCard({ bank: '103', socialSecurity: 'cancelled' }),
  'change-bank-old': { ...oldCard, bank: '103' },
};

/** The line of a service; `name` is the service, or `issue-instantly:first`. */
export const lineOf = (name: string, service: Service): Line => ({
  name,
  service,
  card: name === 'issue-instantly:first' ? oldCard : (cards[service] ?? newCard()),
});

const settled = { upstreamSettled: true } as const;
/** Works for an employer of batch 1, which has opened its group; nothing is in the way of any service. */
const grown = person('employee', { ...settled, employer: employer('110111') });
/** A child at school, and for the group order somebody who works at seventeen (3.2, "for a minor"). */
const child = person('minor', {
  ...{ ...settled, birthDate: day('2015-03-02'), employer: employer('110111', { kind: 'school' }) },
});
const youngWorker = { ...grown, groups: ['employee'], birthDate: day('2008-09-01') } as const satisfies PersonFacts;

const reasonFor: Partial<Readonly<Record<Service, Question['reason']>>> = {
  cancel: 'settled-abroad',
  'exchange-changed': 'name',
  'exchange-damaged': 'damaged',
};

const whereAt = (place: Place): Pick<Question, 'channel' | 'outlet'> => {
  switch (place) {
    case 'own-bank-instant':
    case 'own-bank':
      return { channel: 'bank', outlet: { kind: 'bank', bank: '102', instant: place === 'own-bank-instant' } };
    case 'other-bank':
      return { channel: 'bank', outlet: { kind: 'bank', bank: '104', instant: false } };
    default:
      return { channel: place };
  }
};

export type Cell = { readonly line: Line; readonly place: Place; readonly actor: Actor; readonly period: Period };

const personOf = ({ line, actor }: Cell): PersonFacts => {
  // Nobody opens a group for a child: the employer decides, not who asks.
  if (actor !== 'guardian' || line.service === 'open-group') return grown;
  return line.service === 'confirm-group' ? youngWorker : child;
};

/** The whole question of a cell. Bank 102 issues the card and offers replacement online; 104 is any other. */
export const questionOf = (cell: Cell): Question => {
  const { line, place, actor, period } = cell;
  return {
    ...{ service: line.service, on: day(periods[period]), actor, card: line.card, person: personOf(cell) },
    ...whereAt(place),
    reason: reasonFor[line.service] ?? null,
    payment: line.service === 'top-up-transit' ? 'cash' : null,
    delivery: line.service === 'collect' && actor === 'clerk' ? 'employer-pickup' : null,
  };
};

export const answerTo = (question: Question): Verdict => admit(snapshot, question);

/** Who asks in matrix 3.1, which is about places: the cardholder, for a group the clerk. */
export const usualActor = (service: Service): Actor => (service === 'open-group' ? 'clerk' : 'holder');

/** One sign for each refusal that a matrix can show. */
export const signs = {
  SERVICE_NOT_AT_CHANNEL: 'N',
  OFFLINE_CLOSED: 'O',
  INSTANT_CLOSED: 'I',
  OUTLET_NOT_INSTANT: 'U',
  NOT_ISSUING_BANK: 'B',
  IN_PERSON_REQUIRED: 'V',
  EXTERNAL_SERVICE: 'X',
  ORIGINAL_CHANNEL: 'G',
  OLD_CARD_ISSUING_STOPPED: 'S',
  NOT_YET_OPEN: 'T',
  ACTOR_NOT_ALLOWED: 'A',
} as const satisfies Partial<Readonly<Record<RefusalCode, string>>>;

const isSigned = (code: string): code is keyof typeof signs => Object.hasOwn(signs, code);

/** `Y`, with the time limit where one is counted: 0 on the spot, 4w working days, 30d natural days. */
const permittedSign = (verdict: Verdict & { permitted: true }, on: Temporal.PlainDate): string => {
  if (verdict.dueNote === 'on-the-spot') return 'Y0';
  if (verdict.dueOn === null) return 'Y';
  if (verdict.dueOn === snapshot.calendar.addWorkdays(on.toString(), 4)) return 'Y4w';
  return `Y${on.until(verdict.dueOn, { largestUnit: 'days' }).days}d`;
};

/** The answer of a cell in a sign or two; an `F` behind it: only with a bank that offers it. */
export const signOf = (cell: Cell): string => {
  const question = questionOf(cell);
  const verdict = answerTo(question);
  if (!verdict.permitted) return isSigned(verdict.code) ? signs[verdict.code] : verdict.code;
  const elsewhere = answerTo({ ...question, card: { ...cell.line.card, bank: '104' } });
  const flagged = question.channel !== 'bank' && !elsewhere.permitted ? 'F' : '';
  return permittedSign(verdict, question.on) + flagged;
};

/** Each document by one letter, as in matrix 3.2. */
export const documentLetters: Readonly<Record<string, string>> = {
  'holder-id': 'H',
  card: 'C',
  'agent-id': 'A',
  authorisation: 'W',
  'agent-material': 'M',
  'guardian-id': 'G',
  'guardianship-proof': 'P',
};

/** What has to be brought, in the order of the letters; `0` nothing, `-` this actor may not, `(sign)` refused otherwise. */
export const broughtIn = (cell: Cell): string => {
  const verdict = answerTo(questionOf(cell));
  if (!verdict.permitted) return verdict.code === 'ACTOR_NOT_ALLOWED' ? '-' : `(${signOf(cell)})`;
  return (
    Object.keys(documentLetters)
      .filter((each) => verdict.documents.some((one) => one === each))
      .map((each) => documentLetters[each])
      .join('') || '0'
  );
};
